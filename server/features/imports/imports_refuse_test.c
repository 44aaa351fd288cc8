/* import.load through the whole engine: what is refused, where, and that nothing is left. */
#include "winter.h"

/* Refused, at this place, with these words; and nothing is different. */
static void refuses(json_t *args, const char *field, const char *word)
{
	char *before = fixture_dump(f.db_path), *after;
	const json_t *err = json_object_get(fixture_send(&f, 0, "import.load", args), "err");
	const char *expected = text_of(err, "expected");

	if (!err)
		fail_msg("%s was not refused", field);
	assert_string_equal(text_of(err, "code"), "bad_import");
	assert_string_equal(text_of(err, "field"), field);
	if (!expected || !strstr(expected, word))
		fail_msg("%s: \"%s\" says nothing of \"%s\"", field, expected, word);
	after = fixture_dump(f.db_path);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* The second line of this kind's file with another value in a column. */
static struct str spoilt(struct arena *a, int kind, int column, const char *value)
{
	AUTO(buf_done) struct buf text = { 0 };
	struct str rest = str_of(WINTER[kind]), head, cell;

	str_cut(&rest, '\n', &head);
	buf_str(&text, head);
	buf_char(&text, '\n');
	for (int i = 0; i < (int)import_columns[kind].n; i++) {
		bool is_last = i + 1 == (int)import_columns[kind].n;

		if (rest.at[0] == '"') {
			const char *end = strchr(rest.at + 1, '"') + 1;

			cell = (struct str){ rest.at, (size_t)(end - rest.at) };
			rest = str_from(rest, cell.len + 1);
		} else {
			str_cut(&rest, is_last ? '\n' : ',', &cell);
		}
		buf_str(&text, i == column ? str_of(value) : cell);
		buf_char(&text, is_last ? '\n' : ',');
	}
	buf_str(&text, rest);
	return arena_str(a, buf_view(&text));
}

/* ---- refusing ---- */

static void every_column_is_bounded(void **state)
{
	static const char *const BAD[] = {
		[IMPORT_SLUG] = "No Slug",    [IMPORT_LINE] = "\"a\nb\"", [IMPORT_TEXT] = NULL,
		[IMPORT_NUMBER] = "1000001",  [IMPORT_CHOICE] = "else",	  [IMPORT_EMAIL] = "nobody",
		[IMPORT_TIME] = "tomorrow",   [IMPORT_REFERENCE] = "nowhere",
		[IMPORT_CODES] = "W1|W1",
	};
	AUTO(arena_done) struct arena arena = { 0 };
	char text[2002];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		for (int i = 0; i < (int)import_columns[kind].n; i++) {
			const struct import_column *c = &import_columns[kind].at[i];
			const char *bad = c->type == IMPORT_TEXT ? text : BAD[c->type];
			char field[64];

			snprintf(field, sizeof(field), "%s.csv:2:%s",
				 import_kind_name((enum import_kind)kind), c->name);
			refuses(winter_but(kind, spoilt(&arena, kind, i, bad).at), field, "");
		}
	}
}

static void a_missing_reference_says_where_it_was_looked_for(void **state)
{
	AUTO(arena_done) struct arena arena = { 0 };

	(void)state;
	refuses(winter_but(IMPORT_KIND_BOOTHS,
			   spoilt(&arena, IMPORT_KIND_BOOTHS, BOOTHS_ROOM, "nowhere").at),
		"booths.csv:2:room", "a room of rooms.csv or of the server");
	/* A room of another fair is none of this one. */
	refuses(winter_but(IMPORT_KIND_BOOTHS,
			   spoilt(&arena, IMPORT_KIND_BOOTHS, BOOTHS_ROOM, "ict").at),
		"booths.csv:2:room", "a room of rooms.csv");
	refuses(only(IMPORT_KIND_SLOTS, WINTER[IMPORT_KIND_SLOTS]), "slots.csv:2:fair", "a fair");
}

