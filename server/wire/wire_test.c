/* The border refuses what it should, says where, and lets the rest through unchanged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wire/protocol.h"

#define MOST "9007199254740991"
#define BEYOND_MOST "9007199254740992"

static struct arena arena;
static struct fault fault;
static json_t *loaded;

static int forget(void **state)
{
	(void)state;
	json_decref(loaded);
	loaded = NULL;
	arena_done(&arena);
	fault = (struct fault){ 0 };
	return 0;
}

static json_t *load(const char *text)
{
	json_decref(loaded);
	loaded = wire_load(text, strlen(text), WIRE_STRICT, &fault);
	return loaded;
}

/* A message that fits is loaded; the arguments' parser is what is under test. */
static const json_t *args(const char *text)
{
	assert_non_null(load(text));
	return loaded;
}

static void assert_fault(enum err code, const char *field)
{
	assert_int_equal(fault.code, code);
	assert_string_equal(fault.field, field);
	assert_true(fault.expected[0]);
}

static bool join(const char *text, struct queue_join_args *ret)
{
	return parse_queue_join_args(args(text), &arena, ret, &fault);
}

static bool post(const char *text, struct chat_post_args *ret)
{
	return parse_chat_post_args(args(text), &arena, ret, &fault);
}

static void refuses_join(const char *text, enum err code, const char *field)
{
	struct queue_join_args v = { .booth = -7 };

	assert_false(join(text, &v));
	assert_fault(code, field);
	assert_int_equal(v.booth, -7); /* outputs are untouched on failure */
}

/* ---- prescan ---- */

static bool scan(const char *text)
{
	return wire_prescan(text, strlen(text), &fault);
}

static void prescan_counts_levels(void **state)
{
	(void)state;
	assert_true(scan("[[[[[[[[1]]]]]]]]"));
	assert_false(scan("[[[[[[[[[1]]]]]]]]]"));
	assert_fault(ERR_BAD_JSON, "");
	assert_false(scan("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}"));
	assert_true(scan("[[[[]]],[[[]]],[[[]]]]"));
}

/* `open`, n times `one` separated by commas, `close`. */
static struct str repeat(const char *open, const char *one, size_t n, const char *close)
{
	static char text[16384];
	size_t len = strlen(open);

	memcpy(text, open, len + 1);
	for (size_t i = 0; i < n; i++) {
		if (i)
			text[len++] = ',';
		memcpy(text + len, one, strlen(one));
		len += strlen(one);
	}
	memcpy(text + len, close, strlen(close));
	return (struct str){ text, len + strlen(close) };
}

static bool scan_many(const char *one, size_t n)
{
	struct str s = repeat("[", one, n, "]");

	return wire_prescan(s.at, s.len, &fault);
}

static void prescan_counts_values_of_every_kind(void **state)
{
	static const char *const KINDS[] = { "1",  "-1.5e9", "true", "null", "\"x\"",   "\"\\\"\"",
					     "{}", "[]",     "{ }",  " 7 ",  "nonsense" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(KINDS); i++) {
		assert_true(scan_many(KINDS[i], LIMIT_VALUES - 1)); /* and the array itself */
		assert_false(scan_many(KINDS[i], LIMIT_VALUES));
		assert_fault(ERR_BAD_JSON, "");
	}
}

static void prescan_does_not_count_keys(void **state)
{
	struct str s = repeat("{\"args\":[", "{\"k\" : \"v\"}", 127, "]}");

	(void)state;
	assert_true(wire_prescan(s.at, s.len, &fault)); /* 1 + 1 + 127 × 2 = 256 */
	s = repeat("{\"args\":[", "{\"k\" : \"v\"}", 128, "]}");
	assert_false(wire_prescan(s.at, s.len, &fault));
}

static void prescan_does_not_look_into_texts(void **state)
{
	(void)state;
	assert_true(scan("{\"a\":\"[[[[[[[[[[[[[[[[\\\"{{{{{{{{{{{{\"}"));
	assert_true(scan("{\"a\\\\\":\"]]]]}}}\"}"));
	assert_false(scan("{\"a\\\\\":[[[[[[[[[[1]]]]]]]]]]}"));
}

