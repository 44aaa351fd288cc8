/* import.load through the whole engine: what is loaded, and what a second import does. */
#include "winter.h"

/* ---- loading ---- */

static void a_fair_is_loaded_whatever_the_order_of_its_files(void **state)
{
	json_t *files = json_array();
	const json_t *ok;

	(void)state;
	for (int i = IMPORT_KIND_COUNT - 1; i >= 0; i--)
		add_file(files, i, WINTER[i]);
	ok = load(with(files));
	assert_int_equal(int_of(ok, "rows"), 1 + 4 + 2 + 2 + 3 + 2 + 2 + 3 + 2 + 2 + 2 + 1);
	assert_int_equal(int_of(ok, "fair"),
			 fixture_sql(&f, "SELECT id FROM fair WHERE slug = 'winter'"));
	assert_true(db_is_sound(f.engine->db));
}

static void a_fair_is_planned_in_its_own_time_zone(void **state)
{
	(void)state;
	load(winter());
	/* 18:00 in Amsterdam in December is 17:00 UTC. */
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM fair WHERE slug = 'winter' "
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
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM booth b JOIN chat c ON c.id = b.chat_id "
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
	assert_int_equal(fixture_sql(&f, "SELECT code IS NULL FROM programme WHERE slug = 'chef'"),
			 1);
}

static void people_get_an_account_a_role_and_a_card(void **state)
{
	(void)state;
	load(winter());
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM account a "
				     "JOIN participation p ON p.account_id = a.id "
				     "JOIN membership m ON m.account_id = a.id AND m.role = p.role "
				     "AND m.org_id = p.org_id "
				     "WHERE a.email = 'sanne@bakery.example' AND a.locale = 'en' "
				     "AND p.role = 'recruiter' AND NOT a.is_admin"),
			 1);
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM account a "
				     "JOIN participation p ON p.account_id = a.id "
				     "JOIN card c ON c.account_id = a.id AND c.fair_id = p.fair_id "
				     "AND c.school_id = p.org_id "
				     "JOIN card_process cp ON cp.account_id = a.id "
				     "WHERE a.email = 'noor@rijn.example' AND p.role = 'student'"),
			 2);
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM card_process cp "
				     "JOIN work_process w ON w.id = cp.process_id "
				     "WHERE cp.kind = 'can' AND w.code = 'W1' AND w.name = 'Cuts'"),
			 1);
}

static void windows_are_cut_into_slots_side_by_side(void **state)
{
	(void)state;
	load(winter());
	/* 18:30, 18:42, … 19:18 for two at once. */
	assert_int_equal(
		fixture_sql(&f, "SELECT count(*) FROM slot s JOIN booth b ON b.id = s.booth_id "
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
	load(only(IMPORT_KIND_BOOTHS,
		  "fair,room,slug,employer,name,tagline,about,city,talk_minutes\n"
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
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM fair WHERE id = 1 AND state = 'open' "
				     "AND name = 'Other name' AND max_queues = 2"),
			 1);
}

static void a_person_is_known_by_the_address_in_any_case(void **state)
{
	(void)state;
	load(winter());
	load(only(IMPORT_KIND_PEOPLE,
		  "email,name,role,fair,organisation,locale\n"
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
		  "fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,"
		  "learn\n"
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
	assert_int_equal(fixture_sql(&f,
				     "SELECT count(*) FROM card_process cp "
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

	/* Its employers are in organisations, booths and people: the demo fair has two booths of one. */
	for (int kind = 0; kind < IMPORT_KIND_EMPLOYERS; kind++) {
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
	assert_int_equal(
		fixture_sql(&f, "SELECT count(*) FROM room WHERE " OF_DEMO) +
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
		TEST(the_demo_fair_loads_whole),
		TEST(the_demo_fair_again_in_the_same_minute_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
