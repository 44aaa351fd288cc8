/* The lines of a mail's head (header.h). */
#include "jobs/header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void is_subject(const char *subject, const char *line)
{
	AUTO(buf_done) struct buf to = { 0 };

	header_subject(&to, str_of(subject));
	buf_char(&to, '\0');
	assert_string_equal(to.at, line);
}

static void plain_subjects_stay_as_they_are_and_others_are_encoded(void **state)
{
	(void)state;
	is_subject("Sign in", "Subject: Sign in");
	is_subject("één", "Subject: =?UTF-8?B?w6nDqW4=?=");
	is_subject("=?UTF-8?B?eA==?=", "Subject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=");
	is_subject("a\r\nBcc: b@c.example", "Subject: =?UTF-8?B?YQ0KQmNjOiBiQGMuZXhhbXBsZQ==?=");
}

static void a_long_subject_is_folded_between_characters(void **state)
{
	(void)state;
	/* 44 bytes, and then a character of two that does not fit the word of 45. */
	is_subject("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé",
		   "Subject: =?UTF-8?B?YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=?=\r\n"
		   " =?UTF-8?B?w6k=?=");
}

static void a_date_is_in_universal_time(void **state)
{
	AUTO(buf_done) struct buf to = { 0 };

	(void)state;
	header_date(&to, 1795718705000);
	buf_char(&to, '\0');
	assert_string_equal(to.at, "Date: Thu, 26 Nov 2026 18:45:05 +0000");
}

static void an_address_cannot_end_its_line_or_its_brackets(void **state)
{
	static const char *const BAD[] = { "", "@b", "a@b\r\nDATA", "a@b>", "<a@b", "a b@c", "é@b.example", "a,b@c" };

	(void)state;
	assert_true(header_is_address(STR("a.b+c@d-e.example")));
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		assert_false(header_is_address(str_of(BAD[i])));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(plain_subjects_stay_as_they_are_and_others_are_encoded),
		cmocka_unit_test(a_long_subject_is_folded_between_characters),
		cmocka_unit_test(a_date_is_in_universal_time),
		cmocka_unit_test(an_address_cannot_end_its_line_or_its_brackets),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
