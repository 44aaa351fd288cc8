/* Lists of employers and of students: what is wrong with a row, what is made of it, whose it is (design §1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define DAY_MS (24 * 3600 * INT64_C(1000))
/* An employer that was added by hand. */
#define BY_HAND "{\"fair\":1,\"draft\":{\"employer\":\"%s\",\"city\":\"Delft\",\"room\":11,\"contact\":\"Kim Bos\"," \
	"\"email\":\"kim@firm.example\",\"tagline\":\"We bouwen\"}}"

static int64_t stage_kind(struct fixture *f, const char *kind, const char *csv)
{
	return int_of(fixture_ok(f, ORGANISER, "import.stage",
				 json_pack("{s:i,s:s,s:s,s:i,s:b,s:s}", "fair", 1, "kind", kind,
					   "name", "lijst.xlsx", "part", 0, "is_last", 1, "csv", csv)),
		      "staged");
}

static int64_t stage(struct fixture *f, const char *csv)
{
	return stage_kind(f, "employers", csv);
}

static const json_t *check(struct fixture *f, int64_t staged)
{
	return json_object_get(fixture_ok(f, ORGANISER, "import.check",
					  J("{\"fair\":1,\"staged\":%lld}", (long long)staged)), "rows");
}

static const json_t *seen(struct fixture *f, int64_t booth)
{
	return fixture_item(f, ORGANISER, "exhibitors:1", "exhibitor", booth);
}

static json_t *accept_args(int64_t staged, size_t faulty)
{
	return J("{\"fair\":1,\"staged\":%lld,\"faulty\":%zu}", (long long)staged, faulty);
}

/* What each row is, and why not: its number in the file, a column and the problem. */
static const struct {
	const char *row, *column, *problem;
} FAULTY[] = {
	/* clang-format off */
	{ ",Firm,,,,,Kim,k1@firm.example,", "room", "missing" },
	{ "Nowhere,Firm,,,,,Kim,k2@firm.example,", "room", "unknown" },
	{ "  ,Firm,,,,,Kim,k3@firm.example,", "room", "missing" },
	{ "ict-2,Firm,,,,,Kim,k4@firm.example,", "room", "unknown" },
	{ "\"A\nB\",Firm,,,,,Kim,k5@firm.example,", "room", "not_a_line" },
	{ "ICT,,,,,,Kim,k6@firm.example,", "employer", "missing" },
	{ "ICT,   ,,,,,Kim,k7@firm.example,", "employer", "missing" },
	{ "ICT,%121,,,,,Kim,k8@firm.example,", "employer", "too_long" },
	{ "ICT,\"Firm\nTwo\",,,,,Kim,k9@firm.example,", "employer", "not_a_line" },
	{ "ICT,Firm A,%81,,,,Kim,k10@firm.example,", "city", "too_long" },
	{ "ICT,Firm B,\"De\nlft\",,,,Kim,k11@firm.example,", "city", "not_a_line" },
	{ "ICT,Firm C,,%121,,,Kim,k12@firm.example,", "booth", "too_long" },
	{ "ICT,Firm D,,\"Bo\noth\",,,Kim,k13@firm.example,", "booth", "not_a_line" },
	{ "ICT,Firm E,,,%161,,Kim,k14@firm.example,", "tagline", "too_long" },
	{ "ICT,Firm F,,,\"x\ny\",,Kim,k15@firm.example,", "tagline", "not_a_line" },
	{ "ICT,Firm G,,,,%2001,Kim,k16@firm.example,", "about", "too_long" },
	{ "ICT,Firm H,,,,,,k17@firm.example,", "contact", "missing" },
	{ "ICT,Firm I,,,,,%121,k18@firm.example,", "contact", "too_long" },
	{ "ICT,Firm J,,,,,\"Kim\nBos\",k19@firm.example,", "contact", "not_a_line" },
	{ "ICT,Firm K,,,,,Kim,,", "email", "missing" },
	{ "ICT,Firm L,,,,,Kim,kim,", "email", "not_an_address" },
	{ "ICT,Firm M,,,,,Kim,@firm.example,", "email", "not_an_address" },
	{ "ICT,Firm N,,,,,Kim,kim@,", "email", "not_an_address" },
	{ "ICT,Firm O,,,,,Kim,kim@a@b.example,", "email", "not_an_address" },
	{ "ICT,Firm P,,,,,Kim,kim bos@firm.example,", "email", "not_an_address" },
	{ "ICT,Firm Q,,,,,Kim,k21@firm.example; k22@firm.example,", "email", "not_an_address" },
	{ "ICT,Firm R,,,,,Kim,Kim <k23@firm.example>,", "email", "not_an_address" },
	{ "ICT,Firm S,,,,,Kim,student601@test.example,", "email", "is_student" },
	{ "ICT,Firm T,,,,,Kim,coordinator@test.example,", "email", "is_staff" },
	{ "ICT,Firm U,,,,,Kim,organiser@test.example,", "email", "is_staff" },
	{ "ICT,Firm V,,,,,Kim,recruiter@test.example,", "email", "is_elsewhere" },
	{ "ICT,Firm W,,,,,Kim,k24@firm.example,Dutch", "locale", "not_a_choice" },
	{ "ICT,Firm X,,,,,Kim,k25@firm.example,NL", "locale", "not_a_choice" },
	{ "ICT,First,,,,,Kim,k28@firm.example,", "booth", "twice" },
	{ "ICT,FIRST,,,,,Kim,k29@firm.example,", "booth", "twice" },
	{ "ICT,Firm Y,,,,,Kim,FIRST@firm.example,", "email", "twice" },
	/* clang-format on */
};

