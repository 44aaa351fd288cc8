/* What an organiser tells people while a fair goes on, and the log of what staff did. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

static int64_t tell(struct fixture *f, const char *audience)
{
	return int_of(fixture_ok(f, ORGANISER, "announcement.post",
				 J("{\"fair\":1,\"audience\":\"%s\",\"text\":\"Nog tien minuten\","
				   "\"text_en\":\"Ten minutes left\"}",
				   audience)),
		      "announcement");
}

static size_t told(struct fixture *f, int64_t account, const char *topic)
{
	const json_t *ok = fixture_ok(f, account, "subscribe", J("{\"topic\":\"%s\"}", topic));

	return json_array_size(json_object_get(json_object_get(ok, "snapshot"), "announcement"));
}

static void what_is_for_staff_is_read_by_staff_alone(void **state)
{
	struct fixture *f = *state;

	tell(f, "everybody");
	tell(f, "students");
	tell(f, "exhibitors");
	tell(f, "coordinators");
	assert_int_equal(told(f, STUDENT, "notices:1"), 2);
	assert_int_equal(told(f, RECRUITER, "crew:1"), 2);
	assert_int_equal(told(f, COORDINATOR, "crew:1"), 2);
	fixture_refused(f, STUDENT, "subscribe", J("{\"topic\":\"crew:1\"}"), "forbidden");
	fixture_refused(f, RECRUITER, "announcement.post",
			J("{\"fair\":1,\"audience\":\"everybody\",\"text\":\"x\",\"text_en\":\"x\"}"), "forbidden");
}

static void what_is_taken_back_is_gone_and_so_is_all_when_the_doors_close(void **state)
{
	struct fixture *f = *state;
	int64_t first = tell(f, "everybody");

	tell(f, "exhibitors");
	fixture_ok(f, ORGANISER, "announcement.take_back", J("{\"fair\":1,\"announcement\":%lld}", (long long)first));
	assert_int_equal(told(f, STUDENT, "notices:1"), 0);
	fixture_refused(f, ORGANISER, "announcement.take_back",
			J("{\"fair\":1,\"announcement\":%lld}", (long long)first), "not_found");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_int_equal(told(f, RECRUITER, "crew:1"), 0);
	fixture_refused(f, ORGANISER, "announcement.post",
			J("{\"fair\":1,\"audience\":\"everybody\",\"text\":\"x\",\"text_en\":\"x\"}"), "wrong_state");
}

static void no_more_stand_than_anybody_reads(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, ORGANISER, "announcement.post",
			J("{\"fair\":1,\"audience\":\"everybody\",\"text\":\" \",\"text_en\":\"x\"}"), "bad_value");
	fixture_refused(f, ORGANISER, "announcement.post",
			J("{\"fair\":1,\"audience\":\"everybody\",\"text\":\"x\",\"text_en\":\" \"}"), "bad_value");
	for (int i = 0; i < 10; i++)
		tell(f, "students");
	fixture_refused(f, ORGANISER, "announcement.post",
			J("{\"fair\":1,\"audience\":\"everybody\",\"text\":\"x\",\"text_en\":\"x\"}"), "bad_value");
	fixture_refused(f, ORGANISER, "announcement.post",
			J("{\"fair\":1,\"audience\":\"everybody\",\"text\":\"x\",\"text_en\":\"x\",\"room\":99999}"),
			"bad_value");
}

static const json_t *deeds(struct fixture *f, const char *role, const char *more)
{
	return json_object_get(fixture_ok(f, ORGANISER, "audit.of_fair", J("{\"fair\":1,\"role\":\"%s\"%s}", role, more)),
			       "deeds");
}

static void the_log_says_who_of_the_staff_did_what(void **state)
{
	struct fixture *f = *state;
	const json_t *list, *newest;
	char older[64];
	int64_t seat;

	seat = take_seat(f, RECRUITER);
	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	fixture_ok(f, ORGANISER, "student.mute", J("{\"fair\":1,\"student\":601,\"is_muted\":true}"));
	list = deeds(f, "organiser", "");
	/* Not what students do, nor what was refused or read. */
	assert_int_equal(json_array_size(list), 1);
	newest = json_array_get(list, 0);
	assert_string_equal(text_of(newest, "command"), "student.mute");
	assert_string_equal(text_of(newest, "role"), "organiser");
	assert_string_equal(text_of(newest, "name"), "Person van organiser501");
	assert_string_equal(text_of(newest, "about"), "Person van student601");
	assert_true(json_is_false(json_object_get(newest, "is_back")));
	fixture_ok(f, ORGANISER, "student.mute", J("{\"fair\":1,\"student\":601,\"is_muted\":false}"));
	assert_true(json_is_true(json_object_get(json_array_get(deeds(f, "organiser", ""), 0), "is_back")));
	/* What booths do stands apart, or it would be all that one sees. */
	list = deeds(f, "recruiter", "");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(text_of(json_array_get(list, 0), "command"), "call.next");
	snprintf(older, sizeof(older), ",\"before\":%lld", (long long)int_of(json_array_get(list, 0), "id"));
	assert_int_equal(json_array_size(deeds(f, "recruiter", older)), 1);
	fixture_refused(f, RECRUITER, "audit.of_fair", J("{\"fair\":1,\"role\":\"organiser\"}"), "forbidden");
	fixture_refused(f, ORGANISER, "audit.of_server", J("{}"), "forbidden");
}

static void the_log_says_whom_somebody_put_at_a_booth_or_took_away(void **state)
{
	struct fixture *f = *state;
	const json_t *list;

	fixture_ok(f, ORGANISER, "staff.invite",
		   J("{\"booth\":21,\"email\":\"new@example.org\",\"name\":\"Nieuw Gezicht\",\"role\":\"recruiter\"}"));
	fixture_ok(f, ORGANISER, "staff.remove", J("{\"booth\":21,\"account\":503}"));
	list = deeds(f, "organiser", "");
	assert_string_equal(text_of(json_array_get(list, 0), "about"), "Person van recruiter503");
	assert_string_equal(text_of(json_array_get(list, 1), "about"), "Nieuw Gezicht");
}

static void what_is_refused_or_sent_again_leaves_no_row(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, ORGANISER, "student.mute", J("{\"fair\":1,\"student\":502,\"is_muted\":true}"), "bad_value");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM audit"), 0);
	fixture_ok(f, ADMIN, "school.add", J("{\"name\":\"A school\",\"city\":\"\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM audit WHERE role = 'admin' AND fair_id IS NULL"), 1);
	assert_int_equal(json_array_size(json_object_get(fixture_ok(f, ADMIN, "audit.of_server", J("{}")), "deeds")), 1);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(what_is_for_staff_is_read_by_staff_alone),
		T(what_is_taken_back_is_gone_and_so_is_all_when_the_doors_close),
		T(no_more_stand_than_anybody_reads),
		T(the_log_says_who_of_the_staff_did_what),
		T(the_log_says_whom_somebody_put_at_a_booth_or_took_away),
		T(what_is_refused_or_sent_again_leaves_no_row),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
