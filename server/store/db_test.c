/* What durability rests on: one writer, one door to the transaction, and files that are refused. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/db_internal.h"

#define ORGANISATIONS 3000

static char folder[256], path[300], other[300];
static struct db *db;
static struct arena arena;

static int make_folder(void **state)
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

static int remove_folder(void **state)
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

static void open_it(enum db_mode mode)
{
	assert_int_equal(db_open(path, mode, &db), ERR_OK);
}

static void close_it(void)
{
	db_close(db);
	db = NULL;
}

static void assert_refused(const char *file, enum db_mode mode)
{
	struct db *second = (struct db *)&arena; /* anything: outputs are untouched on failure */

	assert_int_equal(db_open(file, mode, &second), ERR_INTERNAL);
	assert_ptr_equal(second, &arena);
}

/* Straight to SQLite, past our own door. */
static int execute(const char *sql)
{
	return sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
}

static int64_t pragma_of(struct db *of, const char *sql)
{
	sqlite3_stmt *s;
	int64_t value;

	assert_int_equal(sqlite3_prepare_v2(of->sqlite, sql, -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	value = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return value;
}

static enum err add(int64_t id, const char *name)
{
	static const char SQL[] = "INSERT INTO organisation (id, slug, kind, name, city) "
				  "VALUES (:id, 'o' || :id, 'school', :name, 'Leiden')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_str(s, ":name", str_of(name));
	return stmt_run(s);
}

static int64_t count_all(struct db *in)
{
	static const char SQL[] = "SELECT count(*) FROM organisation /* scan: a test counts */";
	int64_t n = -1;

	assert_true(stmt_one_i64(db_stmt(in, SQL), &n));
	return n;
}

/* A database with some organisations, closed again. */
static void fill(void)
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

static void write_file(const char *to, const char *bytes, size_t len)
{
	FILE *f = fopen(to, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

/* Turns all bits around of `len` bytes at `at`. */
static void flip(const char *file, off_t at, size_t len)
{
	int fd = open(file, O_RDWR);
	unsigned char bytes[4096];

	assert_true(fd >= 0 && len <= sizeof(bytes));
	assert_int_equal(pread(fd, bytes, len, at), len);
	for (size_t i = 0; i < len; i++)
		bytes[i] ^= 0xff;
	assert_int_equal(pwrite(fd, bytes, len, at), len);
	close(fd);
}

/* Whether the process would abort, tried in a child whose complaint nobody reads. */
static bool aborts(void (*act)(void))
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (!child) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		act();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

/* ---- opening ---- */

static void a_writer_is_wal_full_and_checks_foreign_keys(void **state)
{
	sqlite3_stmt *s;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(sqlite3_prepare_v2(db->sqlite, "PRAGMA journal_mode", -1, &s, NULL), 0);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(s, 0), "wal");
	sqlite3_finalize(s);
	assert_int_equal(pragma_of(db, "PRAGMA synchronous"), 2); /* FULL */
	assert_int_equal(pragma_of(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(pragma_of(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(pragma_of(db, "PRAGMA secure_delete"), 1);
	assert_int_equal(execute("BEGIN; INSERT INTO room VALUES (1, 99, 'a', 'a', 'a', 'a', 0)"),
			 SQLITE_CONSTRAINT_FOREIGNKEY);
	db_rollback(db);
}

static void an_empty_file_is_brought_to_the_newest_schema(void **state)
{
	(void)state;
	write_file(path, "", 0);
	open_it(DB_WRITER);
	assert_true(db_schema_known() >= 1);
	assert_int_equal(db_schema_version(db), db_schema_known());
	assert_int_equal(pragma_of(db, "PRAGMA user_version"), db_schema_known());
	assert_int_equal(pragma_of(db, "SELECT app_seq FROM meta"), 0);
	/* Opening again changes nothing. */
	close_it();
	open_it(DB_WRITER);
	assert_int_equal(db_schema_version(db), db_schema_known());
	assert_true(db_is_sound(db));
}

static void a_database_in_memory_needs_no_lock(void **state)
{
	struct db *second;

	(void)state;
	assert_int_equal(db_open(":memory:", DB_WRITER_TEST, &db), ERR_OK);
	assert_int_equal(db_open(":memory:", DB_WRITER_TEST, &second), ERR_OK);
	assert_int_equal(db_schema_version(second), db_schema_known());
	db_close(second);
}

static void a_second_writer_is_refused_until_the_first_has_gone(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_refused(path, DB_WRITER);
	assert_refused(path, DB_WRITER_TEST);
	/* The refused one has taken nothing from the first. */
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	close_it();
	open_it(DB_WRITER);
	assert_int_equal(count_all(db), 1);
}

static void a_writer_of_another_process_is_refused(void **state)
{
	int status;
	pid_t child;

	(void)state;
	open_it(DB_WRITER);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		struct db *second;

		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		_exit(db_open(path, DB_WRITER, &second) == ERR_INTERNAL ? 7 : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
}

static void a_reader_reads_beside_the_writer_and_writes_nothing(void **state)
{
	static const char INSERT[] = "UPDATE meta SET app_seq = 7";
	struct db *reader;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_open(path, DB_READER, &reader), ERR_OK);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(count_all(reader), 0);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(count_all(reader), 1);
	assert_int_equal(stmt_run(db_stmt(reader, INSERT)), ERR_INTERNAL);
	db_close(reader);
}

static void a_reader_makes_no_database(void **state)
{
	(void)state;
	assert_refused(path, DB_READER);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void a_newer_schema_is_refused_and_left_alone(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	sqlite3_commit_hook(db->sqlite, NULL, NULL);
	assert_int_equal(execute("PRAGMA user_version = 9999"), SQLITE_OK);
	close_it();
	assert_refused(path, DB_WRITER);
	assert_int_equal(db_open(path, DB_READER, &db), ERR_OK);
	assert_int_equal(db_schema_version(db), 9999);
}

static void what_is_no_database_is_refused(void **state)
{
	static const char TEXT[] = "Dear SQLite, this is a letter and no database at all.\n";
	char large[9000];

	(void)state;
	write_file(path, TEXT, sizeof(TEXT) - 1);
	assert_refused(path, DB_WRITER);
	memset(large, 'x', sizeof(large));
	write_file(path, large, sizeof(large));
	assert_refused(path, DB_WRITER);
	/* A folder, and a file in a folder that is not there. */
	assert_refused(folder, DB_WRITER);
	snprintf(other, sizeof(other), "%s/no/it.db", folder);
	assert_refused(other, DB_WRITER);
	snprintf(other, sizeof(other), "%s.lock", folder);
	unlink(other); /* the folder's own lock file stands beside it */
}

/* Somebody else's SQLite file also opens: our tables must not be put among theirs. */
static void the_database_of_another_program_is_refused_and_left_alone(void **state)
{
	sqlite3 *theirs;

	(void)state;
	assert_int_equal(sqlite3_open(path, &theirs), SQLITE_OK);
	assert_int_equal(sqlite3_exec(theirs, "CREATE TABLE recipe (id)", NULL, NULL, NULL), 0);
	sqlite3_close(theirs);
	assert_refused(path, DB_WRITER);
	assert_int_equal(db_open(path, DB_READER, &db), ERR_OK);
	assert_int_equal(pragma_of(db, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void a_damaged_page_is_found_wherever_it_lies(void **state)
{
	struct stat st;

	(void)state;
	fill();
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 50 * 4096);
	for (int i = 1; i <= 8; i++) {
		off_t page = st.st_size / 4096 * i / 9 * 4096;
		struct db *damaged;

		flip(path, page, 4096);
		assert_refused(path, DB_WRITER);
		/* A reader opens what it can, for `stagebeurs check`. */
		assert_int_equal(db_open(path, DB_READER, &damaged), ERR_OK);
		assert_false(db_is_sound(damaged));
		db_close(damaged);
		flip(path, page, 4096);
	}
	open_it(DB_WRITER);
	assert_true(db_is_sound(db));
}

static void a_damaged_first_page_is_refused(void **state)
{
	(void)state;
	fill();
	flip(path, 0, 100);
	assert_refused(path, DB_WRITER);
}

static void a_broken_reference_is_not_sound(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_true(db_is_sound(db));
	sqlite3_commit_hook(db->sqlite, NULL, NULL);
	assert_int_equal(execute("PRAGMA foreign_keys = OFF;"
				 "INSERT INTO room VALUES (1, 99, 'a', 'a', 'a', 'a', 0)"),
			 SQLITE_OK);
	assert_false(db_is_sound(db));
}

/* ---- the one door to the transaction ---- */

static void a_commit_from_elsewhere_becomes_a_rollback(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(execute("COMMIT"), SQLITE_CONSTRAINT_COMMITHOOK);
	assert_int_equal(count_all(db), 0);
	/* Nor does a statement commit by itself, outside any transaction. */
	assert_int_equal(add(1, "a"), ERR_INTERNAL);
	assert_int_equal(count_all(db), 0);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(count_all(db), 1);
	/* A commit through the door does not leave it open. */
	assert_int_equal(add(2, "a"), ERR_INTERNAL);
	assert_int_equal(count_all(db), 1);
}

static void a_savepoint_rolled_back_keeps_the_rest(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	for (int64_t id = 1; id <= 3; id++) {
		assert_int_equal(db_savepoint(db), ERR_OK);
		assert_int_equal(add(id, "a"), ERR_OK);
		assert_int_equal(db_changes(db), 1);
		if (id == 2)
			db_rollback_to(db);
		else
			assert_int_equal(db_release(db), ERR_OK);
	}
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(pragma_of(db, "SELECT group_concat(id, '') FROM organisation"), 13);
}

static void a_rollback_leaves_nothing_and_may_come_twice(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(db_begin(db), ERR_INTERNAL); /* not nested */
	assert_int_equal(add(1, "a"), ERR_OK);
	db_rollback(db);
	db_rollback(db);
	assert_int_equal(count_all(db), 0);
	assert_int_equal(db_release(db), ERR_INTERNAL); /* no savepoint stands open */
}

static void a_statement_that_fails_says_so_and_harms_no_other(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(add(1, "b"), ERR_INTERNAL);
	assert_int_equal(add(2, "b"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(count_all(db), 2);
}

/* SQLite rolls the whole batch back when a statement finds the disk full: that is "try later", and
 * no reason to end the process. */
static void a_disk_that_is_full_loses_the_batch_and_nothing_else(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(pragma_of(db, "PRAGMA max_page_count = 1") > 1, 1); /* as it is now */
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(db_savepoint(db), ERR_OK);
	assert_int_equal(execute("INSERT INTO organisation VALUES "
				 "(1, 'a', 'school', hex(zeroblob(1000000)), 'Leiden')"),
			 SQLITE_FULL);
	db_rollback_to(db);
	assert_int_equal(db_commit(db), DB_FULL);
	assert_int_equal(count_all(db), 0);
	pragma_of(db, "PRAGMA max_page_count = 1000000");
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_true(db_is_sound(db));
}

/* The flag is what stmt_end() sets at SQLITE_IOERR; no disk breaks on demand. */
static void a_batch_in_which_the_disk_failed_is_not_committed(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	db->is_broken = true;
	assert_int_equal(db_commit(db), DB_BROKEN);
	assert_int_equal(count_all(db), 0);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
}

/* ---- statements ---- */

static const char BY_ID[] = "SELECT name, city, NULL FROM organisation WHERE id = :id";

static void the_same_sql_is_prepared_once(void **state)
{
	static const char LIKE_IT[] = "SELECT name, city, NULL FROM organisation WHERE id = :id";
	struct stmt *s, *again;

	(void)state;
	open_it(DB_WRITER);
	s = db_stmt(db, BY_ID);
	stmt_i64(s, ":id", 1);
	assert_false(stmt_row(s));
	assert_int_equal(stmt_end(s), ERR_OK);
	again = db_stmt(db, BY_ID);
	assert_ptr_equal(again, s);
	assert_ptr_not_equal(db_stmt(db, LIKE_IT), s); /* its address is the key */
}

static void a_statement_taken_again_has_no_values(void **state)
{
	struct stmt *s;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "Lammenschans"), ERR_OK);
	s = db_stmt(db, BY_ID);
	stmt_i64(s, ":id", 1);
	assert_true(stmt_row(s));
	assert_true(str_eq(col_str(s, 0, &arena), STR("Lammenschans")));
	assert_true(col_is_null(s, 2));
	assert_int_equal(col_i64(s, 2), 0);
	assert_int_equal(col_str(s, 2, &arena).len, 0);
	assert_int_equal(stmt_end(s), ERR_OK);
	s = db_stmt(db, BY_ID);
	assert_false(stmt_row(s)); /* :id is NULL again */
	assert_int_equal(stmt_end(s), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
}

static void values_go_in_and_come_out_as_they_were(void **state)
{
	static const char SQL[] =
	    "SELECT :i, :t, :e, typeof(:e), :b, typeof(:b), :n, :o, :z, typeof(:z)";
	struct stmt *s;

	(void)state;
	open_it(DB_WRITER);
	s = db_stmt(db, SQL);
	stmt_i64(s, ":i", INT64_MIN);
	stmt_str(s, ":t", STR("a\0b"));
	stmt_str(s, ":e", (struct str){ 0 });
	stmt_blob(s, ":b", "\0\1", 2);
	stmt_null(s, ":n");
	stmt_opt(s, ":o", 7);
	stmt_opt(s, ":z", 0);
	assert_true(stmt_row(s));
	assert_true(col_i64(s, 0) == INT64_MIN);
	assert_true(str_eq(col_str(s, 1, &arena), STR("a\0b")));
	assert_int_equal(col_str(s, 2, &arena).len, 0);
	assert_true(str_eq(col_str(s, 3, &arena), STR("text")));
	assert_true(str_eq(col_str(s, 4, &arena), STR("\0\1")));
	assert_true(str_eq(col_str(s, 5, &arena), STR("blob")));
	assert_true(col_is_null(s, 6));
	assert_int_equal(col_i64(s, 7), 7);
	assert_true(str_eq(col_str(s, 9, &arena), STR("null")));
	assert_int_equal(stmt_end(s), ERR_OK);
}

static void ids_are_all_there_in_order(void **state)
{
	static const char SQL[] =
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) "
	    "SELECT i FROM n WHERE :most > 0";
	static const int64_t MOST[] = { 0, 1, 32, 33, 1000 };

	(void)state;
	open_it(DB_WRITER);
	for (size_t i = 0; i < ARRAY_LEN(MOST); i++) {
		struct stmt *s = db_stmt(db, SQL);
		struct ids ids = { NULL, 99 };

		stmt_i64(s, ":most", MOST[i]);
		assert_int_equal(stmt_ids(s, &arena, &ids), ERR_OK);
		assert_int_equal(ids.n, MOST[i]);
		for (size_t k = 0; k < ids.n; k++)
			assert_int_equal(ids.at[k], k + 1);
	}
}

static void one_number_is_none_where_there_is_no_row(void **state)
{
	static const char SQL[] = "SELECT id FROM organisation WHERE id = :id";
	struct stmt *s;
	int64_t n = 42;

	(void)state;
	open_it(DB_WRITER);
	s = db_stmt(db, SQL);
	stmt_i64(s, ":id", 1);
	assert_false(stmt_one_i64(s, &n));
	assert_int_equal(n, 42);
}

static void bind_what_is_not_there(void)
{
	stmt_i64(db_stmt(db, BY_ID), ":name", 1);
}

static void prepare_nonsense(void)
{
	static const char SQL[] = "SELECT nothing FROM nowhere";

	db_stmt(db, SQL);
}

static void take_it_twice(void)
{
	db_stmt(db, BY_ID);
	db_stmt(db, BY_ID);
}

static void our_own_mistakes_end_the_process(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_true(aborts(bind_what_is_not_there));
	assert_true(aborts(prepare_nonsense));
	assert_true(aborts(take_it_twice));
}

static void scans_are_counted_unless_the_sql_says_why(void **state)
{
	static const char SCAN[] = "SELECT id FROM organisation WHERE city = :city",
			  SCAN_INSIDE[] = "SELECT 1 FROM account a WHERE EXISTS "
					  "(SELECT 1 FROM organisation o WHERE o.city = a.name) "
					  "AND a.id = :id",
			  EXPLAINED[] = "SELECT id FROM organisation WHERE name = :name "
					"/* scan: as few as there are schools */",
			  BY_KEY[] = "SELECT id FROM organisation WHERE slug = :slug",
			  NO_TABLE[] = "SELECT 1 UNION SELECT 2",
			  IN_ORDER[] = "SELECT slug FROM organisation ORDER BY slug LIMIT 1";

	(void)state;
	open_it(DB_WRITER_TEST);
	db_stmt(db, EXPLAINED);
	db_stmt(db, BY_KEY);
	db_stmt(db, NO_TABLE);
	db_stmt(db, IN_ORDER); /* along an index */
	db_stmt(db, BY_ID);
	assert_int_equal(db_scans(db), 0);
	db_stmt(db, SCAN);
	assert_int_equal(db_scans(db), 1);
	db_stmt(db, SCAN_INSIDE);
	assert_int_equal(db_scans(db), 2);
	close_it();
	open_it(DB_WRITER);
	db_stmt(db, SCAN);
	assert_int_equal(db_scans(db), 0); /* in earnest nobody asks for plans */
}

/* ---- backup ---- */

static void a_backup_opens_and_is_sound(void **state)
{
	struct db *copy;

	(void)state;
	fill();
	open_it(DB_WRITER);
	assert_int_equal(db_backup(db, other), ERR_OK);
	assert_int_equal(db_open(other, DB_READER, &copy), ERR_OK);
	assert_int_equal(count_all(copy), ORGANISATIONS);
	db_close(copy);
	assert_int_equal(db_open(other, DB_WRITER, &copy), ERR_OK);
	assert_true(db_is_sound(copy));
	assert_int_equal(db_schema_version(copy), db_schema_known());
	db_close(copy);
}

static void a_backup_holds_what_is_committed_and_only_in_the_log_yet(void **state)
{
	struct db *copy;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(db_backup(db, other), ERR_OK);
	db_checkpoint(db);
	assert_int_equal(count_all(db), 1);
	assert_int_equal(db_open(other, DB_READER, &copy), ERR_OK);
	assert_int_equal(count_all(copy), 1);
	db_close(copy);
}

static void a_backup_overwrites_nothing(void **state)
{
	char byte;
	FILE *f;

	(void)state;
	open_it(DB_WRITER);
	write_file(other, "x", 1);
	assert_int_equal(db_backup(db, other), ERR_INTERNAL);
	f = fopen(other, "r");
	assert_non_null(f);
	assert_int_equal(fread(&byte, 1, 1, f), 1);
	fclose(f);
	assert_int_equal(byte, 'x');
	snprintf(other, sizeof(other), "%s/no/copy.db", folder);
	assert_int_equal(db_backup(db, other), ERR_INTERNAL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_writer_is_wal_full_and_checks_foreign_keys),
		TEST(an_empty_file_is_brought_to_the_newest_schema),
		TEST(a_database_in_memory_needs_no_lock),
		TEST(a_second_writer_is_refused_until_the_first_has_gone),
		TEST(a_writer_of_another_process_is_refused),
		TEST(a_reader_reads_beside_the_writer_and_writes_nothing),
		TEST(a_reader_makes_no_database),
		TEST(a_newer_schema_is_refused_and_left_alone),
		TEST(what_is_no_database_is_refused),
		TEST(the_database_of_another_program_is_refused_and_left_alone),
		TEST(a_damaged_page_is_found_wherever_it_lies),
		TEST(a_damaged_first_page_is_refused),
		TEST(a_broken_reference_is_not_sound),
		TEST(a_commit_from_elsewhere_becomes_a_rollback),
		TEST(a_savepoint_rolled_back_keeps_the_rest),
		TEST(a_rollback_leaves_nothing_and_may_come_twice),
		TEST(a_statement_that_fails_says_so_and_harms_no_other),
		TEST(a_disk_that_is_full_loses_the_batch_and_nothing_else),
		TEST(a_batch_in_which_the_disk_failed_is_not_committed),
		TEST(the_same_sql_is_prepared_once),
		TEST(a_statement_taken_again_has_no_values),
		TEST(values_go_in_and_come_out_as_they_were),
		TEST(ids_are_all_there_in_order),
		TEST(one_number_is_none_where_there_is_no_row),
		TEST(our_own_mistakes_end_the_process),
		TEST(scans_are_counted_unless_the_sql_says_why),
		TEST(a_backup_opens_and_is_sound),
		TEST(a_backup_holds_what_is_committed_and_only_in_the_log_yet),
		TEST(a_backup_overwrites_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
