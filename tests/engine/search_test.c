/* Search through the whole engine, on its own thread: what is found follows each commit, and only what is committed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

/* What somebody finds, as "kind title|kind title". */
static const char *found_by(struct fixture *f, int64_t account, const char *text)
{
	static char all[4096];
	const json_t *hits = json_object_get(
		fixture_ok(f, account, "search.find", J("{\"fair\":1,\"text\":\"%s\"}", text)), "hits");
	size_t len = 0;

	all[0] = '\0';
	for (size_t i = 0; i < json_array_size(hits); i++)
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%s %s", i ? "|" : "",
					text_of(json_array_get(hits, i), "kind"), text_of(json_array_get(hits, i), "title"));
	return all;
}

static const char *found(struct fixture *f, const char *text)
{
	return found_by(f, -1, text);
}

#define PROGRAMME(name, requirements)                                                                          \
	"{\"name\":\"" name "\",\"level\":\"mbo3\",\"code\":\"25998\",\"about\":\"\",\"requirements\":\""      \
	requirements "\",\"periods\":\"\",\"contact_name\":\"Wolkenkrabber\","                                 \
	"\"contact_email\":\"wolkenkrabber@school.example\",\"contact_phone\":\"\","                           \
	"\"processes\":[{\"code\":\"B1-K1-W1\",\"name\":\"Bewerkt dakleer\"}]}"

static void a_programme_is_found_as_long_as_it_is_there(void **state)
{
	struct fixture *f = *state;
	int64_t id = int_of(fixture_ok(f, COORDINATOR, "programme.add",
				       J("{\"fair\":1,\"school\":100,\"draft\":%s}", PROGRAMME("Rietdekker", "Een ladder"))),
			    "programme");

	assert_string_equal(found(f, "reitdekker"), "programme Rietdekker");
	assert_string_equal(found(f, "dakler"), "programme Rietdekker");
	fixture_ok(f, COORDINATOR, "programme.save",
		   J("{\"programme\":%lld,\"draft\":%s}", (long long)id, PROGRAMME("Leidekker", "Een steiger")));
	assert_string_equal(found(f, "ladder"), "");
	assert_string_equal(found(f, "stieger"), "programme Leidekker");
	/* Whom to call is a person, and nobody's to search for. */
	assert_string_equal(found(f, "wolkenkrabber"), "");
	fixture_ok(f, COORDINATOR, "programme.remove", J("{\"programme\":%lld}", (long long)id));
	assert_string_equal(found(f, "leidekker"), "");
}

static void what_is_refused_or_tried_out_is_not_found(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, COORDINATOR, "programme.add",
			J("{\"fair\":1,\"school\":99999,\"draft\":%s}", PROGRAMME("Rietdekker", "")), "bad_value");
	assert_string_equal(found(f, "rietdekker"), "");
	fixture_ok(f, ORGANISER, "room.save",
		   J("{\"room\":12,\"draft\":{\"name\":\"Luchtvaart\",\"name_en\":\"Aviation\",\"sector\":\"care\"}}"));
	/* Its booth, and what that offers, are in another room now by name. */
	assert_string_equal(found(f, "luchtvart"), "booth Booth 23|placement Placement");
	assert_string_equal(found(f, "AVIATION"), "booth Booth 23|placement Placement");
	assert_string_equal(found(f, "zorg"), "");
}

static void all_words_count_and_the_best_comes_first(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(found(f, "booth 22"), "booth Booth 22|placement Placement");
	assert_string_equal(found(f, "booth"),
			    "booth Booth 21|booth Booth 22|booth Booth 23|placement Placement|placement Placement|"
			    "placement Placement");
	/* Nothing has them all: then what has most of them. */
	assert_string_equal(found(f, "qwerty 22"), "booth Booth 22|placement Placement");
	assert_string_equal(found(f, "softwaer develper"), "programme Software developer|placement Placement|"
							    "placement Placement|placement Placement");
	/* Little words count where there are no others. */
	fixture_ok(f, COORDINATOR, "programme.add",
		   J("{\"fair\":1,\"school\":100,\"draft\":%s}", PROGRAMME("Zeilmaker", "Een plek bij de werf")));
	assert_string_equal(found(f, "een plaats bij 22"), "booth Booth 22|placement Placement");
	assert_string_equal(found(f, "bij een"), "programme Zeilmaker");
	assert_string_equal(found(f, "?!"), "");
}

static void a_student_reads_why_and_the_rest_of_the_index_lives_on(void **state)
{
	struct fixture *f = *state;
	const json_t *hits, *fit;

	hits = json_object_get(fixture_ok(f, STUDENT, "search.find", J("{\"fair\":1,\"text\":\"booth\"}")), "hits");
	fit = fixture_ok(f, STUDENT, "booth.fit", J("{\"booth\":21}"));
	assert_true(json_array_size(json_object_get(fit, "reasons")) > 0);
	assert_true(json_equal(json_object_get(json_array_get(hits, 0), "reasons"), json_object_get(fit, "reasons")));
	hits = json_object_get(fixture_ok(f, RECRUITER, "search.find", J("{\"fair\":1,\"text\":\"booth\"}")), "hits");
	assert_int_equal(json_array_size(json_object_get(json_array_get(hits, 0), "reasons")), 0);
	fixture_restart(f, 1000);
	assert_string_equal(found(f, "booth 22"), "booth Booth 22|placement Placement");
	fixture_refused(f, STUDENT, "search.find", J("{\"fair\":2,\"text\":\"booth\"}"), "not_found");
}

static void learning_tracks_are_words_of_mbo_alone(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "UPDATE placement SET title = 'Either', track = 'any' WHERE booth_id = 21");
	fixture_sql_write(f, "UPDATE placement SET title = 'Hbo', level = 'hbo', track = 'bbl' WHERE booth_id = 22");
	fixture_restart(f, 0);
	assert_string_equal(found(f, "bbl"), "placement Either");
	assert_string_equal(found(f, "any"), "");
}

static int set_up(void **state)
{
	static struct fixture f;

	fixture_start(&f, false);
	*state = &f;
	return 0;
}

static int tear_down(void **state)
{
	fixture_stop(*state);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_programme_is_found_as_long_as_it_is_there),
		TEST(what_is_refused_or_tried_out_is_not_found),
		TEST(all_words_count_and_the_best_comes_first),
		TEST(learning_tracks_are_words_of_mbo_alone),
		TEST(a_student_reads_why_and_the_rest_of_the_index_lives_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
