/* The one door to the transaction, and what a failure costs. */
#include "scratch_db.h"

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

static void a_mark_tells_whether_there_is_something_to_take_back(void **state)
{
	int64_t mark;

	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_begin(db), ERR_OK);
	mark = db_mark(db);
	assert_true(db_is_at(db, mark));
	assert_int_equal(execute("UPDATE organisation SET name = 'b'"), SQLITE_OK); /* of none */
	assert_true(db_is_at(db, mark));
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_false(db_is_at(db, mark));
	assert_true(db_is_at(db, db_mark(db)));
	mark = db_mark(db);
	db_rollback(db); /* as SQLite does of a full disk */
	assert_false(db_is_at(db, mark));
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

static void nothing_is_written_while_reading(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	assert_int_equal(db_read_begin(db), ERR_OK);
	assert_int_equal(count_all(db), 0);
	assert_int_equal(add(1, "a"), ERR_INTERNAL);
	assert_int_equal(count_all(db), 0);
	db_read_end(db);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(1, "a"), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_int_equal(count_all(db), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_commit_from_elsewhere_becomes_a_rollback),
		TEST(a_savepoint_rolled_back_keeps_the_rest),
		TEST(a_mark_tells_whether_there_is_something_to_take_back),
		TEST(a_rollback_leaves_nothing_and_may_come_twice),
		TEST(a_statement_that_fails_says_so_and_harms_no_other),
		TEST(a_disk_that_is_full_loses_the_batch_and_nothing_else),
		TEST(a_batch_in_which_the_disk_failed_is_not_committed),
		TEST(nothing_is_written_while_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
