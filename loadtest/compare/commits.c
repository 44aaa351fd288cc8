/*
 * stagebeurs-commits DATABASE BATCH [whole]: what the disk and SQLite make of bookings when nobody asks who may, and
 * nobody is told: the slots of a fair are booked, BATCH in each transaction, as durably as the server does it (WAL,
 * FULL), by the booking's row alone. "whole": the bookings that are there are written once more, each with all that the
 * server wrote for it: its lead, its timers, the stored reply, what changed. Prints JSON: how many a second, and how long
 * a transaction takes. The database is used up.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* What inserts booking k. */
typedef void insert_one(void *arg, size_t k);

static void insert_all(sqlite3 *db, size_t n, size_t batch, insert_one *one, void *arg)
{
	static struct hist took;
	int64_t from_ns = now_ns();
	size_t k = 0;

	while (k + batch <= n) {
		int64_t began_ns = now_ns();

		must(db, sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
		for (size_t end = k + batch; k < end; k++)
			one(arg, k);
		must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
		hist_add(&took, now_ns() - began_ns);
	}
	printf("{\"batch\": %zu, \"bookings\": %zu, \"bookings_s\": %.0f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n",
	       batch, k, (double)k * 1e9 / (double)(now_ns() - from_ns), (double)hist_at(&took, 0.5) / 1e6,
	       (double)hist_at(&took, 0.99) / 1e6);
}

/* ---- the booking's row alone, of every slot ---- */

struct slots {
	struct ids slots, people;
	sqlite3_stmt *insert;
};

static void book(void *arg, size_t k)
{
	const struct slots *s = arg;

	sqlite3_bind_int64(s->insert, 1, (sqlite3_int64)k + 1);
	for (int i = 0; i < 3; i++)
		sqlite3_bind_int64(s->insert, 2 + i, s->slots.at[k][i]);
	sqlite3_bind_int64(s->insert, 5, s->people.at[k % s->people.n][0]);
	must(sqlite3_db_handle(s->insert), sqlite3_step(s->insert));
	must(sqlite3_db_handle(s->insert), sqlite3_reset(s->insert));
}

static void book_slots(sqlite3 *db, size_t batch)
{
	struct slots s = {
		.slots = read_ids(db, "SELECT fair_id, booth_id, id FROM slot ORDER BY starts_ms, booth_id"),
		.people = read_ids(db, "SELECT account_id FROM participation WHERE role = 'student'"),
	};

	must(db, sqlite3_exec(db, "DELETE FROM booking", NULL, NULL, NULL));
	must(db, sqlite3_prepare_v2(db,
				    "INSERT INTO booking (id, fair_id, booth_id, slot_id, account_id, "
				    "state, booked_ms, version) VALUES (?, ?, ?, ?, ?, 'booked', 0, 0)",
				    -1, &s.insert, NULL));
	insert_all(db, s.slots.n, batch, book, &s);
	must(db, sqlite3_finalize(s.insert));
}

/* ---- all that the server wrote of each ---- */

#define OF_BOOKINGS "app_seq >= (SELECT min(app_seq) FROM idempotency WHERE command = 'slot.book')"

/* A table; of its rows, in the order of their making, every booking has its share. */
struct rows {
	const char *table, *where, *order;
	sqlite3_value **at; /* n × width */
	size_t n, width;
	sqlite3_stmt *insert;
};

static struct rows written[] = {
	{ .table = "booking", .where = "1", .order = "id" },
	{ .table = "lead", .where = "1", .order = "id" },
	{ .table = "timer", .where = "command LIKE 'booking.%'", .order = "id" },
	{ .table = "change", .where = OF_BOOKINGS, .order = "app_seq" },
	{ .table = "idempotency", .where = "command = 'slot.book'", .order = "app_seq" },
};
#define N_WRITTEN (sizeof(written) / sizeof(*written))

static sqlite3_stmt *prepare(sqlite3 *db, char *sql)
{
	sqlite3_stmt *q = NULL;

	must(db, sqlite3_prepare_v2(db, sql, -1, &q, NULL));
	sqlite3_free(sql);
	return q;
}

/* Reads a table's rows, and makes ready what writes them again. */
static void read_rows(sqlite3 *db, struct rows *r)
{
	sqlite3_stmt *q = prepare(db, sqlite3_mprintf("SELECT * FROM %s WHERE %s ORDER BY %s", r->table, r->where,
						      r->order));
	char marks[100] = "?";

	r->width = (size_t)sqlite3_column_count(q);
	while (sqlite3_step(q) == SQLITE_ROW) {
		r->at = mem_resize(r->at, (r->n + 1) * r->width * sizeof(*r->at));
		for (size_t i = 0; i < r->width; i++)
			r->at[r->n * r->width + i] = sqlite3_value_dup(sqlite3_column_value(q, (int)i));
		r->n++;
	}
	must(db, sqlite3_finalize(q));
	for (size_t i = 1; i < r->width; i++)
		strcat(marks, ",?");
	r->insert = prepare(db, sqlite3_mprintf("INSERT INTO %s VALUES (%s)", r->table, marks));
}

static void clear_rows(sqlite3 *db, const struct rows *r)
{
	sqlite3_stmt *q = prepare(db, sqlite3_mprintf("DELETE FROM %s WHERE %s", r->table, r->where));

	must(db, sqlite3_step(q));
	must(db, sqlite3_finalize(q));
}

static void write_again(void *arg, size_t k)
{
	size_t n_bookings = written[0].n;

	(void)arg;
	for (struct rows *r = written; r < written + N_WRITTEN; r++) {
		for (size_t i = k * r->n / n_bookings; i < (k + 1) * r->n / n_bookings; i++) {
			for (size_t c = 0; c < r->width; c++)
				sqlite3_bind_value(r->insert, (int)c + 1, r->at[i * r->width + c]);
			must(sqlite3_db_handle(r->insert), sqlite3_step(r->insert));
			must(sqlite3_db_handle(r->insert), sqlite3_reset(r->insert));
		}
	}
}

static void write_whole(sqlite3 *db, size_t batch)
{
	for (struct rows *r = written; r < written + N_WRITTEN; r++)
		read_rows(db, r);
	for (struct rows *r = written; r < written + N_WRITTEN; r++)
		clear_rows(db, r);
	insert_all(db, written[0].n, batch, write_again, NULL);
	for (struct rows *r = written; r < written + N_WRITTEN; r++)
		must(db, sqlite3_finalize(r->insert));
}

int main(int argc, char **argv)
{
	/* As store/db.c opens it, with checkpoints as rare as they are under a crowd. */
	static const char PRAGMAS[] =
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
		"PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16000;";
	bool is_whole = argc == 4 && strcmp(argv[3], "whole") == 0;
	long batch = argc == 3 || is_whole ? strtol(argv[2], NULL, 10) : 0;
	sqlite3 *db;

	if (batch < 1 || batch > 100000) {
		fprintf(stderr, "stagebeurs-commits: expected DATABASE BATCH [whole]\n");
		return EX_USAGE;
	}
	must(NULL, sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL));
	must(db, sqlite3_exec(db, PRAGMAS, NULL, NULL, NULL));
	(is_whole ? write_whole : book_slots)(db, (size_t)batch);
	must(db, sqlite3_close_v2(db));
	return EX_OK;
}
