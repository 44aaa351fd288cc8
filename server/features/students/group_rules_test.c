/* Codes that people type, and what a group must obey. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "features/students/group_rules.h"

#define NOW INT64_C(1800000000000)
#define DAY (24 * 3600 * INT64_C(1000))

static void a_code_has_no_letters_that_look_alike(void **state)
{
	struct arena arena = { 0 };
	unsigned char random[GROUP_CODE_LETTERS];
	struct str code, read;

	(void)state;
	for (int i = 0; i < 256; i++) {
		memset(random, i, sizeof(random));
		code = group_code(&arena, random);
		assert_int_equal(code.len, GROUP_CODE_LETTERS);
		assert_null(memchr("ilou", code.at[0], 4));
		assert_true(group_code_read(&arena, code, &read));
		assert_true(str_eq(code, read));
	}
	arena_done(&arena);
}

static void a_code_is_read_as_it_was_meant(void **state)
{
	struct arena arena = { 0 };
	struct str read;

	(void)state;
	assert_true(group_code_read(&arena, STR("OIL1-abcd EFGH-jkmn-pqrs-tvwx-Y0"), &read));
	assert_true(str_eq(read, STR("0111abcdefghjkmnpqrstvwxy0")));
	assert_false(group_code_read(&arena, STR("0111abcdefghjkmnpqrstvwxy"), &read));
	assert_false(group_code_read(&arena, STR("0111abcdefghjkmnpqrstvwxy00"), &read));
	assert_false(group_code_read(&arena, STR("0111abcdefghjkmnpqrstvwxyu"), &read));
	assert_false(group_code_read(&arena, STR("0111abcdefghjkmnpqrstvwxy\0"), &read));
	assert_false(group_code_read(&arena, STR("0111abcdefghjkmnpqrstvwxy["), &read));
	assert_false(group_code_read(&arena, STR(""), &read));
	arena_done(&arena);
}

static void a_group_says_what_is_wrong_with_it(void **state)
{
	static const struct wire_group_draft GOOD = { .name = { "LD-ICT4A", 8 }, .until_ms = NOW + DAY, .most = 30 };
	struct wire_group_draft draft = GOOD;

	(void)state;
	assert_null(group_check(&draft, NOW).field);
	draft.name = STR("  ");
	assert_string_equal(group_check(&draft, NOW).field, "args.draft.name");
	draft = GOOD;
	draft.until_ms = NOW;
	assert_string_equal(group_check(&draft, NOW).field, "args.draft.until_ms");
	draft.until_ms = NOW + 3 * 366 * DAY;
	assert_string_equal(group_check(&draft, NOW).field, "args.draft.until_ms");
	draft = GOOD;
	draft.most = 0;
	assert_string_equal(group_check(&draft, NOW).field, "args.draft.most");
	draft.most = GROUP_MOST + 1;
	assert_string_equal(group_check(&draft, NOW).field, "args.draft.most");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(a_code_has_no_letters_that_look_alike),
		cmocka_unit_test(a_code_is_read_as_it_was_meant),
		cmocka_unit_test(a_group_says_what_is_wrong_with_it),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
