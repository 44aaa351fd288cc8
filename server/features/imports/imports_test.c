/* import.load through the whole engine: what is loaded, what is refused and where it says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/internal.h"
#include "features/imports/imports_rules.h"
#include "fixture.h"

static struct fixture f;

static int start(void **state)
{
	(void)state;
	fixture_start(&f, false);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	assert_int_equal(db_scans(f.engine->db), 0);
	fixture_stop(&f);
	return 0;
}

/* ---- a small fair that is right; the second line of each file is the one that tests spoil ---- */

static const char *const WINTER[IMPORT_KIND_COUNT] = {
	[IMPORT_KIND_FAIRS] =
		"slug,name,timezone,opens,closes,target,max_queues,talk_minutes\n"
		"winter,Winter,Europe/Amsterdam,2027-12-01 18:00,2027-12-01 21:00,100,3,8\n",
	[IMPORT_KIND_ORGANISATIONS] = "slug,kind,name,city\n"
				      "bakery,employer,Bakery,Katwijk\n"
				      "rijn,school,Rijn,Leiden\n"
				      "zee,school,Zee,\n"
				      "pact,partner,Pact,Leiden\n",
	[IMPORT_KIND_ROOMS] = "fair,slug,name,name_en,sector,position\n"
			      "winter,horeca,Horeca,Catering,hospitality,1\n"
			      "winter,winkel,Winkel,Retail,retail,2\n",
	[IMPORT_KIND_PROGRAMMES] = "fair,slug,code,name,level,school\n"
				   "winter,kok,25180,Kok,mbo2,rijn\n"
				   "winter,chef,,Chef,mbo4,zee\n",
	[IMPORT_KIND_PROCESSES] = "fair,programme,code,text\n"
				  "winter,kok,W1,Cuts\n"
				  "winter,kok,W2,Cooks\n"
				  "winter,chef,W1,Leads\n",
	[IMPORT_KIND_BOOTHS] = "fair,room,slug,employer,name,tagline,about,city,talk_minutes\n"
			       "winter,horeca,oven,bakery,Oven,Bread,\"Early,\nbut warm\",Katwijk,5\n"
			       "winter,horeca,shop,bakery,Shop,,,,\n",
	[IMPORT_KIND_PLACEMENTS] =
		"fair,booth,title,about,level,track,programme,period,hours,places,processes\n"
		"winter,oven,Baker,Bake,mbo2,bbl,kok,spring,32,2,W1|W2\n"
		"winter,shop,Seller,,mbo3,any,,,8,1,\n",
	[IMPORT_KIND_PEOPLE] = "email,name,role,fair,organisation,locale\n"
			       "sanne@bakery.example,Sanne Visser,recruiter,winter,bakery,en\n"
			       "els@rijn.example,Els Bos,coordinator,winter,rijn,nl\n"
			       "pim@pact.example,Pim Vos,organiser,winter,pact,nl\n",
	[IMPORT_KIND_STUDENTS] =
		"fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn\n"
		"winter,noor@rijn.example,Noor Bos,rijn,kok,K2,nl,Bread,Leiden,Spring,Hi,W1,W2\n"
		"winter,max@zee.example,Max Ode,zee,chef,,en,,,,,,\n",
	[IMPORT_KIND_SLOTS] = "fair,booth,from,until,minutes,pause_minutes,seats\n"
			      "winter,oven,2027-12-01 18:30,2027-12-01 19:30,10,2,2\n"
			      "winter,shop,now+30m,now+1h,15,0,1\n",
};

static void add_file(json_t *files, int kind, const char *csv)
{
	const char *name = import_kind_name((enum import_kind)kind);
	json_t *file = json_pack("{s:s,s:s+,s:s}", "kind", name, "name", name, ".csv", "csv", csv);

	assert_non_null(file);
	json_array_append_new(files, file);
}

static json_t *with(json_t *files)
{
	return json_pack("{s:o}", "files", files);
}

/* All files of the small fair; in place of one kind another text. */
static json_t *winter_but(int kind, const char *csv)
{
	json_t *files = json_array();

	for (int i = 0; i < IMPORT_KIND_COUNT; i++)
		add_file(files, i, i == kind ? csv : WINTER[i]);
	return with(files);
}

static json_t *winter(void)
{
	return winter_but(-1, NULL);
}

static json_t *only(int kind, const char *csv)
{
	json_t *files = json_array();

	add_file(files, kind, csv);
	return with(files);
}

