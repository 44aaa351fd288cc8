/* A chat text must say something; what only looks empty does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/auto.h"
#include "features/chat/chat_rules.h"

static bool says(const char *text)
{
	return chat_says_something(str_of(text));
}

/* Every code point of Unicode's White_Space, and the marks of no width that come along in a paste:
 * U+200B to U+200F, U+2060, U+FEFF. */
static const char *const BLANKS[] = {
	"\t",           "\n",           "\v",
	"\f",           "\r",           " ",
	"\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80",
	"\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82",
	"\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85",
	"\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
	"\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\x8b",
	"\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e",
	"\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9",
	"\xe2\x80\xaf", "\xe2\x81\x9f", "\xe2\x81\xa0",
	"\xe3\x80\x80", "\xef\xbb\xbf",
};

static void white_space_says_nothing(void **state)
{
	char all[128] = "";

	(void)state;
	assert_false(says(""));
	assert_false(chat_says_something((struct str){ 0 }));
	for (size_t i = 0; i < ARRAY_LEN(BLANKS); i++) {
		if (says(BLANKS[i]))
			fail_msg("blank %zu says something", i);
		strcat(all, BLANKS[i]);
	}
	assert_false(says(all));
	strcat(all, ".");
	assert_true(says(all));
}

static void a_word_between_spaces_says_something(void **state)
{
	(void)state;
	assert_true(says("hoi"));
	assert_true(says(" \n\xe2\x80\x8b?\xc2\xa0"));
}

static void neighbours_of_white_space_say_something(void **state)
{
	static const char *const NEIGHBOURS[] = {
		"\x08",
		"\x0e",
		"\x1f",
		"!",
		"\xc2\x84",
		"\xc2\x86",
		"\xc2\x9f",
		"\xc2\xa1",
		"\xe1\x99\xbf",
		"\xe1\x9a\x81",
		"\xe1\xbf\xbf",
		"\xe2\x80\x90",
		"\xe2\x80\xa7",
		"\xe2\x80\xaa",
		"\xe2\x80\xae",
		"\xe2\x80\xb0",
		"\xe2\x81\x9e",
		"\xe2\x81\xa1",
		"\xe2\xbf\xbf",
		"\xe3\x80\x81",
		"\xef\xbb\xbe",
		"\xef\xbc\x80",
		"\xf0\x9f\x91\x8d",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(NEIGHBOURS); i++) {
		if (!says(NEIGHBOURS[i]))
			fail_msg("neighbour %zu says nothing", i);
	}
}

/* The border lets no such bytes in; here they are no white space and are not read past. */
static void half_a_character_is_not_white_space(void **state)
{
	(void)state;
	assert_true(says("\xe2"));
	assert_true(says("\xe2\x80"));
	assert_true(says("\xe2\x80 "));
	assert_true(chat_says_something((struct str){ "\xe2\x80\x80", 2 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space_says_nothing),
		cmocka_unit_test(a_word_between_spaces_says_something),
		cmocka_unit_test(neighbours_of_white_space_say_something),
		cmocka_unit_test(half_a_character_is_not_white_space),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
