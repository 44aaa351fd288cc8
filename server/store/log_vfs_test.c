/* What a transaction adds to the log is written at once, and is there when it says so. */
#include "scratch_db.h"

/* ---- what reaches the log's file, seen from below ---- */

static sqlite3_vfs *below, counting;
static sqlite3_io_methods counted;
static const sqlite3_io_methods *uncounted;
static unsigned n_writes;
static bool is_unsafe; /* written, and no fsync since */

static int count_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	n_writes++;
	is_unsafe = true;
	return uncounted->xWrite(file, from, n, at);
}

static int count_sync(sqlite3_file *file, int flags)
{
	is_unsafe = false;
	return uncounted->xSync(file, flags);
}

static int open_counted(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
	int rc = below->xOpen(below, name, file, flags, ret_flags);

	(void)self;
	if (rc || !(flags & SQLITE_OPEN_WAL))
		return rc;
	uncounted = file->pMethods;
	counted = *uncounted;
	counted.xWrite = count_write;
	counted.xSync = count_sync;
	file->pMethods = &counted;
	return rc;
}

/* Before the store takes it for the file system that there is. */
static int count_from_now_on(void **state)
{
	(void)state;
	below = sqlite3_vfs_find(NULL);
	counting = *below;
	counting.zName = "counting";
	counting.xOpen = open_counted;
	return sqlite3_vfs_register(&counting, 1);
}

/* ---- what is written ---- */

static void add_many(int64_t from, int64_t n)
{
	char name[1001];

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	for (int64_t id = from; id < from + n; id++)
		assert_int_equal(add(id, name), ERR_OK);
}

/* As a power cut leaves them: what is in the files now. */
static void copy_files(void)
{
	char command[2000];

	snprintf(command, sizeof(command), "cp %s %s && cp %s-wal %s-wal", path, other, path, other);
	assert_int_equal(system(command), 0);
}

static int64_t count_in_copy(void)
{
	struct db *copy;
	int64_t n;

	copy_files();
	assert_int_equal(db_open(other, DB_WRITER, &copy), ERR_OK);
	assert_true(db_is_sound(copy));
	n = count_all(copy);
	db_close(copy);
	return n;
}

/* Of one page, of as many as go out at once, and of many more. */
static void what_is_committed_is_in_the_files_and_others_read_it(void **state)
{
	static const int64_t SIZES[] = { 1, 20, 2000 };
	struct db *reader;
	int64_t n = 0;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_open(path, DB_READER, &reader), ERR_OK);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(db_begin(db), ERR_OK);
		add_many(n + 1, SIZES[i]);
		assert_int_equal(count_all(reader), n);
		assert_int_equal(db_commit(db), DB_COMMITTED);
		n += SIZES[i];
		assert_int_equal(count_all(reader), n);
		assert_int_equal(count_in_copy(), n);
	}
	db_close(reader);
}

static void a_commit_is_one_write_and_on_the_disk(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	for (int64_t i = 1; i <= 5; i++) {
		n_writes = 0;
		assert_int_equal(db_begin(db), ERR_OK);
		add_many(i * 10, 10);
		assert_int_equal(n_writes, 0);
		assert_int_equal(db_commit(db), DB_COMMITTED);
		assert_false(is_unsafe);
		assert_int_equal(n_writes, 1);
	}
}

static void nothing_of_a_transaction_larger_than_the_cache_is_written_before_its_commit(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(execute("PRAGMA cache_size = 20"), SQLITE_OK);
	n_writes = 0;
	assert_int_equal(db_begin(db), ERR_OK);
	add_many(1, 500);
	assert_int_equal(count_all(db), 500);
	assert_int_equal(n_writes, 0);
	db_rollback(db);
	assert_int_equal(count_all(db), 0);
	assert_int_equal(db_begin(db), ERR_OK);
	add_many(1, 3);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(count_in_copy(), 3);
	assert_true(db_is_sound(db));
}

/* A refused command in a large batch: what a power cut leaves is what was reported. */
static void what_is_taken_back_in_a_large_transaction_costs_the_rest_nothing(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(execute("PRAGMA cache_size = 20"), SQLITE_OK);
	assert_int_equal(db_begin(db), ERR_OK);
	add_many(1, 1000);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(execute("UPDATE organisation SET city = 'Delft' WHERE id < 300"), SQLITE_OK);
	assert_int_equal(db_savepoint(db), ERR_OK);
	assert_int_equal(execute("UPDATE organisation SET city = 'Gouda' WHERE id > 400"), SQLITE_OK);
	assert_int_equal(execute("UPDATE organisation SET city = 'Breda' WHERE id > 400"), SQLITE_OK);
	db_rollback_to(db);
	assert_int_equal(execute("DELETE FROM organisation WHERE id > 600"), SQLITE_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(count_in_copy(), 600);
}

/* The log begins anew where it began before, once all of it is in the database file. */
static void a_log_that_begins_anew_loses_nothing(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	for (int64_t i = 0; i < 5; i++) {
		assert_int_equal(db_begin(db), ERR_OK);
		add_many(i * 100 + 1, 100);
		assert_int_equal(db_commit(db), DB_COMMITTED);
		assert_int_equal(count_in_copy(), (i + 1) * 100);
		db_checkpoint(db);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_committed_is_in_the_files_and_others_read_it),
		TEST(a_commit_is_one_write_and_on_the_disk),
		TEST(nothing_of_a_transaction_larger_than_the_cache_is_written_before_its_commit),
		TEST(what_is_taken_back_in_a_large_transaction_costs_the_rest_nothing),
		TEST(a_log_that_begins_anew_loses_nothing),
	};

	return cmocka_run_group_tests(tests, count_from_now_on, NULL);
}
