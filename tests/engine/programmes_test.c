/* Programmes: what an employer can read, who writes it, and what is not taken away from under somebody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define DRAFT(name, level, processes)                                                                          \
	"{\"name\":\"" name "\",\"level\":\"" level "\",\"code\":\"25998\",\"about\":\"\","                    \
	"\"requirements\":\"Een praktijkopleider\",\"periods\":\"Februari\",\"contact_name\":\"Joke\","        \
	"\"contact_email\":\"joke@school.example\",\"contact_phone\":\"\",\"processes\":" processes "}"
#define TWO "[{\"code\":\"B1-K1-W1\",\"name\":\"Plant\"},{\"code\":\"B1-K1-W2\",\"name\":\"Ontwerpt\"}]"

static json_t *add_args(int64_t school, const char *draft)
{
	return J("{\"fair\":1,\"school\":%lld,\"draft\":%s}", (long long)school, draft);
}

static json_t *save_args(int64_t programme, const char *draft)
{
	return J("{\"programme\":%lld,\"draft\":%s}", (long long)programme, draft);
}

static int64_t add(struct fixture *f)
{
	return int_of(fixture_ok(f, COORDINATOR, "programme.add", add_args(100, DRAFT("Bouw", "mbo3", TWO))), "programme");
}

static void anybody_reads_what_a_coordinator_wrote(void **state)
{
	struct fixture *f = *state;
	int64_t programme = add(f);
	const json_t *page, *list;

	page = json_object_get(fixture_ok(f, 0, "programme.show", J("{\"programme\":%lld}", (long long)programme)),
			       "programme");
	assert_true(json_is_false(json_object_get(page, "is_mine")));
	page = json_object_get(page, "draft");
	assert_string_equal(text_of(page, "requirements"), "Een praktijkopleider");
	assert_int_equal(json_array_size(json_object_get(page, "processes")), 2);
	list = json_object_get(fixture_ok(f, 0, "programme.list", J("{\"fair\":1}")), "programmes");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(text_of(json_array_get(list, 0), "name"), "Bouw");
}

static void a_coordinator_writes_for_their_own_school_alone(void **state)
{
	struct fixture *f = *state;
	int64_t programme = add(f);

	fixture_sql_write(f, "INSERT INTO organisation VALUES (200, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "INSERT INTO fair_school (fair_id, org_id) VALUES (1, 200)");
	fixture_refused(f, COORDINATOR, "programme.add", add_args(200, DRAFT("Bouw", "mbo3", "[]")), "bad_value");
	fixture_sql_write(f, "UPDATE programme SET school_id = 200 WHERE slug = 'bouw'");
	fixture_refused(f, COORDINATOR, "programme.save", save_args(programme, DRAFT("Anders", "mbo3", "[]")), "not_found");
	fixture_refused(f, RECRUITER, "programme.save", save_args(programme, DRAFT("Anders", "mbo3", "[]")), "forbidden");
	fixture_refused(f, COORDINATOR, "certification.set",
			J("{\"booth\":21,\"programme\":%lld,\"state\":\"certified\"}", (long long)programme), "bad_value");
	fixture_ok(f, ORGANISER, "programme.save", save_args(programme, DRAFT("Anders", "mbo3", "[]")));
}

static void what_students_and_placements_have_stays(void **state)
{
	struct fixture *f = *state;
	int64_t programme = add(f);

	fixture_sql_write(f, "INSERT INTO placement (id, fair_id, booth_id, programme_id, title, about, level, track, "
			     "period, hours, places) SELECT 990, 1, 21, id, 'Metselaar', '', 'mbo3', 'bol', '', 32, 2 "
			     "FROM programme WHERE slug = 'bouw'");
	fixture_sql_write(f, "INSERT INTO placement_process (placement_id, process_id, fair_id) "
			     "SELECT 990, min(id), 1 FROM work_process");
	fixture_refused(f, COORDINATOR, "programme.remove", J("{\"programme\":%lld}", (long long)programme), "in_use");
	fixture_refused(f, COORDINATOR, "programme.save", save_args(programme, DRAFT("Bouw", "mbo4", TWO)), "in_use");
	fixture_refused(f, COORDINATOR, "programme.save", save_args(programme, DRAFT("Bouw", "mbo3", "[]")), "in_use");
	/* What nobody uses goes, and what has another name is renamed, on the booth's page too. */
	fixture_ok(f, COORDINATOR, "programme.save",
		   save_args(programme, DRAFT("Bouwen", "mbo3", "[{\"code\":\"B1-K1-W1\",\"name\":\"Bereidt voor\"}]")));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM work_process WHERE name = 'Bereidt voor'"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM work_process WHERE code = 'B1-K1-W2'"), 0);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "booth:21", "placement", 990), "programme"), "Bouwen");
}