static void prescan_survives_what_is_cut_off(void **state)
{
	static const char TEXT[] = "{\"a\\\"\":[1,{\"b\":\"c\\u0041\"},null]}";

	(void)state;
	for (size_t len = 0; len < sizeof(TEXT); len++)
		assert_true(wire_prescan(TEXT, len, &fault));
	assert_true(scan("\"\\"));
	assert_false(scan("]"));
	assert_false(scan("{}}"));
}

/* ---- load ---- */

static void load_takes_one_object(void **state)
{
	(void)state;
	assert_non_null(load(" {\"id\":1,\"cmd\":\"x\"} "));
	assert_int_equal(json_object_size(loaded), 2);
}

static void load_refuses_what_is_not_one_object(void **state)
{
	static const char *const WRONG[] = {
		"",
		" ",
		"[]",
		"1",
		"\"x\"",
		"null",
		"{",
		"{} {}",
		"{}x",
		"{}\n0",
		"{\"a\":1,}",
		"{\"a\" 1}",
		"{'a':1}",
		"{\"a\":01}",
		"{\"a\":+1}",
		"{\"a\":NaN}",
		"{\"a\":1e999}",
		"{\"a\":9223372036854775808}",
		"{\"a\":\"\\u0000\"}",
		"{\"a\\u0000b\":1}",
		"{\"a\":\"\\ud800\"}",
		"{\"a\":\"\\udc00\\ud800\"}",
		"{\"a\":\"\xED\xA0\x80\"}",
		"{\"a\":\"\xC0\x80\"}",
		"{\"a\":\"\xFF\"}",
		"{\"a\":\"\n\"}",
		"\xEF\xBB\xBF{}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(WRONG); i++) {
		assert_null(load(WRONG[i]));
		assert_fault(ERR_BAD_JSON, "");
	}
	loaded = wire_load("{}\0", 3, WIRE_STRICT, &fault);
	assert_null(loaded);
}

static void load_names_the_duplicate_key(void **state)
{
	(void)state;
	assert_null(load("{\"a\":1,\"args\":{\"booth\":1,\"booth\":2}}"));
	assert_fault(ERR_BAD_JSON, "booth");
	assert_null(load("{\"\":1,\"\":2}"));
	assert_fault(ERR_BAD_JSON, "");
	assert_null(load("{\"a\":1,\"\\u0061\":2}"));
	assert_fault(ERR_BAD_JSON, "\\u0061");
}

static void load_bounds_strangers_and_not_the_local_socket(void **state)
{
	struct str deep = STR("{\"a\":[[[[[[[[1]]]]]]]]}");
	struct str wide;

	(void)state;
	assert_null(wire_load(deep.at, deep.len, WIRE_STRICT, &fault));
	loaded = wire_load(deep.at, deep.len, WIRE_LOCAL, &fault);
	assert_non_null(loaded);
	json_decref(loaded);
	wide = repeat("{\"a\":[", "{}", 5000, "]}");
	assert_null(wire_load(wide.at, wide.len, WIRE_STRICT, &fault));
	loaded = wire_load(wide.at, wide.len, WIRE_LOCAL, &fault);
	assert_non_null(loaded);
}

/* ---- parsers ---- */

static void parser_fills_arguments(void **state)
{
	struct queue_join_args v;

	(void)state;
	assert_true(join("{\"booth\":42}", &v));
	assert_int_equal(v.booth, 42);
	assert_false(v.has_question);
	assert_true(join("{\"question\":\"Mag ik?\",\"booth\":" MOST "}", &v));
	assert_true(v.booth == WIRE_INT_MOST);
	assert_true(v.has_question && str_eq(v.question, STR("Mag ik?")));
}

static void parser_names_unknown_and_missing_fields(void **state)
{
	(void)state;
	refuses_join("{}", ERR_MISSING_FIELD, "booth");
	refuses_join("{\"booth\":1,\"boot\":2}", ERR_UNKNOWN_FIELD, "boot");
	refuses_join("{\"booth\":1,\"\":2}", ERR_UNKNOWN_FIELD, "");
	refuses_join("{\"booth\":1,\"question\":null}", ERR_BAD_VALUE, "question");
	assert_false(parse_queue_join_args(NULL, &arena, &(struct queue_join_args){ 0 }, &fault));
	assert_fault(ERR_BAD_VALUE, "");
}