static const json_t *load(json_t *args)
{
	return fixture_ok(&f, 0, "import.load", args);
}

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

/* ---- loading ---- */

static void a_fair_is_loaded_whatever_the_order_of_its_files(void **state)
{
	json_t *files = json_array();
	const json_t *ok;

	(void)state;
	for (int i = IMPORT_KIND_COUNT - 1; i >= 0; i--)
		add_file(files, i, WINTER[i]);
	ok = load(with(files));
	assert_int_equal(int_of(ok, "rows"), 1 + 4 + 2 + 2 + 3 + 2 + 2 + 3 + 2 + 2);
	assert_int_equal(int_of(ok, "fair"),
			 fixture_sql(&f, "SELECT id FROM fair WHERE slug = 'winter'"));
	assert_true(db_is_sound(f.engine->db));
}

static void a_fair_is_planned_in_its_own_time_zone(void **state)
{
	(void)state;
	load(winter());
	/* 18:00 in Amsterdam in December is 17:00 UTC. */
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM fair WHERE slug = 'winter' "
					 "AND state = 'planned' AND timezone = 'Europe/Amsterdam' "
					 "AND opens_ms = unixepoch('2027-12-01 17:00') * 1000 "
					 "AND closes_ms = unixepoch('2027-12-01 20:00') * 1000 "
					 "AND target = 100 AND max_queues = 3 AND talk_ms = 480000"),
			 1);
}

static void a_booth_has_a_chat_and_the_fairs_talks_unless_it_says(void **state)
{
	(void)state;
	load(winter());
	assert_int_equal(fixture_sql(&f, "SELECT talk_ms FROM booth WHERE slug = 'oven'"), 300000);
	assert_int_equal(fixture_sql(&f, "SELECT talk_ms FROM booth WHERE slug = 'shop'"), 480000);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM booth b JOIN chat c ON c.id = b.chat_id "
					 "AND c.booth_id = b.id AND c.fair_id = b.fair_id "
					 "WHERE b.slug IN ('oven', 'shop') AND c.call_id IS NULL"),
			 2);
	assert_int_equal(fixture_sql(&f, "SELECT about = 'Early,' || char(10) || 'but warm' "
					 "FROM booth WHERE slug = 'oven'"),
			 1);
}

static void work_processes_are_those_of_the_programme(void **state)
{
	(void)state;
	load(winter());
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM placement_process pp "
					 "JOIN placement p ON p.id = pp.placement_id "
					 "JOIN work_process w ON w.id = pp.process_id "
					 "AND w.programme_id = p.programme_id "
					 "WHERE p.title = 'Baker'"),
			 2);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM placement "
					 "WHERE title = 'Seller' AND programme_id IS NULL"),
			 1);
	assert_int_equal(fixture_sql(&f, "SELECT code IS NULL FROM programme WHERE slug = 'chef'"), 1);
}

static void people_get_an_account_a_role_and_a_card(void **state)
{
	(void)state;
	load(winter());
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM account a "
					 "JOIN participation p ON p.account_id = a.id "
					 "JOIN membership m ON m.account_id = a.id AND m.role = p.role "
					 "AND m.org_id = p.org_id "
					 "WHERE a.email = 'sanne@bakery.example' AND a.locale = 'en' "
					 "AND p.role = 'recruiter' AND NOT a.is_admin"),
			 1);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM account a "
					 "JOIN participation p ON p.account_id = a.id "
					 "JOIN card c ON c.account_id = a.id AND c.fair_id = p.fair_id "
					 "AND c.school_id = p.org_id "
					 "JOIN card_process cp ON cp.account_id = a.id "
					 "WHERE a.email = 'noor@rijn.example' AND p.role = 'student'"),
			 2);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM card_process cp "
					 "JOIN work_process w ON w.id = cp.process_id "
					 "WHERE cp.kind = 'can' AND w.code = 'W1' AND w.name = 'Cuts'"),
			 1);
}

static void windows_are_cut_into_slots_side_by_side(void **state)
{
	(void)state;
	load(winter());
	/* 18:30, 18:42, … 19:18 for two at once. */
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM slot s JOIN booth b ON b.id = s.booth_id "
					 "WHERE b.slug = 'oven' AND s.ends_ms - s.starts_ms = 600000 "
					 "AND s.starts_ms % 720000 = "
					 "    unixepoch('2027-12-01 17:30') * 1000 % 720000 "
					 "AND s.ends_ms <= unixepoch('2027-12-01 18:30') * 1000"),
			 10);
	assert_int_equal(fixture_sql(&f, "SELECT count(DISTINCT starts_ms) * 10 + max(column_no) "
					 "FROM slot s JOIN booth b ON b.id = s.booth_id "
					 "WHERE b.slug = 'oven'"),
			 52);
}

