/* What durability rests on: one writer, files that are refused, and statements. */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "scratch_db.h"

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

static void a_reader_that_is_open_needs_no_more_descriptors(void **state)
{
	struct rlimit limit, none;
	struct db *reader;
	int64_t n;
	int next;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_open(path, DB_READER, &reader), ERR_OK);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	next = dup(0);
	close(next);
	none = (struct rlimit){ (rlim_t)next, limit.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	n = count_all(reader);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(n, 0);
	db_close(reader);
}

static void a_reader_makes_no_database(void **state)
{
	(void)state;
	assert_refused(path, DB_READER);
	assert_int_not_equal(access(path, F_OK), 0);
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

/* What a CHECK or a partial index asks of each row is asked without making anything (0033_checks.sql). */
static void no_row_needs_a_table_of_its_own_to_be_checked(void **state)
{
	static const char TABLES[] = "SELECT 'EXPLAIN INSERT INTO ' || name || ' DEFAULT VALUES' FROM sqlite_schema "
				     "WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
	sqlite3_stmt *tables, *steps;
	size_t n = 0;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(sqlite3_prepare_v2(db->sqlite, TABLES, -1, &tables, NULL), SQLITE_OK);
	for (; sqlite3_step(tables) == SQLITE_ROW; n++) {
		const char *sql = (const char *)sqlite3_column_text(tables, 0);

		assert_int_equal(sqlite3_prepare_v2(db->sqlite, sql, -1, &steps, NULL), SQLITE_OK);
		while (sqlite3_step(steps) == SQLITE_ROW) {
			if (!strcmp((const char *)sqlite3_column_text(steps, 1), "OpenEphemeral"))
				fail_msg("%s", sql);
		}
		sqlite3_finalize(steps);
	}
	sqlite3_finalize(tables);
	assert_true(n > 30);
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

static const char A_MESSAGE[] = "DELETE FROM message WHERE id = 1";

static void write_anothers_table(void)
{
	db_stmt_from(db, A_MESSAGE, "/src/server/features/meet/lead_db.c");
}

static void a_feature_writes_no_table_but_its_own(void **state)
{
	static const char LOOK[] = "SELECT id FROM message WHERE id = 1";

	(void)state;
	open_it(DB_WRITER_TEST);
	assert_true(aborts(write_anothers_table));
	db_stmt_from(db, LOOK, "/src/server/features/meet/lead_db.c");
	db_stmt_from(db, A_MESSAGE, "/src/server/features/chat/chat_db.c");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_writer_is_wal_full_and_checks_foreign_keys),
		TEST(a_database_in_memory_needs_no_lock),
		TEST(a_second_writer_is_refused_until_the_first_has_gone),
		TEST(a_writer_of_another_process_is_refused),
		TEST(a_reader_reads_beside_the_writer_and_writes_nothing),
		TEST(a_reader_that_is_open_needs_no_more_descriptors),
		TEST(a_reader_makes_no_database),
		TEST(what_is_no_database_is_refused),
		TEST(the_database_of_another_program_is_refused_and_left_alone),
		TEST(no_row_needs_a_table_of_its_own_to_be_checked),
		TEST(the_same_sql_is_prepared_once),
		TEST(a_statement_taken_again_has_no_values),
		TEST(values_go_in_and_come_out_as_they_were),
		TEST(ids_are_all_there_in_order),
		TEST(one_number_is_none_where_there_is_no_row),
		TEST(our_own_mistakes_end_the_process),
		TEST(a_feature_writes_no_table_but_its_own),
		TEST(scans_are_counted_unless_the_sql_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
