/*
 * What searching costs: an index of a large fair made anew, then words with a typing error looked for in it, each
 * answer read as it is shown, beside a LIKE '%…%' over the same texts in the same run, which forgives nothing and ranks
 * nothing. `stagebeurs-search [QUERIES]` prints one line of each. Texts are invented from a fixed seed: 9,000 words, of
 * which few are said often, as in a language.
 */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "features/search/index.h"

#define BOOTHS 250
#define PLACEMENTS 2000
#define PROGRAMMES 500
#define VOCABULARY 9000
#define FAIR 1
#define QUERIES_MOST 100000

static char words[VOCABULARY][24];
static uint64_t state = 20261127;

static unsigned chance(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((state >> 33) % below);
}

static void invent_words(void)
{
	static const char *const PARTS[] = { "ver", "zor", "ging", "tim", "mer", "man", "soft", "wa", "re",  "bou", "wen",
					     "lei", "den", "kan",  "toor", "tech", "niek", "in", "stal", "la", "tie", "or",
					     "ga",  "ni",  "sa",   "be",   "stu",  "ren", "ka", "pel",  "vis", "ser", "hof" };

	for (size_t i = 0; i < VOCABULARY; i++) {
		size_t len = 0;

		for (unsigned n = 2 + chance(3); n--;)
			len += (size_t)snprintf(words[i] + len, sizeof(words[i]) - len, "%s", PARTS[chance(ARRAY_LEN(PARTS))]);
	}
}

/* Rank r is said about 1/r times as often as the first. */
static const char *say(void)
{
	double r = exp(log(VOCABULARY) * chance(1000000) / 1e6);

	return words[(size_t)r % VOCABULARY];
}

static const char *text(char *to, size_t size, unsigned n)
{
	size_t len = 0;

	to[0] = '\0';
	while (n-- && len + sizeof(words[0]) + 1 < size)
		len += (size_t)snprintf(to + len, size - len, "%s%s", len ? " " : "", say());
	return to;
}

static void run(sqlite3 *db, const char *format, ...)
{
	va_list args;
	char *sql, *error = NULL;

	va_start(args, format);
	sql = sqlite3_vmprintf(format, args);
	va_end(args);
	if (sqlite3_exec(db, sql, NULL, NULL, &error)) {
		fprintf(stderr, "%s in %s\n", error, sql);
		exit(1);
	}
	sqlite3_free(sql);
}

static void make_fair(const char *path)
{
	char a[2048], b[2048], c[2048];
	struct db *schema;
	sqlite3 *db;

	if (db_open(path, DB_WRITER, &schema))
		exit(1);
	db_close(schema);
	if (sqlite3_open(path, &db))
		exit(1);
	run(db, "BEGIN");
	run(db, "INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, max_queues, talk_ms) "
		"VALUES (1, 'f', 'F', 'open', 1, 2, 'Europe/Amsterdam', 1, 3, 480000)");
	run(db, "INSERT INTO organisation VALUES (1, 'o', 'employer', 'O', 'Leiden')");
	run(db, "INSERT INTO room (id, fair_id, slug, name, name_en, sector, position) VALUES (1, 1, 'r', 'R', 'R', 'ict', 1)");
	for (int i = 1; i <= PROGRAMMES; i++)
		run(db, "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id, about, requirements) "
			"VALUES (%d, 1, 'p%d', '%d', %Q, 'mbo4', 1, %Q, %Q)", i, i, 25000 + i, text(a, sizeof(a), 3),
		    text(b, sizeof(b), 40), text(c, sizeof(c), 40));
	for (int i = 1; i <= BOOTHS; i++) {
		run(db, "INSERT INTO chat VALUES (%d, 1, %d, NULL)", i, i);
		run(db, "INSERT INTO booth (id, fair_id, room_id, org_id, chat_id, slug, name, tagline, about, city, talk_ms, "
			"next_number) VALUES (%d, 1, 1, 1, %d, 'b%d', %Q, %Q, %Q, 'Leiden', 480000, 1)", i, i, i,
		    text(a, sizeof(a), 2), text(b, sizeof(b), 6), text(c, sizeof(c), 60));
	}
	for (int i = 1; i <= PLACEMENTS; i++)
		run(db, "INSERT INTO placement VALUES (%d, 1, %d, %d, '%q %d', %Q, 'mbo4', 'bol', '', 32, 2)", i,
		    1 + i % BOOTHS, 1 + i % PROGRAMMES, text(a, sizeof(a), 3), i, text(b, sizeof(b), 60));
	run(db, "UPDATE meta SET app_seq = 1");
	run(db, "COMMIT");
	sqlite3_close(db);
}

/* ---- measuring ---- */