static void values_that_do_not_fit_together_are_refused(void **state)
{
	static const struct {
		int kind, column;
		const char *value, *field, *word;
	} BAD[] = {
		{ IMPORT_KIND_FAIRS, FAIRS_TIMEZONE, "Mars/Olympus", "timezone", "time zone" },
		{ IMPORT_KIND_FAIRS, FAIRS_CLOSES, "2027-12-01 18:00", "closes", "after" },
		{ IMPORT_KIND_FAIRS, FAIRS_OPENS, "2027-03-28 02:30", "opens", "clocks" },
		{ IMPORT_KIND_PROGRAMMES, PROGRAMMES_SCHOOL, "bakery", "school",
		  "kind school, not employer" },
		{ IMPORT_KIND_BOOTHS, BOOTHS_EMPLOYER, "rijn", "employer",
		  "kind employer, not school" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_LEVEL, "mbo3", "level", "mbo2" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_PROGRAMME, "", "processes", "nothing" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_PROCESSES, "W1|W9", "processes",
		  "kok, not W9" },
		{ IMPORT_KIND_PEOPLE, PEOPLE_ORGANISATION, "pact", "organisation", "employer" },
		{ IMPORT_KIND_PEOPLE, PEOPLE_ROLE, "coordinator", "organisation", "school" },
		{ IMPORT_KIND_STUDENTS, STUDENTS_SCHOOL, "bakery", "school", "school" },
		{ IMPORT_KIND_STUDENTS, STUDENTS_SCHOOL, "zee", "programme", "of zee" },
		{ IMPORT_KIND_STUDENTS, STUDENTS_LEARN, "W2|W1", "learn", "W1 in can or in learn" },
		{ IMPORT_KIND_STUDENTS, STUDENTS_CAN, "W3", "can", "kok, not W3" },
		{ IMPORT_KIND_SLOTS, SLOTS_UNTIL, "2027-12-01 18:39", "until", "one slot" },
		{ IMPORT_KIND_SLOTS, SLOTS_UNTIL, "2027-12-01 18:00", "until", "after" },
		{ IMPORT_KIND_SLOTS, SLOTS_UNTIL, "2027-12-03 18:00", "until", "a day" },
	};
	AUTO(arena_done) struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
		char field[64];

		snprintf(field, sizeof(field), "%s.csv:2:%s",
			 import_kind_name((enum import_kind)BAD[i].kind), BAD[i].field);
		refuses(winter_but(BAD[i].kind,
				   spoilt(&arena, BAD[i].kind, BAD[i].column, BAD[i].value).at),
			field, BAD[i].word);
	}
}

static void an_organisation_stays_what_it_is(void **state)
{
	(void)state;
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name,city\norg101,school,X,\n"),
		"organisations.csv:2:kind", "employer");
}

static void what_students_and_placements_rest_on_stays(void **state)
{
	static const char HEAD[] = "fair,slug,code,name,level,school\n";
	AUTO(arena_done) struct arena arena = { 0 };

	(void)state;
	load(winter());
	refuses(only(IMPORT_KIND_PROGRAMMES, arena_printf(&arena, "%swinter,kok,25180,Kok,mbo3,rijn\n", HEAD).at),
		"programmes.csv:2:level", "mbo2");
	refuses(only(IMPORT_KIND_PROGRAMMES, arena_printf(&arena, "%swinter,kok,25180,Kok,mbo2,zee\n", HEAD).at),
		"programmes.csv:2:school", "the school that it has");
	/* What nobody rests on may change, and a name may. */
	load(only(IMPORT_KIND_PROGRAMMES,
		  arena_printf(&arena, "%swinter,kok,25180,Sous-chef,mbo2,rijn\nwinter,bar,,Bar,mbo2,zee\n", HEAD).at));
	load(only(IMPORT_KIND_PROGRAMMES, arena_printf(&arena, "%swinter,bar,,Bar,mbo3,rijn\n", HEAD).at));
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM programme WHERE (slug, name, level) IN "
					 "(VALUES ('kok', 'Sous-chef', 'mbo2'), ('bar', 'Bar', 'mbo3'))"), 2);
}

static void programmes_and_what_they_teach_have_a_bound(void **state)
{
	AUTO(arena_done) struct arena arena = { 0 };
	AUTO(buf_done) struct buf csv = { 0 };

	(void)state;
	load(winter());
	BUF_LIT(&csv, "fair,slug,code,name,level,school\n");
	for (int i = 0; i < 199; i++)
		buf_printf(&csv, "winter,bar%d,,Bar,mbo2,zee\n", i);
	refuses(only(IMPORT_KIND_PROGRAMMES, arena_str(&arena, buf_view(&csv)).at), "programmes.csv:200",
		"200 programmes");
	buf_clear(&csv);
	BUF_LIT(&csv, "fair,programme,code,text\n");
	for (int i = 0; i < 60; i++)
		buf_printf(&csv, "winter,kok,X%d,Does\n", i);
	refuses(only(IMPORT_KIND_PROCESSES, arena_str(&arena, buf_view(&csv)).at), "processes.csv:60",
		"60 work processes");
}

