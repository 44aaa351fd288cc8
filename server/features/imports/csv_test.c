/* CSV is read to the letter, and what is wrong is said with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "features/imports/csv.h"

static struct arena arena;
static struct csv_table table;
static struct csv_fault fault;

static int forget(void **state)
{
	(void)state;
	arena_done(&arena);
	table = (struct csv_table){ 0 };
	fault = (struct csv_fault){ 0 };
	return 0;
}

static void reads_bytes(struct str text, size_t n_rows)
{
	if (!csv_read(&arena, text, &table, &fault))
		fail_msg("line %zu: expected %s", fault.line, fault.expected);
	assert_int_equal(table.n_rows, n_rows);
}

static void reads(const char *text, size_t n_rows)
{
	reads_bytes(str_of(text), n_rows);
}

static void refuses_bytes(struct str text, size_t line, const char *word)
{
	assert_false(csv_read(&arena, text, &table, &fault));
	assert_int_equal(fault.line, line);
	if (!strstr(fault.expected, word))
		fail_msg("\"%s\" says nothing of \"%s\"", fault.expected, word);
}

static void refuses(const char *text, size_t line, const char *word)
{
	refuses_bytes(str_of(text), line, word);
}

static void has_field(size_t row, size_t i, const char *text)
{
	assert_true(i < table.rows[row].n_fields);
	if (!str_eq(table.rows[row].fields[i], str_of(text)))
		fail_msg("row %zu, field %zu is \"%.*s\", not \"%s\"", row, i,
			 STR_FMT(table.rows[row].fields[i]), text);
}

static void rows_end_in_lf_crlf_or_the_file(void **state)
{
	(void)state;
	reads("a,b\n1,2\r\n3,4", 3);
	has_field(0, 1, "b");
	has_field(1, 1, "2");
	has_field(2, 1, "4");
}

static void quotes_protect_commas_quotes_and_line_breaks(void **state)
{
	(void)state;
	reads("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n", 2);
	has_field(1, 0, "x, \"y\"\nz");
	has_field(1, 1, "");
}

static void a_row_has_the_line_on_which_it_begins(void **state)
{
	(void)state;
	reads("a\n\"1\n2\r\n3\"\nb\n\n\r\nc\n", 4);
	assert_int_equal(table.rows[0].line, 1);
	assert_int_equal(table.rows[1].line, 2);
	assert_int_equal(table.rows[2].line, 5);
	assert_int_equal(table.rows[3].line, 8);
}

static void spaces_belong_to_their_field(void **state)
{
	(void)state;
	reads(" a ,\tb\t\n", 1);
	has_field(0, 0, " a ");
	has_field(0, 1, "\tb\t");
}

static void empty_fields_count(void **state)
{
	(void)state;
	reads(",,\n,", 2);
	assert_int_equal(table.rows[0].n_fields, 3);
	assert_int_equal(table.rows[1].n_fields, 2);
}

static void a_byte_order_mark_is_skipped(void **state)
{
	(void)state;
	reads("\xEF\xBB\xBFslug\n\"x\"\n", 2);
	has_field(0, 0, "slug");
	/* Quoted right behind the mark, as spreadsheets write it. */
	reads("\xEF\xBB\xBF\"slug\"\n", 1);
	has_field(0, 0, "slug");
}

static void nothing_at_all_is_no_table(void **state)
{
	(void)state;
	refuses("", 1, "first row");
	refuses("\n\n", 1, "first row");
	refuses("\xEF\xBB\xBF", 1, "first row");
}

static void loose_quotes_are_refused(void **state)
{
	(void)state;
	refuses("a\nb\"c\n", 2, "doubled");
	refuses("a\n\"b\"c\n", 2, "doubled");
	refuses("a\n \"b\"\n", 2, "doubled");
	refuses("a\n\"b\" \n", 2, "doubled");
}

static void a_quote_that_is_never_closed_is_told_at_its_row(void **state)
{
	(void)state;
	refuses("a\nb\n\"c\nd\ne\n", 3, "closing quote");
}

static void a_carriage_return_alone_ends_no_row(void **state)
{
	(void)state;
	refuses("a\nb\rc\n", 2, "CRLF");
	refuses("a\nb\r", 2, "CRLF");
	reads("a\n\"b\rc\"\n", 2);
}

static void what_is_no_utf8_is_refused_with_its_line(void **state)
{
	(void)state;
	refuses("a\nb\nB\xE9" "b\xE9\n", 3, "UTF-8");   /* Latin-1 */
	refuses("a\n\xC3", 2, "UTF-8");		    /* cut off */
	refuses("a\n\xC0\x80\n", 2, "UTF-8");	    /* overlong NUL */
	refuses("a\n\xED\xA0\x80\n", 2, "control"); /* a surrogate */
	refuses_bytes(STR("a\nb\0c\n"), 2, "control");
	refuses("a\nb\x1B[0m\n", 2, "control");
}

static void a_row_of_a_thousand_columns_is_only_too_wide(void **state)
{
	char text[2000];

	(void)state;
	memset(text, ',', sizeof(text));
	reads_bytes((struct str){ text, sizeof(text) }, 1);
	assert_int_equal(table.rows[0].n_fields, 32);
}

static void many_rows_are_all_there(void **state)
{
	AUTO(buf_done) struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_printf(&text, "%d,\"%d\n\"\n", i, i);
	reads_bytes(buf_view(&text), 5000);
	has_field(4999, 0, "4999");
	has_field(4999, 1, "4999\n");
	assert_int_equal(table.rows[4999].line, 9999);
}

#define TEST(name) cmocka_unit_test_teardown(name, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_end_in_lf_crlf_or_the_file),
		TEST(quotes_protect_commas_quotes_and_line_breaks),
		TEST(a_row_has_the_line_on_which_it_begins),
		TEST(spaces_belong_to_their_field),
		TEST(empty_fields_count),
		TEST(a_byte_order_mark_is_skipped),
		TEST(nothing_at_all_is_no_table),
		TEST(loose_quotes_are_refused),
		TEST(a_quote_that_is_never_closed_is_told_at_its_row),
		TEST(a_carriage_return_alone_ends_no_row),
		TEST(what_is_no_utf8_is_refused_with_its_line),
		TEST(a_row_of_a_thousand_columns_is_only_too_wide),
		TEST(many_rows_are_all_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