static void parser_bounds_whole_numbers(void **state)
{
	struct account_link_args link;
	struct server_resumed_args down;
	struct seat_pause_args pause;

	(void)state;
	refuses_join("{\"booth\":0}", ERR_BAD_VALUE, "booth");
	refuses_join("{\"booth\":-1}", ERR_BAD_VALUE, "booth");
	refuses_join("{\"booth\":" BEYOND_MOST "}", ERR_BAD_VALUE, "booth");
	refuses_join("{\"booth\":1.0}", ERR_BAD_VALUE, "booth");
	refuses_join("{\"booth\":1e3}", ERR_BAD_VALUE, "booth");
	refuses_join("{\"booth\":\"1\"}", ERR_BAD_VALUE, "booth");
	refuses_join("{\"booth\":true}", ERR_BAD_VALUE, "booth");
	assert_true(
	    parse_server_resumed_args(args("{\"down_ms\":-" MOST "}"), &arena, &down, &fault));
	assert_true(down.down_ms == -WIRE_INT_MOST);
	assert_false(parse_server_resumed_args(args("{\"down_ms\":-" BEYOND_MOST "}"), &arena,
					       &down, &fault));
	assert_true(parse_seat_pause_args(args("{\"seat\":1,\"minutes\":4294967295}"), &arena,
					  &pause, &fault));
	assert_true(pause.minutes == UINT32_MAX);
	assert_false(parse_seat_pause_args(args("{\"seat\":1,\"minutes\":4294967296}"), &arena,
					   &pause, &fault));
	assert_fault(ERR_BAD_VALUE, "minutes");
	assert_false(parse_account_link_args(args("{\"email\":7}"), &arena, &link, &fault));
	assert_fault(ERR_BAD_VALUE, "email");
}

/* A question of n times `one`. */
static bool join_with(const char *one, size_t n)
{
	struct queue_join_args v;
	char text[1024] = "{\"booth\":1,\"question\":\"";

	for (size_t i = 0; i < n; i++)
		strcat(text, one);
	strcat(text, "\"}");
	return join(text, &v);
}

static void text_is_bounded_in_code_points(void **state)
{
	static const char *const ONE[] = { "x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
					   "\\ud83d\\ude00" };

	(void)state;
	assert_true(join_with("", 0));
	for (size_t i = 0; i < ARRAY_LEN(ONE); i++) {
		assert_true(join_with(ONE[i], 80));
		assert_false(join_with(ONE[i], 81));
		assert_fault(ERR_BAD_VALUE, "question");
	}
}

static void line_holds_no_control_characters(void **state)
{
	static const char *const REFUSED[] = { "\\n",     "\\t",           "\\r",     "\\u0001",
					       "\\u001f", "\x7F",          "\\u0085", "\\u009f",
					       "\\u2028", "\\u2029",       "\\ufdd0", "\\ufffe",
					       "\\uffff", "\\ud83f\\udfff" };
	static const char *const TAKEN[] = { " ", "\\u00a0", "\\u200d", "\\ufffd", "<", "\\\"" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(REFUSED); i++) {
		assert_false(join_with(REFUSED[i], 1));
		assert_fault(ERR_BAD_VALUE, "question");
	}
	for (size_t i = 0; i < ARRAY_LEN(TAKEN); i++)
		assert_true(join_with(TAKEN[i], 1));
}

static void text_holds_line_breaks_and_tabs(void **state)
{
	struct chat_post_args v;

	(void)state;
	assert_true(post("{\"chat\":1,\"text\":\"a\\r\\n\\tb\\u2028\"}", &v));
	assert_true(str_eq(v.text, STR("a\r\n\tb\xE2\x80\xA8")));
	assert_false(post("{\"chat\":1,\"text\":\"\"}", &v));
	assert_false(post("{\"chat\":1,\"text\":\"\\u0008\"}", &v));
	assert_false(post("{\"chat\":1,\"text\":\"\\u0080\"}", &v));
	assert_fault(ERR_BAD_VALUE, "text");
}