/* A row of the table, with %N as so many characters. */
static void put_row(char *to, size_t size, size_t number, const char *row)
{
	size_t n = (size_t)snprintf(to, size, "%zu,", number);
	char *end;

	for (; *row; row++) {
		if (*row != '%') {
			to[n++] = *row;
			continue;
		}
		for (long k = strtol(row + 1, &end, 10); k > 0; k--)
			to[n++] = 'x';
		row = end - 1;
	}
	to[n++] = '\n';
	to[n] = '\0';
}

static void has_fault(const json_t *row, size_t number, const char *column, const char *problem)
{
	const json_t *faults = json_object_get(row, "faults"), *one;
	size_t i;

	assert_int_equal(int_of(row, "row"), number);
	assert_string_equal(text_of(row, "outcome"), "faulty");
	json_array_foreach(faults, i, one) {
		if (strcmp(text_of(one, "column"), column) == 0 && strcmp(text_of(one, "problem"), problem) == 0)
			return;
	}
	fail_msg("row %zu says nothing of %s %s: %s", number, column, problem, json_dumps(row, 0));
}

static void every_faulty_row_is_told_with_its_column_and_why(void **state)
{
	struct fixture *f = *state;
	char csv[14000], *before, *after;
	const json_t *rows;
	int64_t staged;
	size_t n;

	fixture_sql_write(f, "UPDATE room SET name = 'ICT' WHERE id = 11");
	fixture_sql_write(f, "UPDATE account SET email = 'coordinator@test.example' WHERE id = 506");
	fixture_sql_write(f, "UPDATE account SET email = 'organiser@test.example' WHERE id = 501");
	fixture_sql_write(f, "UPDATE account SET email = 'recruiter@test.example' WHERE id = 502");
	fixture_restart(f, 0);
	snprintf(csv, sizeof(csv), "2,ICT,First,,,,,Kim,first@firm.example,\n");
	n = strlen(csv);
	for (size_t i = 0; i < ARRAY_LEN(FAULTY); i++) {
		put_row(csv + n, sizeof(csv) - n, i + 3, FAULTY[i].row);
		n += strlen(csv + n);
	}
	assert_true(ARRAY_LEN(FAULTY) >= 30);
	staged = stage(f, csv);
	before = fixture_dump(f->db_path);
	rows = check(f, staged);
	assert_int_equal(json_array_size(rows), ARRAY_LEN(FAULTY) + 1);
	assert_string_equal(text_of(json_array_get(rows, 0), "outcome"), "added");
	for (size_t i = 0; i < ARRAY_LEN(FAULTY); i++)
		has_fault(json_array_get(rows, i + 1), i + 3, FAULTY[i].column, FAULTY[i].problem);
	/* Nothing is imported until it is accepted, and nothing is while a row is faulty. */
	fixture_refused(f, ORGANISER, "import.accept", accept_args(staged, 0), "bad_import");
	after = fixture_dump(f->db_path);
	assert_string_equal(before, after);
	free(before);
	free(after);
	/* Unless that is wished, of as many as were seen: then the good one comes. */
	fixture_refused(f, ORGANISER, "import.accept", accept_args(staged, ARRAY_LEN(FAULTY) - 1), "bad_import");
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "import.accept", accept_args(staged, ARRAY_LEN(FAULTY))),
				"added"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM organisation WHERE name LIKE 'Fi%'"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE email LIKE '%firm.example'"), 1);
}

