/* For the tests of the store: a database in a folder of its own, and what is done to it. */
#pragma once

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/db_internal.h"

#define ORGANISATIONS 3000

static char folder[256], path[300], other[300];
static struct db *db;
static struct arena arena;

static inline int make_folder(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/stagebeurs-db-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/it.db", folder);
	snprintf(other, sizeof(other), "%s/other.db", folder);
	return 0;
}

static inline int remove_folder(void **state)
{
	DIR *d = opendir(folder);
	struct dirent *file;

	(void)state;
	db_close(db);
	db = NULL;
	arena_done(&arena);
	while (d && (file = readdir(d))) {
		if (file->d_name[0] != '.')
			unlinkat(dirfd(d), file->d_name, 0);
	}
	if (d)
		closedir(d);
	return rmdir(folder);
}

static inline void open_it(enum db_mode mode)
{
	assert_int_equal(db_open(path, mode, &db), ERR_OK);
}

static inline void close_it(void)
{
	db_close(db);
	db = NULL;
}

static inline void assert_refused(const char *file, enum db_mode mode)
{
	struct db *second = (struct db *)&arena; /* anything: outputs are untouched on failure */

	assert_int_equal(db_open(file, mode, &second), ERR_INTERNAL);
	assert_ptr_equal(second, &arena);
}

/* Straight to SQLite, past our own door. */
static inline int execute(const char *sql)
{
	return sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
}

static inline int64_t pragma_of(struct db *of, const char *sql)
{
	sqlite3_stmt *s;
	int64_t value;

	assert_int_equal(sqlite3_prepare_v2(of->sqlite, sql, -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	value = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return value;
}

static inline enum err add(int64_t id, const char *name)
{
	static const char SQL[] = "INSERT INTO organisation (id, slug, kind, name, city) "
				  "VALUES (:id, 'o' || :id, 'school', :name, 'Leiden')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_str(s, ":name", str_of(name));
	return stmt_run(s);
}

static inline int64_t count_all(struct db *in)
{
	static const char SQL[] = "SELECT count(*) FROM organisation /* scan: a test counts */";
	int64_t n = -1;

	assert_true(stmt_one_i64(db_stmt(in, SQL), &n));
	return n;
}

/* A database with some organisations, closed again. */
static inline void fill(void)
{
	char name[200];

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	for (int64_t i = 1; i <= ORGANISATIONS; i++)
		assert_int_equal(add(i, name), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	close_it();
}

static inline void write_file(const char *to, const char *bytes, size_t len)
{
	FILE *f = fopen(to, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
