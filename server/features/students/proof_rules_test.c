/* Whose address belongs to which school. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/students/proof_rules.h"

static void a_domain_is_read_as_people_type_it(void **state)
{
	static const char *const NONE[] = { "", "@", "school", "a..nl", ".nl", "a.", "-a.nl",
					    "a-.nl", "a b.nl", "a@b.nl", "a{.nl", "sch\xc3\xb6ol.nl" };
	struct arena arena = { 0 };
	struct str domain;

	(void)state;
	assert_true(domain_read(&arena, STR(" @Student.mbo-Rijnland2.NL "), &domain));
	assert_true(str_eq(domain, STR("student.mbo-rijnland2.nl")));
	for (size_t i = 0; i < sizeof(NONE) / sizeof(NONE[0]); i++)
		assert_false(domain_read(&arena, str_of(NONE[i]), &domain));
	arena_done(&arena);
}

static void only_addresses_of_the_very_domain_belong_to_it(void **state)
{
	(void)state;
	assert_true(domain_holds(STR("school.nl"), STR("emma@school.nl")));
	assert_false(domain_holds(STR("school.nl"), STR("emma@student.school.nl")));
	assert_false(domain_holds(STR("school.nl"), STR("emma@myschool.nl")));
	assert_false(domain_holds(STR("school.nl"), STR("emma@school.nl.evil.example")));
	assert_false(domain_holds(STR("school.nl"), STR("school.nl")));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(a_domain_is_read_as_people_type_it),
		cmocka_unit_test(only_addresses_of_the_very_domain_belong_to_it),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
