/* A database as a whole: its schema, whether it is sound, its backup. */
#include <fcntl.h>
#include <sys/stat.h>

#include "scratch_db.h"
#include "store/migrations.h"

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

/* ---- schema and damage ---- */

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

/* A database as the release before this migration left it, with an account, its card and its session. */
static void make_older_than(const char *migration)
{
	static const char ROWS[] =
		"INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
		"VALUES (1, 'a@b.example', 'A', 'nl', 0, 0);"
		"INSERT INTO session VALUES (zeroblob(32), 1, 0, 0);"
		"INSERT INTO organisation VALUES (2, 's', 'school', 'S', '');"
		"INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, max_queues, talk_ms) "
		"VALUES (3, 'f', 'F', 'open', 1, 2, 'Europe/Amsterdam', 1, 3, 60000);"
		"INSERT INTO programme VALUES (4, 3, 'p', NULL, 'P', 'mbo4', 2);"
		"INSERT INTO card VALUES (3, 1, 2, 4, 'G', 'x', 'y', 'z', 'w');";
	char version[64];
	sqlite3 *old;
	size_t i = 0;

	assert_int_equal(sqlite3_open(path, &old), SQLITE_OK);
	for (; i < n_migrations && strcmp(migrations[i].name, migration) != 0; i++)
		assert_int_equal(sqlite3_exec(old, migrations[i].sql, NULL, NULL, NULL), SQLITE_OK);
	snprintf(version, sizeof(version), "PRAGMA user_version = %d", migrations[i - 1].number);
	assert_int_equal(sqlite3_exec(old, version, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(old, ROWS, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(old);
}

/* That migration changes what a table demands without making it anew. */
static void an_older_database_keeps_its_accounts_and_may_have_some_without_an_address(void **state)
{
	(void)state;
	make_older_than("students");
	open_it(DB_WRITER);
	assert_int_equal(db_schema_version(db), db_schema_known());
	assert_true(db_is_sound(db));
	assert_int_equal(pragma_of(db, "SELECT count(*) FROM session s JOIN account a ON a.id = s.account_id "
				       "JOIN card c ON c.account_id = a.id WHERE c.about = 'w'"),
			 1);
	sqlite3_commit_hook(db->sqlite, NULL, NULL);
	assert_int_equal(execute("INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
				 "VALUES (8, NULL, 'B', 'nl', 0, 0),"
				 "(9, NULL, 'C', 'nl', 0, 0)"),
			 SQLITE_OK);
	assert_int_equal(execute("INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
				 "VALUES (10, 'a@b.example', 'D', 'nl', 0, 0)"),
			 SQLITE_CONSTRAINT_UNIQUE);
	/* As it is read from the file, too. */
	close_it();
	open_it(DB_WRITER);
	assert_true(db_is_sound(db));
	assert_int_equal(pragma_of(db, "SELECT count(*) FROM account WHERE email IS NULL"), 2);
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

static void commit_one(int64_t id)
{
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(id, "a"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
}

static void what_the_log_grows_by_counts_until_a_checkpoint(void **state)
{
	struct db *reader;
	int one;

	(void)state;
	open_it(DB_WRITER);
	commit_one(1);
	one = db_log_growth(db);
	assert_true(one > 0);
	db_checkpoint(db);
	assert_int_equal(db_log_growth(db), 0);
	/* The log begins anew, and so does the count. */
	commit_one(2);
	assert_true(db_log_growth(db) > 0 && db_log_growth(db) <= one);
	/* A reader that keeps the log makes nobody try at every commit. */
	assert_int_equal(db_open(path, DB_READER, &reader), ERR_OK);
	assert_int_equal(db_read_begin(reader), ERR_OK);
	assert_int_equal(count_all(reader), 2);
	for (int64_t id = 3; id < 6; id++) {
		commit_one(id);
		db_checkpoint(db);
		assert_int_equal(db_log_growth(db), 0);
	}
	db_read_end(reader);
	db_close(reader);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_file_is_brought_to_the_newest_schema),
		TEST(a_newer_schema_is_refused_and_left_alone),
		TEST(an_older_database_keeps_its_accounts_and_may_have_some_without_an_address),
		TEST(a_damaged_page_is_found_wherever_it_lies),
		TEST(a_damaged_first_page_is_refused),
		TEST(a_broken_reference_is_not_sound),
		TEST(a_backup_opens_and_is_sound),
		TEST(a_backup_holds_what_is_committed_and_only_in_the_log_yet),
		TEST(what_the_log_grows_by_counts_until_a_checkpoint),
		TEST(a_backup_overwrites_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