static void text_is_utf8_whoever_made_it(void **state)
{
	static const char *const WRONG[] = { "\x80",
					     "\xC3",
					     "\xC0\xAF",
					     "\xE0\x80\xAF",
					     "\xED\xA0\x80",
					     "\xF4\x90\x80\x80",
					     "\xF8\x88\x80\x80\x80",
					     "\xFF" };
	struct chat_post_args v;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(WRONG); i++) {
		json_t *o = json_object();

		json_object_set_new(o, "chat", json_integer(1));
		json_object_set_new(o, "text", json_string_nocheck(WRONG[i]));
		assert_false(parse_chat_post_args(o, &arena, &v, &fault));
		assert_fault(ERR_BAD_VALUE, "text");
		json_decref(o);
	}
}

static bool import(const char *text, struct import_load_args *ret)
{
	return parse_import_load_args(args(text), &arena, ret, &fault);
}

static void fault_says_the_way_to_the_field(void **state)
{
	struct import_load_args v;

	(void)state;
	assert_false(import("{\"files\":[]}", &v));
	assert_fault(ERR_BAD_VALUE, "files");
	assert_false(
	    import("{\"files\":[{\"kind\":\"fairs\",\"name\":\"a\",\"csv\":\"\"},{\"kind\":"
		   "\"fairs\",\"name\":\"\",\"csv\":\"\"}]}",
		   &v));
	assert_fault(ERR_BAD_VALUE, "files[1].name");
	assert_false(import("{\"files\":[{\"kind\":\"fair\",\"name\":\"a\",\"csv\":\"\"}]}", &v));
	assert_fault(ERR_BAD_VALUE, "files[0].kind");
	assert_memory_equal(fault.expected, "one of fairs organisations", 26);
	assert_false(import("{\"files\":[7]}", &v));
	assert_fault(ERR_BAD_VALUE, "files[0]");
	assert_false(import("{\"files\":[{\"kind\":\"fairs\",\"name\":\"a\"}]}", &v));
	assert_fault(ERR_MISSING_FIELD, "files[0].csv");
}

static void fault_cuts_a_long_name_at_a_whole_character(void **state)
{
	struct queue_join_args v;
	char text[512];

	(void)state;
	for (size_t before = 0; before < 2; before++) {
		strcpy(text, before ? "{\"booth\":1,\"x" : "{\"booth\":1,\"");
		for (int i = 0; i < 60; i++)
			strcat(text, "\xC3\xA9");
		strcat(text, "\":1}");
		assert_false(join(text, &v));
		assert_int_equal(fault.code, ERR_UNKNOWN_FIELD);
		/* 95 bytes fit: an x and 47 characters, or 47 characters and half of one. */
		assert_int_equal(strlen(fault.field), 94 + before);
		assert_string_equal(fault.field + 92 + before, "\xC3\xA9");
	}
}

static void lists_live_in_the_arena(void **state)
{
	struct import_load_args v;

	(void)state;
	assert_true(import("{\"files\":[{\"kind\":\"slots\",\"name\":\"a\",\"csv\":\"x\\r\\ny\"},"
			   "{\"kind\":\"fairs\",\"name\":\"b\",\"csv\":\"\"}]}",
			   &v));
	assert_int_equal(v.n_files, 2);
	assert_int_equal(v.files[0].kind, IMPORT_KIND_SLOTS);
	assert_true(str_eq(v.files[0].csv, STR("x\r\ny")));
	assert_true(str_eq(v.files[1].name, STR("b")));
}

static void commands_without_arguments_take_none(void **state)
{
	struct fair_list_args v;

	(void)state;
	assert_true(parse_fair_list_args(args("{}"), &arena, &v, &fault));
	assert_false(parse_fair_list_args(args("{\"x\":1}"), &arena, &v, &fault));
	assert_fault(ERR_UNKNOWN_FIELD, "x");
}

/* ---- enums and writers ---- */