static void a_row_tells_all_that_is_wrong_with_it(void **state)
{
	struct fixture *f = *state;
	const json_t *rows = check(f, stage(f, "7,,,,,,,,nobody,x\n"));

	assert_int_equal(json_array_size(json_object_get(json_array_get(rows, 0), "faults")), 5);
}

static void what_is_too_long_is_told_how_long_it_may_be(void **state)
{
	struct fixture *f = *state;
	char csv[200];
	const json_t *fault;

	put_row(csv, sizeof(csv), 2, "ICT,Firm,%81,,,,Kim,kim@firm.example,");
	fault = json_array_get(json_object_get(json_array_get(check(f, stage(f, csv)), 0), "faults"), 0);
	assert_string_equal(text_of(fault, "problem"), "too_long");
	assert_int_equal(int_of(fault, "number"), 80);
}

static void an_accepted_list_is_what_the_preview_said(void **state)
{
	struct fixture *f = *state;
	static const char CSV[] = "2,ict,Lichtkade Software,Delft,,We bouwen,\"Regel 1\nRegel 2\",Mo Amrani,"
				  "mo@lichtkade.example,\n"
				  "3,ict,Café Zon,,Terras,,,Ann Lee,ann@zon.example,en\n";
	int64_t staged, booth;
	const json_t *ok;
	char *lacks;

	fixture_sql_write(f, "UPDATE room SET slug = 'ict', name = 'ICT' WHERE id = 11");
	fixture_restart(f, 0);
	staged = stage(f, CSV);
	ok = check(f, staged);
	assert_string_equal(text_of(json_array_get(ok, 1), "outcome"), "added");
	assert_string_equal(text_of(json_array_get(ok, 1), "email"), "ann@zon.example");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM booth"), 3);
	ok = fixture_ok(f, ORGANISER, "import.accept", accept_args(staged, 0));
	assert_int_equal(int_of(ok, "added"), 2);
	booth = fixture_sql(f, "SELECT id FROM booth WHERE name = 'Lichtkade Software' AND fair_id = 1 "
			       "AND slug = 'lichtkade-software' AND room_id = 11 AND city = 'Delft'");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account a JOIN participation p ON p.account_id = a.id "
					"JOIN membership m ON m.account_id = a.id WHERE a.email = 'ann@zon.example' "
					"AND a.locale = 'en' AND p.role = 'manager' AND m.role = 'manager'"),
			 1);
	assert_string_equal(text_of(seen(f, booth), "contact"), "Mo Amrani");
	lacks = json_dumps(json_object_get(seen(f, booth), "lacks"), 0);
	assert_true(strstr(lacks, "\"placements\"") && !strstr(lacks, "\"texts\""));
	free(lacks);
	/* It is gone; the same list again changes nothing. */
	fixture_refused(f, ORGANISER, "import.accept", accept_args(staged, 0), "not_found");
	staged = stage(f, CSV);
	ok = fixture_ok(f, ORGANISER, "import.accept", accept_args(staged, 0));
	assert_int_equal(int_of(ok, "unchanged"), 2);
	/* Another contact for a booth that is there. */
	staged = stage(f, "2,ict,lichtkade software,,,Other words,,Eva Bos,eva@lichtkade.example,\n");
	assert_string_equal(text_of(json_array_get(check(f, staged), 0), "outcome"), "completed");
	fixture_ok(f, ORGANISER, "import.accept", accept_args(staged, 0));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM booth WHERE tagline = 'Other words'"), 0);
	assert_int_equal(int_of(seen(f, booth), "staff"), 2);
}

