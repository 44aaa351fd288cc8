/*
 * What came of a fair, as its organiser reads it: figures of everybody, and none of a few. The rules are tested
 * beside results_rules.c, the figures in every simulated fair (sim/results.c).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/internal.h"
#include "evening.h"

static const json_t *show(struct fixture *f)
{
	return fixture_ok(f, ORGANISER, "results.show", J("{\"fair\":1}"));
}

static int64_t figure(const json_t *of, const char *part, const char *name)
{
	const json_t *found = json_object_get(json_object_get(of, part), name);

	assert_non_null(found);
	return json_integer_value(found);
}

static int64_t talked(struct fixture *f, int64_t student, int64_t seat)
{
	int64_t call = ring(f, RECRUITER, seat);
	char sql[96];

	on_call(f, student, "call.accept", call);
	connect_call(f, student, RECRUITER, call);
	fixture_pass(f, 60000);
	on_call(f, RECRUITER, "call.end", call);
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	snprintf(sql, sizeof(sql), "SELECT id FROM lead WHERE account_id = %lld", (long long)student);
	return fixture_sql(f, sql);
}

static void ten_students_are_told_of_and_a_tenth_less_is_not(void **state)
{
	struct fixture *f = *state;
	const json_t *all = show(f);

	assert_int_equal(figure(all, "total", "students"), 10);
	assert_int_equal(figure(all, "total", "active"), 0);
	assert_null(json_object_get(all, "leads")); /* nobody had to do with a booth */
	fixture_sql_write(f, "DELETE FROM participation WHERE account_id = 610");
	all = show(f);
	assert_null(json_object_get(all, "total"));
	assert_int_equal(json_array_size(json_object_get(all, "schools")), 0);
	assert_int_equal(json_array_size(json_object_get(all, "levels")), 0);
	assert_int_equal(json_array_size(json_object_get(all, "rooms")), 0);
}

static void an_evening_is_told_in_numbers(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), lead = 0;
	const json_t *all, *lines;

	for (int64_t student = STUDENT; student < STUDENT + 10; student++) {
		if (student == STUDENT + 9) {
			all = show(f);
			assert_null(json_object_get(all, "leads"));
			lines = fixture_ok(f, ORGANISER, "results.lines", J("{\"fair\":1}"));
			assert_null(json_object_get(lines, "talks"));
			assert_null(json_object_get(lines, "entries"));
			lines = fixture_ok(f, ORGANISER, "results.waits", J("{\"fair\":1}"));
			assert_null(json_object_get(lines, "waits"));
		}
		join(f, student);
		lead = talked(f, student, seat);
	}
	fixture_ok(f, RECRUITER, "lead.move", J("{\"lead\":%lld,\"state\":\"placed\"}", (long long)lead));
	all = show(f);
	assert_int_equal(figure(all, "total", "spoken"), 10);
	assert_int_equal(figure(all, "total", "placements"), 1);
	assert_int_equal(figure(all, "leads", "leads"), 10);
	assert_int_equal(figure(all, "leads", "placed"), 1);
	assert_int_equal(figure(all, "leads", "spoken"), 9);
	assert_int_equal(figure(all, "leads", "owed"), 9);
	assert_int_equal(figure(all, "leads", "in_time"), 1);
	lines = fixture_ok(f, ORGANISER, "results.lines", J("{\"fair\":1}"));
	assert_int_equal(figure(lines, "talks", "talks"), 10);
	assert_int_equal(figure(lines, "talks", "p50_ms"), 60000);
	assert_int_equal(figure(lines, "talks", "hung_up"), 10);
	assert_int_equal(figure(lines, "entries", "done"), 10);
	assert_null(json_object_get(lines, "bookings"));
	lines = fixture_ok(f, ORGANISER, "results.waits", J("{\"fair\":1}"));
	assert_int_equal(figure(lines, "waits", "waits"), 10);
	fixture_pass(f, 25 * 3600000LL);
	all = show(f);
	assert_int_equal(figure(all, "leads", "owed"), 0);
	assert_int_equal(figure(all, "leads", "overdue"), 9);
	lead = fixture_sql(f, "SELECT min(id) FROM lead");
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"maybe\",\"reason\":\"\"}", (long long)lead));
	all = show(f);
	assert_int_equal(figure(all, "leads", "overdue"), 8);
	assert_int_equal(figure(all, "leads", "late"), 1);
	assert_int_equal(figure(all, "leads", "in_time"), 1);
	/* Who never answered is told of after the cards are gone, too. */
	fixture_pass(f, 60 * 24 * 3600000LL);
	assert_int_equal(figure(show(f), "leads", "overdue"), 8);
	all = json_object_get(fixture_ok(f, ORGANISER, "lead.overdue", J("{\"fair\":1}")), "booths");
	assert_int_equal(int_of(json_array_get(all, 0), "overdue"), 8);
}

static void nobody_reads_it_but_who_runs_the_fair(void **state)
{
	struct fixture *f = *state;
	static const int64_t OTHERS[] = { STUDENT, RECRUITER, MANAGER, COORDINATOR };

	for (size_t i = 0; i < ARRAY_LEN(OTHERS); i++) {
		fixture_refused(f, OTHERS[i], "results.show", J("{\"fair\":1}"), "forbidden");
		fixture_refused(f, OTHERS[i], "results.lines", J("{\"fair\":1}"), "forbidden");
		fixture_refused(f, OTHERS[i], "results.waits", J("{\"fair\":1}"), "forbidden");
	}
	fixture_refused(f, -1, "results.show", J("{\"fair\":1}"), "not_signed_in");
	fixture_refused(f, ORGANISER, "results.show", J("{\"fair\":99}"), "not_found");
}

/* A fair of thousands is counted beside everything else that the engine does: by its indexes. */
static void no_table_is_read_through(void **state)
{
	struct fixture *f = *state;
	unsigned before = db_scans(f->engine->db);

	show(f);
	fixture_ok(f, ORGANISER, "results.lines", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "results.waits", J("{\"fair\":1}"));
	assert_int_equal(db_scans(f->engine->db), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ten_students_are_told_of_and_a_tenth_less_is_not, evening_start,
						evening_stop),
		cmocka_unit_test_setup_teardown(an_evening_is_told_in_numbers, evening_start, evening_stop),
		cmocka_unit_test_setup_teardown(nobody_reads_it_but_who_runs_the_fair, evening_start,
						evening_stop),
		cmocka_unit_test_setup_teardown(no_table_is_read_through, evening_start, evening_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