static void enum_names_go_both_ways(void **state)
{
	(void)state;
	for (int i = 0; i < ENTRY_STATE_COUNT; i++) {
		enum entry_state v;

		assert_true(entry_state_from(str_of(entry_state_name((enum entry_state)i)), &v));
		assert_int_equal(v, i);
	}
	assert_false(entry_state_from(STR("Waiting"), &(enum entry_state){ 0 }));
	assert_false(entry_state_from(STR(""), &(enum entry_state){ 0 }));
}

static void assert_text(struct buf *b, const char *expected)
{
	struct str s = buf_view(b);

	assert_int_equal(s.len, strlen(expected));
	assert_memory_equal(s.at, expected, s.len);
	buf_done(b);
}

static void writer_leaves_out_what_is_absent(void **state)
{
	struct buf b = { 0 };
	struct queue_join_reply v = { .entry = 901, .number = 7, .place = 4 };

	(void)state;
	write_queue_join_reply(&b, &v);
	assert_text(&b, "{\"entry\":901,\"number\":7,\"place\":4}");
	v.has_wait = true;
	v.wait = (struct wire_wait){ 540000, 900000 };
	write_queue_join_reply(&b, &v);
	assert_text(&b, "{\"entry\":901,\"number\":7,\"place\":4,"
			"\"wait\":{\"p50_ms\":540000,\"p90_ms\":900000}}");
	write_session_connect_reply(&b, &(struct session_connect_reply){ 0 });
	assert_text(&b, "{}");
	write_session_end_reply(&b, &(struct session_end_reply){ 0 });
	assert_text(&b, "{}");
}

static void writer_writes_lists_enums_and_escapes(void **state)
{
	struct buf b = { 0 };
	struct wire_place places[] = { { .number = 3, .state = ENTRY_STATE_CALLED, .place = 1 },
				       { .number = 9, .state = ENTRY_STATE_AWAY } };
	struct str processes[] = { STR("a\"b\\"), STR("c\n") };
	struct wire_placement placement = { .id = 1, .processes = processes, .n_processes = 2 };

	(void)state;
	write_wire_line(&b, &(struct wire_line){ 5, LINE_STATE_OPEN, true, places, 2 });
	assert_text(&b, "{\"id\":5,\"state\":\"open\",\"is_staffed\":true,\"places\":[{\"number\":3,\"state\":\"called\","
			"\"place\":1,\"is_held\":false,\"is_late\":false},{\"number\":9,\"state\":\"away\","
			"\"place\":0,\"is_held\":false,\"is_late\":false}]}");
	write_wire_placement(&b, &placement);
	loaded = wire_load(b.at, b.len, WIRE_STRICT, &fault);
	buf_done(&b);
	assert_non_null(loaded);
	assert_string_equal(
	    json_string_value(json_array_get(json_object_get(loaded, "processes"), 0)), "a\"b\\");
	assert_null(json_object_get(loaded, "code"));
}

#define TEST(f) cmocka_unit_test_teardown(f, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(prescan_counts_levels),
		TEST(prescan_counts_values_of_every_kind),
		TEST(prescan_does_not_count_keys),
		TEST(prescan_does_not_look_into_texts),
		TEST(prescan_survives_what_is_cut_off),
		TEST(load_takes_one_object),
		TEST(load_refuses_what_is_not_one_object),
		TEST(load_names_the_duplicate_key),
		TEST(load_bounds_strangers_and_not_the_local_socket),
		TEST(parser_fills_arguments),
		TEST(parser_names_unknown_and_missing_fields),
		TEST(parser_bounds_whole_numbers),
		TEST(text_is_bounded_in_code_points),
		TEST(line_holds_no_control_characters),
		TEST(text_holds_line_breaks_and_tabs),
		TEST(text_is_utf8_whoever_made_it),
		TEST(fault_says_the_way_to_the_field),
		TEST(fault_cuts_a_long_name_at_a_whole_character),
		TEST(lists_live_in_the_arena),
		TEST(commands_without_arguments_take_none),
		TEST(enum_names_go_both_ways),
		TEST(writer_leaves_out_what_is_absent),
		TEST(writer_writes_lists_enums_and_escapes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
