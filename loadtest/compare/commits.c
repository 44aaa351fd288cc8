/*
 * stagebeurs-commits DATABASE BATCH: what the disk and SQLite make of bookings when nobody asks who may, and
 * nobody is told: the free slots of a fair are booked, BATCH in each transaction, as durably as the server does
 * it (WAL, FULL). Prints JSON: how many a second, and how long a transaction takes. The database is used up.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>

#include "base/mem.h"
#include "loadtest/hist.h"

struct ids {
	sqlite3_int64 (*at)[3];
	size_t n;
};

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void must(sqlite3 *db, int status)
{
	if (status == SQLITE_OK || status == SQLITE_DONE)
		return;
	fprintf(stderr, "stagebeurs-commits: %s\n", sqlite3_errmsg(db));
	exit(EX_SOFTWARE);
}

static struct ids read_ids(sqlite3 *db, const char *sql)
{
	struct ids ids = { 0 };
	sqlite3_stmt *q;

	must(db, sqlite3_prepare_v2(db, sql, -1, &q, NULL));
	while (sqlite3_step(q) == SQLITE_ROW) {
		ids.at = mem_resize(ids.at, (ids.n + 1) * sizeof(*ids.at));
		for (int i = 0; i < sqlite3_column_count(q); i++)
			ids.at[ids.n][i] = sqlite3_column_int64(q, i);
		ids.n++;
	}
	must(db, sqlite3_finalize(q));
	return ids;
}

static void book(sqlite3_stmt *insert, size_t k, const sqlite3_int64 slot[3], sqlite3_int64 account)
{
	sqlite3 *db = sqlite3_db_handle(insert);

	sqlite3_bind_int64(insert, 1, (sqlite3_int64)k + 1);
	for (int i = 0; i < 3; i++)
		sqlite3_bind_int64(insert, 2 + i, slot[i]);
	sqlite3_bind_int64(insert, 5, account);
	must(db, sqlite3_step(insert));
	must(db, sqlite3_reset(insert));
}

static void run(sqlite3 *db, size_t batch)
{
	static struct hist took;
	struct ids slots = read_ids(db, "SELECT fair_id, booth_id, id FROM slot ORDER BY starts_ms, booth_id");
	struct ids people = read_ids(db, "SELECT account_id FROM participation WHERE role = 'student'");
	int64_t from_ns = now_ns();
	sqlite3_stmt *insert;
	size_t k = 0;

	must(db, sqlite3_prepare_v2(db,
				    "INSERT INTO booking (id, fair_id, booth_id, slot_id, account_id, "
				    "state, booked_ms, version) VALUES (?, ?, ?, ?, ?, 'booked', 0, 0)",
				    -1, &insert, NULL));
	while (k + batch <= slots.n) {
		int64_t began_ns = now_ns();

		must(db, sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
		for (size_t end = k + batch; k < end; k++)
			book(insert, k, slots.at[k], people.at[k % people.n][0]);
		must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
		hist_add(&took, now_ns() - began_ns);
	}
	printf("{\"batch\": %zu, \"bookings\": %zu, \"bookings_s\": %.0f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n",
	       batch, k, (double)k * 1e9 / (double)(now_ns() - from_ns), (double)hist_at(&took, 0.5) / 1e6,
	       (double)hist_at(&took, 0.99) / 1e6);
}

int main(int argc, char **argv)
{
	/* As store/db.c opens it. */
	static const char PRAGMAS[] =
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
		"PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16000;"
		"DELETE FROM booking;";
	long batch = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	sqlite3 *db;

	if (batch < 1 || batch > 100000) {
		fprintf(stderr, "stagebeurs-commits: expected DATABASE BATCH\n");
		return EX_USAGE;
	}
	must(NULL, sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL));
	must(db, sqlite3_exec(db, PRAGMAS, NULL, NULL, NULL));
	run(db, (size_t)batch);
	must(db, sqlite3_close_v2(db));
	return EX_OK;
}
