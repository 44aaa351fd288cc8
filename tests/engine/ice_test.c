/* What TURN asks for: of a call for as long as it can last, of a try before it for minutes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/crypt.h"
#include "evening.h"

#define MINUTE (60 * 1000)

static void configure_turn(struct fixture *f)
{
	static struct str url;

	url = STR("turn:turn.example:3478?transport=udp");
	f->conf.turn_urls = (struct conf_list){ .at = &url, .n = 1 };
	f->conf.turn_secret = STR("a secret");
}

/* The username of the one server in this answer, whose password fits. */
static const char *signed_name(const json_t *reply)
{
	const json_t *ice = json_object_get(reply, "ice"), *server = json_array_get(ice, 0);
	const char *name = text_of(server, "username");
	unsigned char mac[20];
	char credential[CRYPT_BASE64_LEN(sizeof(mac))];

	assert_int_equal(json_array_size(ice), 1);
	crypt_hmac_sha1(STR("a secret"), str_of(name), mac);
	crypt_base64(mac, sizeof(mac), credential);
	assert_string_equal(text_of(server, "credential"), credential);
	return name;
}

static void a_try_gets_servers_for_five_minutes(void **state)
{
	struct fixture *f = *state;
	const char *name;
	char *of = NULL;

	configure_turn(f);
	name = signed_name(fixture_ok(f, STUDENT, "media.servers", J("{}")));
	assert_int_equal(strtoll(name, &of, 10), (f->now_ms + 5 * MINUTE) / 1000);
	assert_string_equal(of, ":check-601");
	fixture_refused(f, 0, "media.servers", J("{}"), "forbidden");
}

static void a_call_gets_servers_until_it_can_no_longer_last(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;
	const json_t *reply;

	configure_turn(f);
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	reply = fixture_ok(f, STUDENT, "call.join", J("{\"call\":%lld}", (long long)call));
	assert_true(strtoll(signed_name(reply), NULL, 10) > (f->now_ms + 10 * MINUTE) / 1000);
}

static void a_server_without_turn_says_so(void **state)
{
	struct fixture *f = *state;
	const json_t *reply = fixture_ok(f, RECRUITER, "media.servers", J("{}"));

	assert_int_equal(json_array_size(json_object_get(reply, "ice")), 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(a_try_gets_servers_for_five_minutes),
		T(a_call_gets_servers_until_it_can_no_longer_last),
		T(a_server_without_turn_says_so),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