static int by_time(const void *a, const void *b)
{
	const int64_t *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

static void tell(const char *what, int64_t *us, size_t n, double found)
{
	qsort(us, n, sizeof(*us), by_time);
	printf("%s p50_ms=%.2f p99_ms=%.2f found=%.0f%%\n", what, (double)us[n / 2] / 1e3, (double)us[n * 99 / 100] / 1e3,
	       100 * found / (double)n);
}

/* A word as somebody in a hurry types it. */
static void mistype(char *word)
{
	size_t len = strlen(word), at = 1 + chance((unsigned)len - 2);
	char c = word[at];

	if (chance(2)) {
		memmove(word + at, word + at + 1, len - at);
		return;
	}
	word[at] = word[at + 1];
	word[at + 1] = c;
}

static void search(struct index *x, struct db *db, int64_t *us, size_t n)
{
	double found = 0;

	for (size_t i = 0; i < n; i++) {
		AUTO(arena_done) struct arena arena = { 0 };
		struct index_hit *hits = NULL;
		size_t n_hits = 0;
		char typed[24];
		int64_t start;

		snprintf(typed, sizeof(typed), "%s", say());
		mistype(typed);
		start = clock_mono_us();
		if (index_find(x, db, &arena, FAIR, str_of(typed), &hits, &n_hits))
			exit(1);
		for (size_t j = 0; j < n_hits; j++) {
			struct search_doc doc;
			bool is_there;

			if (search_db_doc(db, &arena, hits[j].doc, &doc, &is_there))
				exit(1);
		}
		us[i] = clock_mono_us() - start;
		found += n_hits > 0;
	}
	tell("search", us, n, found);
}

static void scan(const char *path, int64_t *us, size_t n)
{
	static const char SQL[] =
		"SELECT id FROM booth WHERE fair_id = 1 AND (name LIKE ?1 OR tagline LIKE ?1 OR about LIKE ?1 OR city LIKE ?1) "
		"UNION ALL SELECT id FROM placement WHERE fair_id = 1 AND (title LIKE ?1 OR about LIKE ?1) UNION ALL "
		"SELECT id FROM programme WHERE fair_id = 1 AND (name LIKE ?1 OR code LIKE ?1 OR about LIKE ?1 OR "
		"requirements LIKE ?1)";
	sqlite3_stmt *s;
	double found = 0;
	sqlite3 *db;

	if (sqlite3_open(path, &db) || sqlite3_prepare_v2(db, SQL, -1, &s, NULL))
		exit(1);
	for (size_t i = 0; i < n; i++) {
		char typed[24], pattern[28];
		int64_t start;

		snprintf(typed, sizeof(typed), "%s", say());
		mistype(typed);
		snprintf(pattern, sizeof(pattern), "%%%s%%", typed);
		start = clock_mono_us();
		sqlite3_bind_text(s, 1, pattern, -1, SQLITE_STATIC);
		found += sqlite3_step(s) == SQLITE_ROW;
		while (sqlite3_step(s) == SQLITE_ROW) {
		}
		sqlite3_reset(s);
		us[i] = clock_mono_us() - start;
	}
	tell("like", us, n, found);
	sqlite3_finalize(s);
	sqlite3_close(db);
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 2000;
	char dir[] = "/tmp/stagebeurs-search-XXXXXX", path[64], index_path[64], clean[64];
	int64_t *search_us, *like_us, start;
	struct index *x;
	struct db *db;

	if (n < 1 || n > QUERIES_MOST || !mkdtemp(dir)) {
		fprintf(stderr, "stagebeurs-search [QUERIES]: 1 to %d\n", QUERIES_MOST);
		return 64;
	}
	log_set_level(LOG_LEVEL_WARN);
	snprintf(path, sizeof(path), "%s/fair.db", dir);
	snprintf(index_path, sizeof(index_path), "%s/derived.db", dir);
	search_us = calloc((size_t)n, sizeof(*search_us));
	like_us = calloc((size_t)n, sizeof(*like_us));
	invent_words();
	make_fair(path);
	if (!search_us || !like_us || db_open(path, DB_READER, &db))
		return 1;
	x = index_open(index_path, 1);
	start = clock_mono_us();
	index_follow(x, db, 1, NULL, 0);
	printf("made documents=%d ms=%.0f\n", BOOTHS + PLACEMENTS + PROGRAMMES, (double)(clock_mono_us() - start) / 1e3);
	search(x, db, search_us, (size_t)n);
	scan(path, like_us, (size_t)n);
	printf("ratio p50=%.2f p99=%.2f\n", (double)search_us[n / 2] / (double)like_us[n / 2],
	       (double)search_us[n * 99 / 100] / (double)like_us[n * 99 / 100]);
	index_close(x, 1);
	db_close(db);
	free(search_us);
	free(like_us);
	snprintf(clean, sizeof(clean), "rm -rf '%s'", dir);
	return system(clean);
}