static void relative_times_count_from_the_whole_minute(void **state)
{
	(void)state;
	fixture_pass(&f, 4711);
	load(winter());
	assert_int_equal(fixture_sql(&f, "SELECT min(s.starts_ms) FROM slot s "
					 "JOIN booth b ON b.id = s.booth_id WHERE b.slug = 'shop'"),
			 f.now_ms / 60000 * 60000 + 30 * 60000);
}

static void what_is_on_the_server_may_be_referred_to(void **state)
{
	(void)state;
	/* The fixture's own fair is "test". */
	load(only(IMPORT_KIND_BOOTHS,
		  "fair,room,slug,employer,name,tagline,about,city,talk_minutes\n"
		  "test,ict,new,org101,New,,,,9\n"));
	assert_int_equal(fixture_sql(&f, "SELECT room_id FROM booth WHERE slug = 'new'"), ROOM);
}

/* ---- once more ---- */

/* All rows, but for meta, which counts commits. */
static char *dump_data(void)
{
	char *dump = fixture_dump(f.db_path), *meta = strstr(dump, "\nmeta:");

	assert_non_null(meta);
	memmove(meta, strchr(meta + 1, '\n'), strlen(strchr(meta + 1, '\n')) + 1);
	return dump;
}

static void the_same_files_again_change_nothing(void **state)
{
	char *before, *after;

	(void)state;
	load(winter());
	before = dump_data();
	load(winter());
	after = dump_data();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void a_row_with_a_known_key_updates_and_deletes_nothing(void **state)
{
	int64_t booth, placements;

	(void)state;
	load(winter());
	booth = fixture_sql(&f, "SELECT id FROM booth WHERE slug = 'oven'");
	placements = fixture_sql(&f, "SELECT count(*) FROM placement");
	load(only(IMPORT_KIND_BOOTHS, "fair,room,slug,employer,name,tagline,about,city,talk_minutes\n"
				      "winter,winkel,oven,bakery,Big oven,,,,\n"));
	load(only(IMPORT_KIND_PLACEMENTS,
		  "fair,booth,title,about,level,track,programme,period,hours,places,processes\n"
		  "winter,oven,Baker,,mbo2,bol,kok,,32,9,W2\n"));
	assert_int_equal(fixture_sql(&f, "SELECT b.id FROM booth b JOIN room r ON r.id = b.room_id "
					 "WHERE b.slug = 'oven' AND b.name = 'Big oven' "
					 "AND r.slug = 'winkel' AND b.talk_ms = 480000"),
			 booth);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM placement"), placements);
	assert_int_equal(fixture_sql(&f, "SELECT places FROM placement WHERE title = 'Baker'"), 9);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM placement_process pp "
					 "JOIN placement p ON p.id = pp.placement_id "
					 "WHERE p.title = 'Baker'"),
			 1);
}

static void an_open_fair_stays_open(void **state)
{
	(void)state;
	load(only(IMPORT_KIND_FAIRS,
		  "slug,name,timezone,opens,closes,target,max_queues,talk_minutes\n"
		  "test,Other name,Europe/Amsterdam,now-1h,now+9h,7,2,5\n"));
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM fair WHERE id = 1 AND state = 'open' "
					 "AND name = 'Other name' AND max_queues = 2"),
			 1);
}

static void a_person_is_known_by_the_address_in_any_case(void **state)
{
	(void)state;
	load(winter());
	load(only(IMPORT_KIND_PEOPLE, "email,name,role,fair,organisation,locale\n"
				      "Sanne@BAKERY.example,Sanne de Wit,manager,test,org101,nl\n"));
	/* The name follows the file; the language is the person's own once they have one. */
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM account a "
					 "JOIN participation p ON p.account_id = a.id "
					 "WHERE a.email = 'sanne@bakery.example' "
					 "AND a.name = 'Sanne de Wit' AND a.locale = 'en'"),
			 2);
}