static json_t *part_args(const char *kind, int part, bool is_last, const char *csv)
{
	return J("{\"fair\":1,\"kind\":\"%s\",\"name\":\"l\",\"part\":%d,\"is_last\":%s,\"csv\":\"%s\"}", kind, part,
		 is_last ? "true" : "false", csv);
}

static size_t n_lists(struct fixture *f)
{
	const json_t *ok = fixture_ok(f, ORGANISER, "import.staged", J("{\"fair\":1}"));

	return json_array_size(json_object_get(ok, "imports"));
}

static void a_list_is_its_organisers_own_and_forgotten_after_a_day(void **state)
{
	struct fixture *f = *state;
	const char *row = "2,x,Firm,,,,,Kim,k@firm.example,\\n", *next = "3,,,,,,,,,";
	int64_t staged = int_of(fixture_ok(f, ORGANISER, "import.stage", part_args("employers", 0, false, row)),
				"staged");

	/* What broke off is no list: nobody takes the half of it for all. */
	assert_int_equal(n_lists(f), 0);
	fixture_refused(f, ORGANISER, "import.check", J("{\"fair\":1,\"staged\":%lld}", (long long)staged),
			"wrong_state");
	fixture_refused(f, ORGANISER, "import.accept", accept_args(staged, 0), "wrong_state");
	fixture_refused(f, ORGANISER, "import.stage", part_args("employers", 2, true, next), "wrong_state");
	fixture_refused(f, ORGANISER, "import.stage", part_args("employers", 1, true, "3,x"), "bad_value");
	fixture_refused(f, ORGANISER, "import.stage", part_args("rooms", 0, true, "3"), "bad_value");
	fixture_ok(f, ORGANISER, "import.stage", part_args("employers", 1, true, next));
	assert_int_equal(json_array_size(check(f, staged)), 2);
	fixture_refused(f, ORGANISER, "import.stage", part_args("employers", 2, true, next), "wrong_state");
	fixture_sql_write(f, "INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
			     "VALUES (800, 'o@test.example', 'O', 'nl', 0, 0)");
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 800, 'organiser', 100)");
	fixture_restart(f, 0);
	fixture_refused(f, 800, "import.check", J("{\"fair\":1,\"staged\":%lld}", (long long)staged), "not_found");
	assert_int_equal(n_lists(f), 1);
	fixture_pass(f, DAY_MS);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM import_draft"), 0);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM import_part"), 0);
}