static void nobody_writes_over_what_somebody_else_wrote(void **state)
{
	struct fixture *f = *state;
	int64_t programme = add(f);
	json_t *args = save_args(programme, DRAFT("Bouwen", "mbo3", "[]"));
	const json_t *page = json_object_get(fixture_ok(f, COORDINATOR, "programme.show",
							J("{\"programme\":%lld}", (long long)programme)), "programme");

	json_object_set(args, "version", json_object_get(page, "version"));
	fixture_ok(f, ORGANISER, "programme.save", save_args(programme, DRAFT("Bouw", "mbo3", TWO)));
	fixture_ok(f, COORDINATOR, "programme.save", json_incref(args)); /* the same again is no change */
	fixture_refused(f, COORDINATOR, "programme.save", args, "wrong_state");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM programme WHERE name = 'Bouwen'"), 1);
}

static void faulty_programmes_change_nothing(void **state)
{
	static const char *const BAD[] = {
		DRAFT(" ", "mbo3", "[]"),
		DRAFT("Bouw", "mbo3", "[{\"code\":\"W1\",\"name\":\"A\"},{\"code\":\" W1\",\"name\":\"B\"}]"),
		DRAFT("Bouw", "mbo3", "[{\"code\":\" \",\"name\":\"A\"}]"),
		"{\"name\":\"Bouw\",\"level\":\"mbo3\",\"code\":\"\",\"about\":\"\",\"requirements\":\"\",\"periods\":\"\","
		"\"contact_name\":\"\",\"contact_email\":\"no address\",\"contact_phone\":\"\",\"processes\":[]}",
	};
	struct fixture *f = *state;
	char *before, *after;

	fixture_restart(f, 0);
	before = fixture_dump(f->db_path);
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		fixture_refused(f, COORDINATOR, "programme.add", add_args(100, BAD[i]), "bad_value");
	after = fixture_dump(f->db_path);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void a_certification_is_shown_where_it_counts(void **state)
{
	struct fixture *f = *state;
	const json_t *placement;

	fixture_sql_write(f, "INSERT INTO placement (id, fair_id, booth_id, programme_id, title, about, level, track, "
			     "period, hours, places) VALUES (990, 1, 21, 900, 'Bouwer', '', 'mbo4', 'bol', '', 32, 2)");
	placement = fixture_item(f, STUDENT, "booth:21", "placement", 990);
	assert_null(json_object_get(placement, "certification"));
	fixture_ok(f, COORDINATOR, "certification.set",
		   J("{\"booth\":21,\"programme\":900,\"state\":\"applied\"}"));
	fixture_sql_write(f, "UPDATE participation SET org_id = 102 WHERE account_id = 501");
	fixture_ok(f, ORGANISER, "certification.set", J("{\"booth\":21,\"programme\":900,\"state\":\"certified\"}"));
	placement = fixture_item(f, STUDENT, "booth:21", "placement", 990);
	assert_string_equal(text_of(placement, "certification"), "certified");
	assert_int_equal(int_of(placement, "checked_ms"), f->now_ms);
	assert_string_equal(text_of(placement, "programme_school"), "School");
	/* Who organises for another looked it up: it says so. */
	assert_string_equal(text_of(placement, "checked_by"), "Employer 102");
	fixture_sql_write(f, "UPDATE participation SET org_id = 100 WHERE account_id = 501");
	fixture_refused(f, MANAGER, "certification.set", J("{\"booth\":21,\"programme\":900,\"state\":\"certified\"}"),
			"forbidden");
	fixture_ok(f, COORDINATOR, "certification.set", J("{\"booth\":21,\"programme\":900}"));
	assert_null(json_object_get(fixture_item(f, STUDENT, "booth:21", "placement", 990), "certification"));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(anybody_reads_what_a_coordinator_wrote),
		T(a_coordinator_writes_for_their_own_school_alone),
		T(what_students_and_placements_have_stays),
		T(nobody_writes_over_what_somebody_else_wrote),
		T(faulty_programmes_change_nothing),
		T(a_certification_is_shown_where_it_counts),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