static void a_student_who_changes_school_leaves_the_old_one(void **state)
{
	(void)state;
	load(winter());
	load(only(IMPORT_KIND_STUDENTS,
		  "fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn\n"
		  "winter,noor@rijn.example,Noor Bos,zee,chef,,nl,,,,,,W1\n"));
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM participation p "
					 "JOIN account a ON a.id = p.account_id "
					 "JOIN organisation o ON o.id = p.org_id "
					 "WHERE a.email = 'noor@rijn.example' AND o.slug = 'zee'"),
			 1);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM participation p "
					 "JOIN account a ON a.id = p.account_id "
					 "WHERE a.email = 'noor@rijn.example'"),
			 1);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM card_process cp "
					 "JOIN account a ON a.id = cp.account_id "
					 "JOIN work_process w ON w.id = cp.process_id "
					 "WHERE a.email = 'noor@rijn.example' AND w.name = 'Leads'"),
			 1);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM card_process"), 1);
}

static void a_slot_that_may_be_booked_stays_as_it_is(void **state)
{
	(void)state;
	load(only(IMPORT_KIND_SLOTS, "fair,booth,from,until,minutes,pause_minutes,seats\n"
				     "test,booth21,now+60m,now+90m,30,0,1\n"));
	assert_int_equal(fixture_sql(&f, "SELECT ends_ms - starts_ms FROM slot WHERE id = 301"),
			 600000);
}

/* ---- those who watch ---- */

static size_t count_frames(const char *topic)
{
	size_t n = 0, i;
	json_t *frame;

	json_array_foreach(f.frames, i, frame)
		n += !strcmp(text_of(frame, "t"), topic);
	return n;
}

static void follow(const char *topic)
{
	fixture_ok(&f, STUDENT, "subscribe", fixture_json("{\"topic\":\"%s\"}", topic));
}

static void who_watches_hears_of_what_is_different_only(void **state)
{
	static const char ROOMS[] = "fair,slug,name,name_en,sector,position\n"
				    "test,ict,Computers,Computers,ict,1\n"
				    "test,zorg,Zorg,Care,care,2\n";
	static const char PLACEMENTS[] =
		"fair,booth,title,about,level,track,programme,period,hours,places,processes\n"
		"test,booth21,New one,,mbo4,bol,dev,,32,5,\n";

	(void)state;
	follow("fair:1");
	follow("room:11");
	follow("booth:21");
	follow("room:12");
	load(only(IMPORT_KIND_ROOMS, ROOMS));
	load(only(IMPORT_KIND_PLACEMENTS, PLACEMENTS));
	fixture_pass(&f, 10000);
	assert_true(count_frames("fair:1") > 0);
	assert_true(count_frames("room:11") > 0);
	assert_true(count_frames("booth:21") > 0);
	assert_int_equal(count_frames("room:12"), 0);
	json_array_clear(f.frames);
	load(only(IMPORT_KIND_ROOMS, ROOMS));
	load(only(IMPORT_KIND_PLACEMENTS, PLACEMENTS));
	fixture_pass(&f, 10000);
	assert_int_equal(json_array_size(f.frames), 0);
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
		{ IMPORT_KIND_PROGRAMMES, PROGRAMMES_SCHOOL, "bakery", "school", "kind school, not employer" },
		{ IMPORT_KIND_BOOTHS, BOOTHS_EMPLOYER, "rijn", "employer", "kind employer, not school" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_LEVEL, "mbo3", "level", "mbo2" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_PROGRAMME, "", "processes", "nothing" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_PROCESSES, "W1|W9", "processes", "kok, not W9" },
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
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,name,kind,city\n"), "organisations.csv:1:kind",
		"column 2");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name\n"), "organisations.csv:1:city",
		"column 4");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name,city,more\n"), "organisations.csv:1",
		"4 columns; here are 5");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "slug,kind,name,city\na,school,A,Leiden\nb,school\n"),
		"organisations.csv:3", "4 columns; here are 2");
	refuses(only(IMPORT_KIND_ORGANISATIONS, "Slug,kind,name,city\n"), "organisations.csv:1:slug",
		"spelling");
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

/* ---- the demo fair ---- */

static char *read_demo(int kind)
{
	char path[64], *text = malloc(1 << 20);
	FILE *file;
	size_t n;

	snprintf(path, sizeof(path), "demo/%s.csv", import_kind_name((enum import_kind)kind));
	file = fopen(path, "r");
	assert_non_null(file); /* tests run at the top of the checkout */
	n = fread(text, 1, (1 << 20) - 1, file);
	fclose(file);
	text[n] = '\0';
	return text;
}

