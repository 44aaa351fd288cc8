/* The envelope of a command: what is read and what is refused. */
#include "net/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "engine/tables.h"

static enum err read_text(const char *text, struct envelope *ret, struct fault *ret_fault,
			  json_t **ret_message)
{
	*ret_message = json_loads(text, 0, NULL);
	assert_non_null(*ret_message);
	return ask_read(*ret_message, ret, ret_fault);
}

static void a_whole_one_is_read(void **state)
{
	struct envelope e;
	struct fault fault;
	json_t *m;

	(void)state;
	assert_int_equal(read_text("{\"id\":9007199254740991,\"cmd\":\"a.b\",\"key\":\"abcd-1234\","
				   "\"args\":{}}",
				   &e, &fault, &m),
			 ERR_OK);
	assert_int_equal(e.id, WIRE_INT_MOST);
	assert_true(str_eq(e.cmd, STR("a.b")));
	assert_true(str_eq(e.key, STR("abcd-1234")));
	assert_true(json_is_object(e.args));
	json_decref(m);
}

static void faults_name_the_field(void **state)
{
	static const struct {
		const char *text;
		enum err err;
		const char *field;
		int64_t id;
	} CASES[] = {
		{ "{}", ERR_MISSING_FIELD, "id", 0 },
		{ "{\"id\":0,\"cmd\":\"a\"}", ERR_BAD_VALUE, "id", 0 },
		{ "{\"id\":1.0,\"cmd\":\"a\"}", ERR_BAD_VALUE, "id", 0 },
		{ "{\"id\":9007199254740992,\"cmd\":\"a\"}", ERR_BAD_VALUE, "id", 0 },
		{ "{\"id\":3}", ERR_MISSING_FIELD, "cmd", 3 },
		{ "{\"id\":3,\"cmd\":null}", ERR_BAD_VALUE, "cmd", 3 },
		{ "{\"id\":3,\"cmd\":\"a\",\"x\":1}", ERR_UNKNOWN_FIELD, "x", 3 },
		{ "{\"id\":3,\"cmd\":\"a\",\"key\":\"short\"}", ERR_BAD_VALUE, "key", 3 },
		{ "{\"id\":3,\"cmd\":\"a\",\"key\":null}", ERR_BAD_VALUE, "key", 3 },
		{ "{\"id\":3,\"cmd\":\"a\",\"args\":[]}", ERR_BAD_VALUE, "args", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
		struct envelope e;
		struct fault fault = { 0 };
		json_t *m;

		assert_int_equal(read_text(CASES[i].text, &e, &fault, &m), CASES[i].err);
		assert_int_equal(fault.code, CASES[i].err);
		assert_string_equal(fault.field, CASES[i].field);
		assert_int_equal(e.id, CASES[i].id);
		json_decref(m);
	}
}

static void errors_are_written_escaped(void **state)
{
	AUTO(buf_done) struct buf to = { 0 };
	struct fault fault = { 0 };

	(void)state;
	assert_int_equal(ask_refuse(&fault, ERR_BAD_VALUE, "a\"b", ""), ERR_BAD_VALUE);
	ask_put_error(&to, 17, &fault);
	assert_true(
	    str_eq(buf_view(&to),
		   STR("{\"re\":17,\"err\":{\"code\":\"bad_value\",\"field\":\"a\\\"b\"}}")));
	buf_clear(&to);
	ask_refuse(&fault, ERR_BAD_JSON, "", "");
	ask_put_error(&to, 0, &fault);
	assert_true(str_eq(buf_view(&to), STR("{\"err\":{\"code\":\"bad_json\"}}")));
}

/* "args." takes five bytes of the room; half a character would make the answer no text at all. */
static void the_name_of_an_argument_is_cut_at_a_whole_character(void **state)
{
	(void)state;
	for (int n_letters = 0; n_letters < 4; n_letters++) {
		json_t *args = json_object();
		struct envelope e = { .id = 1, .cmd = STR("fair.list"), .args = args };
		struct fault fault = { 0 };
		struct command *c;
		char name[200] = "abcd";

		for (size_t i = (size_t)n_letters; i + 4 < sizeof(name); i += 4)
			memcpy(name + i, "\xF0\x9F\x98\x80", 4);
		json_object_set_new(args, name, json_null());
		assert_int_equal(ask_make(command_table, &e, &c, &fault), ERR_UNKNOWN_FIELD);
		assert_true(strlen(fault.field) > 80);
		assert_true(utf8_is_text(str_of(fault.field), 1, 95, true));
		json_decref(args);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_one_is_read),
		cmocka_unit_test(faults_name_the_field),
		cmocka_unit_test(errors_are_written_escaped),
		cmocka_unit_test(the_name_of_an_argument_is_cut_at_a_whole_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
