/* UTF-8: what is a character, which may stand in a text, and where one may be cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/auto.h"
#include "base/utf8.h"

static int32_t only(struct str s)
{
	size_t i = 0;
	int32_t point = utf8_next(s, &i);

	assert_true(i >= 1 && i <= s.len);
	return point;
}

static void a_code_point_of_each_length_is_read(void **state)
{
	(void)state;
	assert_int_equal(only(STR("a")), 'a');
	assert_int_equal(only(STR("\xC3\xA9")), 0xE9);
	assert_int_equal(only(STR("\xE2\x82\xAC")), 0x20AC);
	assert_int_equal(only(STR("\xF4\x8F\xBF\xBF")), 0x10FFFF);
}

static void what_is_no_utf8_is_told_and_passed(void **state)
{
	static const struct str BAD[] = {
		{ "\x80", 1 },             /* a continuation without a start */
		{ "\xC3", 1 },             /* cut off */
		{ "\xC3(", 2 },            /* no continuation */
		{ "\xC0\x80", 2 },         /* longer than needed */
		{ "\xE0\x80\xAF", 3 },     /* the same */
		{ "\xF4\x90\x80\x80", 4 }, /* beyond Unicode */
		{ "\xFE", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		assert_int_equal(only(BAD[i]), -1);
}

static void lengths_count_characters(void **state)
{
	struct str s = STR("caf\xC3\xA9");

	(void)state;
	assert_true(utf8_is_text(s, 4, 4, true));
	assert_false(utf8_is_text(s, 5, 9, true));
	assert_false(utf8_is_text(s, 0, 3, true));
	assert_true(utf8_is_text(STR(""), 0, 0, true));
}

static void a_line_is_one_line(void **state)
{
	(void)state;
	assert_true(utf8_is_text(STR("a\tb\r\nc"), 0, 9, false));
	assert_false(utf8_is_text(STR("a\tb"), 0, 9, true));
	assert_false(utf8_is_text(STR("a\xE2\x80\xA8"
				      "b"),
				  0, 9, true));
	assert_false(utf8_is_text(STR("a\0b"), 0, 9, false));
	assert_false(utf8_is_text(STR("a\x7F"), 0, 9, false));
	assert_false(utf8_is_text(STR("\xED\xA0\x80"), 0, 9, false)); /* a surrogate */
	assert_false(utf8_is_text(STR("\xEF\xBF\xBE"), 0, 9, false)); /* no character */
}

static void a_cut_leaves_whole_characters(void **state)
{
	static const size_t LEFT[] = { 0, 1, 1, 1, 4, 4, 6 };
	struct str s = STR("a\xE2\x82\xAC\xC3\xA9");

	(void)state;
	for (size_t most = 0; most < ARRAY_LEN(LEFT); most++)
		assert_int_equal(utf8_cut(s, most).len, LEFT[most]);
	assert_int_equal(utf8_cut(s, 100).len, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_point_of_each_length_is_read),
		cmocka_unit_test(what_is_no_utf8_is_told_and_passed),
		cmocka_unit_test(lengths_count_characters),
		cmocka_unit_test(a_line_is_one_line),
		cmocka_unit_test(a_cut_leaves_whole_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