static json_t *demo(void)
{
	json_t *files = json_array();

	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		char *csv = read_demo(kind);

		add_file(files, kind, csv);
		free(csv);
	}
	return with(files);
}

#define OF_DEMO "fair_id = (SELECT id FROM fair WHERE slug = 'leidse-regio')"

/* Rows of slots.csv, none of which has a line break in it. */
static int64_t count_windows(void)
{
	char *csv = read_demo(IMPORT_KIND_SLOTS);
	int64_t n = -1;

	for (const char *at = csv; *at; at++)
		n += *at == '\n';
	free(csv);
	return n;
}

static void the_demo_fair_loads_whole(void **state)
{
	const json_t *ok = load(demo());

	(void)state;
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM room WHERE " OF_DEMO) +
				 fixture_sql(&f, "SELECT count(*) FROM programme WHERE " OF_DEMO) +
				 fixture_sql(&f, "SELECT count(*) FROM work_process WHERE " OF_DEMO) +
				 fixture_sql(&f, "SELECT count(*) FROM booth WHERE " OF_DEMO) +
				 fixture_sql(&f, "SELECT count(*) FROM placement WHERE " OF_DEMO) +
				 fixture_sql(&f, "SELECT count(*) FROM participation WHERE " OF_DEMO) +
				 /* the fixture has four organisations of its own */
				 fixture_sql(&f, "SELECT count(*) - 4 FROM organisation") + 1,
			 int_of(ok, "rows") - count_windows());
	assert_true(fixture_sql(&f, "SELECT count(*) FROM slot WHERE " OF_DEMO) > 500);
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM card WHERE " OF_DEMO),
			 fixture_sql(&f, "SELECT count(*) FROM participation "
					 "WHERE role = 'student' AND " OF_DEMO));
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM chat WHERE " OF_DEMO),
			 fixture_sql(&f, "SELECT count(*) FROM booth WHERE " OF_DEMO));
	/* Every booth is staffed: nobody stands in line for nobody. */
	assert_int_equal(fixture_sql(&f, "SELECT count(*) FROM booth b WHERE b." OF_DEMO
					 " AND NOT EXISTS (SELECT 1 FROM participation p "
					 "WHERE p.org_id = b.org_id AND p.fair_id = b.fair_id "
					 "AND p.role = 'recruiter')"),
			 0);
	assert_true(db_is_sound(f.engine->db));
}

static void the_demo_fair_again_in_the_same_minute_changes_nothing(void **state)
{
	char *before, *after;

	(void)state;
	load(demo());
	before = dump_data();
	load(demo());
	after = dump_data();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_fair_is_loaded_whatever_the_order_of_its_files),
		TEST(a_fair_is_planned_in_its_own_time_zone),
		TEST(a_booth_has_a_chat_and_the_fairs_talks_unless_it_says),
		TEST(work_processes_are_those_of_the_programme),
		TEST(people_get_an_account_a_role_and_a_card),
		TEST(windows_are_cut_into_slots_side_by_side),
		TEST(relative_times_count_from_the_whole_minute),
		TEST(what_is_on_the_server_may_be_referred_to),
		TEST(the_same_files_again_change_nothing),
		TEST(a_row_with_a_known_key_updates_and_deletes_nothing),
		TEST(an_open_fair_stays_open),
		TEST(a_person_is_known_by_the_address_in_any_case),
		TEST(a_student_who_changes_school_leaves_the_old_one),
		TEST(a_slot_that_may_be_booked_stays_as_it_is),
		TEST(who_watches_hears_of_what_is_different_only),
		TEST(every_column_is_bounded),
		TEST(a_missing_reference_says_where_it_was_looked_for),
		TEST(values_that_do_not_fit_together_are_refused),
		TEST(an_organisation_stays_what_it_is),
		TEST(a_key_stands_once_in_a_file),
		TEST(the_columns_are_those_and_in_that_order),
		TEST(lines_are_counted_in_the_file),
		TEST(a_slip_in_the_last_row_takes_back_all_of_them),
		TEST(slots_have_a_bound),
		TEST(long_names_leave_room_for_line_and_column),
		TEST(only_the_system_imports),
		TEST(the_demo_fair_loads_whole),
		TEST(the_demo_fair_again_in_the_same_minute_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
