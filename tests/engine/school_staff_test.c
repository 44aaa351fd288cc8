/* Who organises a fair for its schools, and who looks after their students (design §1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define DAY_MS (24 * 3600 * 1000LL)
/* A school that shares the fair, without anybody of its own yet. */
#define OTHER_SCHOOL 110

static json_t *who(int school, const char *email, const char *role)
{
	return J("{\"fair\":1,\"school\":%d,\"email\":\"%s\",\"name\":\"Kim Bos\",\"role\":\"%s\"}", school, email, role);
}

static json_t *gone(int64_t account, const char *role)
{
	return J("{\"fair\":1,\"school\":100,\"account\":%lld,\"role\":\"%s\"}", (long long)account, role);
}

static int64_t account_of(struct fixture *f, const char *email)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "SELECT id FROM account WHERE email = '%s'", email);
	return fixture_sql(f, sql);
}

static const json_t *listed(struct fixture *f, int64_t account)
{
	const json_t *members = json_object_get(fixture_ok(f, ORGANISER, "school_staff.list", J("{\"fair\":1}")),
						"members");
	const json_t *one;
	size_t i;

	json_array_foreach(members, i, one) {
		if (int_of(one, "account") == account)
			return one;
	}
	return NULL;
}

/* Signs in by the link of an invitation; the account. */
static int64_t come(struct fixture *f, const json_t *invited, const char *email)
{
	char *token = strdup(text_of(invited, "token"));

	fixture_ok(f, 0, "session.redeem", J("{\"token\":\"%s\"}", token));
	free(token);
	return account_of(f, email);
}

static void a_coordinator_is_invited_and_sees_the_schools_students(void **state)
{
	struct fixture *f = *state;
	const json_t *invited = fixture_ok(f, ORGANISER, "school_staff.invite",
					   who(100, "Kim@School.Example", "coordinator"));
	int64_t kim = come(f, invited, "kim@school.example");

	assert_true(json_is_true(json_object_get(listed(f, kim), "has_come")));
	assert_string_equal(text_of(listed(f, kim), "role"), "coordinator");
	fixture_ok(f, kim, "lead.progress", J("{\"fair\":1}"));
	fixture_refused(f, kim, "school_staff.list", J("{\"fair\":1}"), "forbidden");
	/* They have come: nobody gets a link to their account by inviting them again. */
	assert_null(json_object_get(fixture_ok(f, ORGANISER, "school_staff.invite",
					       who(100, "kim@school.example", "coordinator")), "token"));
	fixture_ok(f, ORGANISER, "school_staff.remove", gone(kim, "coordinator"));
	assert_null(listed(f, kim));
	fixture_refused(f, kim, "lead.progress", J("{\"fair\":1}"), "forbidden");
	/* The school's next fair does not bring them back. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM membership WHERE role = 'coordinator'"), 1); /* the other */
}

static void the_first_link_that_is_used_voids_the_others(void **state)
{
	struct fixture *f = *state;
	char *other = strdup(text_of(fixture_ok(f, ORGANISER, "school_staff.invite",
						who(100, "kim@school.example", "coordinator")), "token"));

	come(f, fixture_ok(f, ORGANISER, "school_staff.invite", who(100, "kim@school.example", "coordinator")),
	     "kim@school.example");
	fixture_refused(f, 0, "session.redeem", J("{\"token\":\"%s\"}", other), "link_invalid");
	free(other);
}

static void who_organises_too_runs_the_fair_and_the_last_one_stays(void **state)
{
	struct fixture *f = *state;
	int64_t kim;

	fixture_refused(f, ORGANISER, "school_staff.remove", gone(ORGANISER, "organiser"), "bad_value");
	kim = come(f, fixture_ok(f, ORGANISER, "school_staff.invite", who(100, "kim@school.example", "organiser")),
		   "kim@school.example");
	fixture_ok(f, kim, "school_staff.remove", gone(ORGANISER, "organiser"));
	fixture_refused(f, ORGANISER, "school_staff.list", J("{\"fair\":1}"), "forbidden");
	fixture_refused(f, kim, "school_staff.remove", gone(kim, "organiser"), "bad_value");
	fixture_refused(f, kim, "school_staff.remove", gone(STUDENT, "coordinator"), "bad_value");
}

