/* Files that can be made anew, and the word of which rows changed. */
#include "scratch_db.h"

static const struct derived NOTES = {
	.schema = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
	.check = "SELECT text FROM note LIMIT 1",
	.version = 3,
};

/* What is in it once it is opened so; -1: it was made anew. */
static int64_t open_notes(const struct derived *d)
{
	bool is_new = false;

	assert_int_equal(db_open_derived(other, d, &db, &is_new), ERR_OK);
	return is_new ? -1 : pragma_of(db, "SELECT count(*) FROM note");
}

static void write_note(void)
{
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(stmt_run(db_stmt(db, "INSERT INTO note (text) VALUES ('geheim')")), ERR_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
}

static void what_is_whole_and_of_this_version_stays(void **state)
{
	(void)state;
	assert_int_equal(open_notes(&NOTES), -1);
	write_note();
	close_it();
	assert_int_equal(open_notes(&NOTES), 1);
}

static void another_version_is_another_file(void **state)
{
	struct derived next = NOTES;

	(void)state;
	assert_int_equal(open_notes(&NOTES), -1);
	write_note();
	close_it();
	next.version++;
	assert_int_equal(open_notes(&next), -1);
	assert_int_equal(pragma_of(db, "SELECT count(*) FROM note"), 0);
}

static void what_is_damaged_is_made_anew(void **state)
{
	static const char *const HARM[] = { "DROP TABLE note", "ALTER TABLE note RENAME text TO words",
					    "PRAGMA application_id = 1" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(HARM); i++) {
		IGNORE(open_notes(&NOTES) > 0); /* new, or of the round before */
		assert_int_equal(execute(HARM[i]), SQLITE_OK);
		close_it();
		assert_int_equal(open_notes(&NOTES), -1);
		close_it();
	}
	write_file(other, "no database at all", 18);
	assert_int_equal(open_notes(&NOTES), -1);
	write_note();
}

static void where_it_cannot_be_written_nothing_is_opened(void **state)
{
	struct db *none = (struct db *)&arena; /* anything */
	bool is_new = false;
	char nowhere[320];

	(void)state;
	snprintf(nowhere, sizeof(nowhere), "%s/no/folder.db", folder);
	assert_int_equal(db_open_derived(nowhere, &NOTES, &none, &is_new), ERR_INTERNAL);
	assert_ptr_equal(none, &arena);
}

/* "organisation 7|organisation 8": what was told. */
static char told[400];

static void note_change(void *arg, const char *table, int64_t id)
{
	size_t len = strlen(told);

	assert_ptr_equal(arg, told);
	snprintf(told + len, sizeof(told) - len, "%s%s %lld", len ? "|" : "", table, (long long)id);
}

static void each_row_that_changes_is_told(void **state)
{
	(void)state;
	open_it(DB_WRITER);
	told[0] = '\0';
	db_watch(db, note_change, told);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add(7, "A"), ERR_OK);
	assert_int_equal(add(8, "B"), ERR_OK);
	assert_int_equal(execute("UPDATE organisation SET name = 'C' WHERE id = 8"), SQLITE_OK);
	assert_int_equal(execute("DELETE FROM organisation WHERE id = 7"), SQLITE_OK);
	assert_int_equal(db_commit(db), DB_COMMITTED);
	assert_string_equal(told, "organisation 7|organisation 8|organisation 8|organisation 7");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_whole_and_of_this_version_stays),
		TEST(another_version_is_another_file),
		TEST(what_is_damaged_is_made_anew),
		TEST(where_it_cannot_be_written_nothing_is_opened),
		TEST(each_row_that_changes_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