static void employers_of_fairs_of_others_are_not_looked_into(void **state)
{
	struct fixture *f = *state;
	int64_t staged;

	fixture_sql_write(f, "INSERT INTO organisation VALUES (200, 'firm', 'employer', 'Firm', '')");
	fixture_restart(f, 0);
	fixture_ok(f, ORGANISER, "exhibitor.add", J(BY_HAND, "firm"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM organisation WHERE lower(name) = 'firm'"), 2);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM booth WHERE org_id = 200"), 0);
	/* The one at this fair is known. */
	fixture_refused(f, ORGANISER, "exhibitor.add", J(BY_HAND, "FIRM"),
			"employer_there");
	staged = stage(f, "2,x,Firm,,,,,Kim,kim@firm.example,\n");
	fixture_ok(f, ORGANISER, "import.forget", J("{\"fair\":1,\"staged\":%lld}", (long long)staged));
}

static void a_schools_list_of_students_is_read_in_the_same_way(void **state)
{
	static const struct {
		const char *row, *column, *problem;
	} BAD[] = {
		{ "Zee,25998,,Kim,k1@school.example,", "school", "unknown" },
		{ ",Kok,,Kim,k2@school.example,", "programme", "unknown" },
		{ ",,,Kim,k3@school.example,", "programme", "missing" },
		{ ",25998,,,k4@school.example,", "name", "missing" },
		{ ",25998,,Kim,recruiter502@test.example,", "email", "is_staff" },
		{ ",25998,,Kim,new@school.example,", "email", "twice" },
		{ ",twin,,Kim,k5@school.example,", "programme", "ambiguous" },
	};
	struct fixture *f = *state;
	char csv[2048] = "2,school,dev,SD2,Nora Bos,new@school.example,en\n"
			 "3,,Software Developer,,X,student601@test.example,\n";
	const json_t *rows, *ok;
	int64_t staged;

	/* A school that was asked and said nothing yet is none of the fair. */
	fixture_sql_write(f, "INSERT INTO organisation VALUES (201, 'zee', 'school', 'Zee', '')");
	fixture_sql_write(f, "INSERT INTO fair_school (fair_id, org_id, has_joined) VALUES (1, 201, 0)");
	fixture_sql_write(f, "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id) VALUES "
			     "(950, 1, 't2', NULL, 'Twin', 'mbo2', 100), (951, 1, 't3', NULL, 'Twin', 'mbo3', 100)");
	fixture_sql_write(f, "UPDATE account SET email = 'recruiter502@test.example' WHERE id = 502");
	fixture_sql_write(f, "UPDATE account SET email = 'student601@test.example' WHERE id = 601");
	fixture_restart(f, 0);
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		snprintf(csv + strlen(csv), sizeof(csv) - strlen(csv), "%zu,%s\n", i + 4, BAD[i].row);
	staged = stage_kind(f, "enrolments", csv);
	rows = check(f, staged);
	assert_string_equal(text_of(json_array_get(rows, 0), "outcome"), "added");
	assert_string_equal(text_of(json_array_get(rows, 1), "outcome"), "unchanged");
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		has_fault(json_array_get(rows, i + 2), i + 4, BAD[i].column, BAD[i].problem);
	ok = fixture_ok(f, ORGANISER, "import.accept", accept_args(staged, ARRAY_LEN(BAD)));
	assert_int_equal(int_of(ok, "added"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account a JOIN card c ON c.account_id = a.id "
					"JOIN participation p ON p.account_id = a.id AND p.role = 'student' "
					"WHERE a.email = 'new@school.example' AND a.name = 'Nora Bos' AND a.locale = 'en' "
					"AND c.programme_id = 900 AND c.study_group = 'SD2' AND p.org_id = 100"),
			 1);
	/* Whoever is there already keeps their name and card. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE name = 'X'"), 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(every_faulty_row_is_told_with_its_column_and_why),
		T(a_row_tells_all_that_is_wrong_with_it),
		T(what_is_too_long_is_told_how_long_it_may_be),
		T(an_accepted_list_is_what_the_preview_said),
		T(a_list_is_its_organisers_own_and_forgotten_after_a_day),
		T(a_schools_list_of_students_is_read_in_the_same_way),
		T(employers_of_fairs_of_others_are_not_looked_into),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