static void who_was_taken_off_one_fair_makes_no_other(void **state)
{
	static const char COPY[] = "{\"fair\":1,\"name\":\"Next\",\"opens_ms\":%lld}";
	struct fixture *f = *state;
	int64_t kim = come(f, fixture_ok(f, ORGANISER, "school_staff.invite", who(100, "kim@school.example", "organiser")),
			   "kim@school.example");
	int64_t fair = int_of(fixture_ok(f, kim, "fair.copy", J(COPY, T0 + 90 * DAY_MS)), "fair");

	fixture_ok(f, ORGANISER, "school_staff.remove",
		   J("{\"fair\":%lld,\"school\":100,\"account\":%lld,\"role\":\"organiser\"}", (long long)fair,
		     (long long)kim));
	/* At the first fair they organise still, and neither choose nor copy. */
	fixture_refused(f, kim, "school_staff.invite", who(100, "kim@school.example", "organiser"), "bad_value");
	fixture_refused(f, kim, "school_staff.remove", gone(ORGANISER, "organiser"), "bad_value");
	fixture_refused(f, kim, "fair.copy", J(COPY, T0 + 95 * DAY_MS), "forbidden");
	/* A copy has who works for the school now. */
	fixture_ok(f, ORGANISER, "fair.copy", J(COPY, T0 + 99 * DAY_MS));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM participation WHERE fair_id = (SELECT max(id) FROM fair) "
					"AND role = 'organiser'"), 1);
}

static void schools_of_a_fair_choose_their_own_people(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO organisation VALUES (110, 'other', 'school', 'Other', 'Delft')");
	fixture_sql_write(f, "INSERT INTO fair_school VALUES (1, 110, 0, 1)");
	fixture_restart(f, 0);
	fixture_refused(f, ORGANISER, "school_staff.invite", who(OTHER_SCHOOL, "kim@other.example", "coordinator"),
			"bad_value");
	fixture_refused(f, ORGANISER, "school_staff.invite", who(101, "kim@bakery.example", "coordinator"), "bad_value");
	assert_int_equal(json_array_size(json_object_get(
				 fixture_ok(f, ORGANISER, "school_staff.list", J("{\"fair\":1}")), "schools")), 2);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE email LIKE 'kim%'"), 0);
}

static void who_comes_as_a_student_or_for_an_employer_is_not_taken(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, ORGANISER, "school_staff.invite", who(100, "student601@test.example", "coordinator"),
			"bad_value");
	fixture_refused(f, ORGANISER, "school_staff.invite", who(100, "recruiter504@test.example", "organiser"),
			"bad_value");
	fixture_refused(f, ORGANISER, "school_staff.invite", who(100, "kim", "organiser"), "bad_value");
	/* Nobody gets into the account of an administrator by inviting it. */
	assert_null(json_object_get(fixture_ok(f, ORGANISER, "school_staff.invite",
					       who(100, "admin507@test.example", "organiser")), "token"));
}

/* What somebody is first after choosing this, of all that they are at the fair. */
static const char *first_role(struct fixture *f, int64_t account, const char *place)
{
	const json_t *me = json_object_get(fixture_ok(f, account, "account.go_to", J("%s", place)), "me");

	return text_of(json_array_get(json_object_get(me, "participations"), 0), "role");
}

static void who_organises_comes_to_that_whatever_else_they_do_there(void **state)
{
	struct fixture *f = *state;

	fixture_ok(f, ORGANISER, "school_staff.invite", who(100, "organiser501@test.example", "coordinator"));
	assert_string_equal(first_role(f, ORGANISER, "{\"fair\":1}"), "organiser");
	/* A coordinator who is an employer's manager too, and chose that. */
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 501, 'manager', 101)");
	assert_string_equal(first_role(f, ORGANISER, "{\"fair\":1}"), "organiser");
	assert_string_equal(first_role(f, ORGANISER, "{\"fair\":1,\"booth\":21}"), "manager");
	fixture_sql_write(f, "DELETE FROM participation WHERE account_id = 501 AND role = 'organiser'");
	assert_string_equal(first_role(f, ORGANISER, "{\"fair\":1}"), "coordinator");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(a_coordinator_is_invited_and_sees_the_schools_students),
		T(the_first_link_that_is_used_voids_the_others),
		T(who_organises_too_runs_the_fair_and_the_last_one_stays),
		T(who_was_taken_off_one_fair_makes_no_other),
		T(schools_of_a_fair_choose_their_own_people),
		T(who_comes_as_a_student_or_for_an_employer_is_not_taken),
		T(who_organises_comes_to_that_whatever_else_they_do_there),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