static void a_key_stands_once_in_a_file(void **state)
{
	(void)state;
	refuses(winter_but(IMPORT_KIND_ROOMS, "fair,slug,name,name_en,sector,position\n"
					      "winter,horeca,A,A,retail,1\n"
					      "winter,winkel,B,B,retail,2\n"
					      "winter,horeca,C,C,retail,3\n"),
		"rooms.csv:4:slug", "line 2");
	refuses(winter_but(IMPORT_KIND_PEOPLE, "email,name,role,fair,organisation,locale\n"
					       "a@b,A,coach,winter,rijn,en\n"
					       "a@b,A,organiser,winter,rijn,en\n"
					       "A@B,A,coach,winter,rijn,en\n"),
		"people.csv:4:organisation", "line 2");
}

static void the_columns_are_those_and_in_that_order(void **state)
{
	(void)state;
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,name,kind,city\n"),
		"organisations.csv:1:kind", "column 2");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name\n"), "organisations.csv:1:city",
		"column 4");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name,city,more\n"),
		"organisations.csv:1", "4 columns; here are 5");
	refuses(only(IMPORT_KIND_ORGANISATIONS,
		     "slug,kind,name,city\na,school,A,Leiden\nb,school\n"),
		"organisations.csv:3", "4 columns; here are 2");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "Slug,kind,name,city\n"),
		"organisations.csv:1:slug", "spelling");
	refuses(only(IMPORT_KIND_ORGANISATIONS, ""), "organisations.csv:1", "first row");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name,city\na,\"b\"c,d,e\n"),
		"organisations.csv:2", "doubled");
}

static void lines_are_counted_in_the_file(void **state)
{
	(void)state;
	refuses(winter_but(IMPORT_KIND_BOOTHS,
			   "fair,room,slug,employer,name,tagline,about,city,talk_minutes\r\n"
			   "winter,horeca,oven,bakery,Oven,,\"one\r\ntwo\r\n\r\nfive\",,\r\n"
			   "\r\n"
			   "winter,horeca,shop,bakery,Shop,,,,61\r\n"),
		"booths.csv:7:talk_minutes", "1 to 60, or nothing");
}

static void a_slip_in_the_last_row_takes_back_all_of_them(void **state)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct str slots = arena_printf(&arena, "%swinter,oven,now+1h,now+3h,10,2,21\n",
					WINTER[IMPORT_KIND_SLOTS]);

	(void)state;
	refuses(winter_but(IMPORT_KIND_SLOTS, slots.at), "slots.csv:4:seats", "1 to 20");
	/* The ids are free again, too: nothing tells that it was tried. */
	load(winter());
}

static void slots_have_a_bound(void **state)
{
	AUTO(arena_done) struct arena arena = { 0 };
	AUTO(buf_done) struct buf csv = { 0 };

	(void)state;
	BUF_LIT(&csv, "fair,booth,from,until,minutes,pause_minutes,seats\n");
	for (int day = 1; day <= 4; day++)
		buf_printf(&csv, "test,booth21,2028-01-0%d 00:00,2028-01-0%d 00:00,1,0,20\n", day,
			   day + 1);
	refuses(only(IMPORT_KIND_SLOTS, arena_str(&arena, buf_view(&csv)).at), "slots.csv:5",
		"100000 slots");
}

static void long_names_leave_room_for_line_and_column(void **state)
{
	char name[400 + 1];
	const json_t *err;

	(void)state;
	for (size_t i = 0; i < 400; i += 4)
		memcpy(name + i, "\xF0\x9F\x8D\x9E", 4);
	name[400] = '\0';
	err = json_object_get(
		fixture_send(&f, 0, "import.load",
			     json_pack("{s:[{s:s,s:s,s:s}]}", "files", "kind", "organisations",
				       "name", name, "csv",
				       "slug,kind,name,city\n\xC3\xA9\xC3\xA9,school,x,x\n")),
		"err");
	/* The fixture parses replies: a character cut in half would be no JSON. */
	assert_non_null(strstr(text_of(err, "field"), ":2:slug"));
}

static void only_the_system_imports(void **state)
{
	(void)state;
	fixture_refused(&f, ORGANISER, "import.load", winter(), "forbidden");
	fixture_refused(&f, ADMIN, "import.load", winter(), "forbidden");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_column_is_bounded),
		TEST(a_missing_reference_says_where_it_was_looked_for),
		TEST(values_that_do_not_fit_together_are_refused),
		TEST(an_organisation_stays_what_it_is),
		TEST(what_students_and_placements_rest_on_stays),
		TEST(programmes_and_what_they_teach_have_a_bound),
		TEST(a_key_stands_once_in_a_file),
		TEST(the_columns_are_those_and_in_that_order),
		TEST(lines_are_counted_in_the_file),
		TEST(a_slip_in_the_last_row_takes_back_all_of_them),
		TEST(slots_have_a_bound),
		TEST(long_names_leave_room_for_line_and_column),
		TEST(only_the_system_imports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
