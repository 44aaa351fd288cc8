/* The gate's decisions, without a server. tests/net/gate.test.mjs has the long list of requests. */
#include "net/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"

#define HOST "Host: beurs.example\r\n"

static const struct str ORIGINS[] = {
	{ "https://beurs.example", 21 },
	{ "http://localhost:8080", 21 },
};
static const struct gate_policy POLICY = { ORIGINS, ARRAY_LEN(ORIGINS), 100 };

static enum refusal decide(const char *text, struct request *ret)
{
	struct str bytes = str_of(text);
	size_t pos = 0, len = 0;
	enum refusal r = gate_scan(bytes, &pos, &len);

	if (r)
		return r;
	assert_int_equal(len, bytes.len);
	return gate_check(&POLICY, bytes, ret);
}

static void a_page_passes(void **state)
{
	struct request r;

	(void)state;
	assert_int_equal(
	    decide("GET /booth/4?a=b HTTP/1.1\r\n" HOST "Cookie: a=1; __Host-s=xyz\r\n\r\n", &r),
	    REFUSAL_NONE);
	assert_int_equal(r.method, METHOD_GET);
	assert_true(str_eq(r.path, STR("/booth/4")));
	assert_true(str_eq(r.query, STR("a=b")));
	assert_true(r.keeps_alive);
	assert_false(r.is_upgrade);
	assert_true(str_eq(gate_cookie(r.header[HEADER_COOKIE], STR("__Host-s")), STR("xyz")));
}

static void a_handshake_passes(void **state)
{
	struct request r;

	(void)state;
	assert_int_equal(decide("GET /ws HTTP/1.1\r\n" HOST "Origin: https://beurs.example\r\n"
				"Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
				"Sec-WebSocket-Version: 13\r\n"
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
				"Sec-WebSocket-Protocol: stagebeurs.v1\r\n\r\n",
				&r),
			 REFUSAL_NONE);
	assert_true(r.is_upgrade);
}

static void what_is_wrong_is_refused_by_name(void **state)
{
	static const struct {
		const char *text;
		enum refusal refusal;
	} CASES[] = {
		{ "GET / HTTP/1.1\r\n\r\n", REFUSAL_NO_HOST },
		{ "GET / HTTP/1.1\r\n" HOST HOST "\r\n", REFUSAL_DUPLICATE_HEADER },
		{ "GET / HTTP/1.1\r\nHost: x\r\n\r\n", REFUSAL_UNKNOWN_HOST },
		{ "GET / HTTP/1.1\n" HOST "\r\n", REFUSAL_BARE_LF },
		{ "GET / HTTP/1.1\r\n" HOST "A: 1\r\n 2\r\n\r\n", REFUSAL_FOLDED_HEADER },
		{ "GET / HTTP/1.1\r\n" HOST "A : 1\r\n\r\n", REFUSAL_BAD_SYNTAX },
		{ "GET  / HTTP/1.1\r\n" HOST "\r\n", REFUSAL_BAD_SYNTAX },
		{ "GET /%2e%2e HTTP/1.1\r\n" HOST "\r\n", REFUSAL_BAD_TARGET },
		{ "PUT / HTTP/1.1\r\n" HOST "\r\n", REFUSAL_BAD_METHOD },
		{ "POST / HTTP/1.1\r\n" HOST "\r\n", REFUSAL_LENGTH_REQUIRED },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 101\r\n\r\n",
		  REFUSAL_BODY_TOO_LARGE },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\n", REFUSAL_NO_ORIGIN },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nOrigin: null\r\n\r\n",
		  REFUSAL_FOREIGN_ORIGIN },
		{ "GET / HTTP/1.1\r\n" HOST "Transfer-Encoding: x\r\n\r\n",
		  REFUSAL_TRANSFER_ENCODING },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
		struct request r;

		if (decide(CASES[i].text, &r) != CASES[i].refusal)
			fail_msg("%s: %s", CASES[i].text, refusal_text(decide(CASES[i].text, &r)));
	}
}

static void the_scan_needs_no_more_than_is_there(void **state)
{
	static const char TEXT[] = "GET / HTTP/1.1\r\n" HOST "\r\nmore";
	size_t pos = 0, len = 0;

	(void)state;
	for (size_t n = 0; n <= sizeof(TEXT) - 1; n++) {
		assert_int_equal(gate_scan((struct str){ TEXT, n }, &pos, &len), REFUSAL_NONE);
		assert_true((len > 0) == (n >= sizeof(TEXT) - 5));
		if (len)
			break;
	}
	assert_int_equal(len, sizeof(TEXT) - 5);
}

static void the_scan_gives_up_at_8_kib(void **state)
{
	static char text[GATE_HEAD_MOST + 2];
	size_t pos = 0, len = 0;

	(void)state;
	memset(text, 'a', sizeof(text));
	assert_int_equal(gate_scan((struct str){ text, GATE_HEAD_MOST }, &pos, &len), REFUSAL_NONE);
	assert_int_equal(gate_scan((struct str){ text, GATE_HEAD_MOST + 1 }, &pos, &len),
			 REFUSAL_HEAD_TOO_LARGE);
}

/* Every byte at every place of a good head: no crash, and never a header that the bytes do not
 * hold. What it decides is checked elsewhere. */
static void any_byte_anywhere_is_survived(void **state)
{
	static const char GOOD[] = "GET /a?b HTTP/1.1\r\n" HOST "Cookie: __Host-s=x\r\n\r\n";
	size_t n = sizeof(GOOD) - 1;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		for (int c = 0; c < 256; c++) {
			char *text =
			    malloc(n); /* exactly as long, so that ASan sees a step too far */
			size_t pos = 0, len = 0;
			struct request r;

			assert_non_null(text);
			memcpy(text, GOOD, n);
			text[i] = (char)c;
			if (!gate_scan((struct str){ text, n }, &pos, &len) && len &&
			    !gate_check(&POLICY, (struct str){ text, len }, &r))
				assert_true(r.path.at >= text &&
					    r.path.at + r.path.len <= text + n);
			free(text);
		}
	}
}

static void qualities_are_read(void **state)
{
	(void)state;
	assert_true(gate_accepts(STR("gzip, br"), STR("br")));
	assert_true(gate_accepts(STR("br;q=0.1"), STR("br")));
	assert_false(gate_accepts(STR("br;q=0"), STR("br")));
	assert_false(gate_accepts(STR("br; q=0.00"), STR("br")));
	assert_false(gate_accepts(STR("brotli"), STR("br")));
	assert_false(gate_accepts(STR(""), STR("br")));
}

static void cookies_are_found_whole(void **state)
{
	(void)state;
	assert_true(str_eq(gate_cookie(STR("a=b;s=1"), STR("s")), STR("1")));
	assert_true(str_eq(gate_cookie(STR("xs=1; s=2"), STR("s")), STR("2")));
	assert_int_equal(gate_cookie(STR("xs=1"), STR("s")).len, 0);
	assert_int_equal(gate_cookie(STR(""), STR("s")).len, 0);
	assert_int_equal(gate_cookie(STR("s"), STR("s")).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_passes),
		cmocka_unit_test(a_handshake_passes),
		cmocka_unit_test(what_is_wrong_is_refused_by_name),
		cmocka_unit_test(the_scan_needs_no_more_than_is_there),
		cmocka_unit_test(the_scan_gives_up_at_8_kib),
		cmocka_unit_test(any_byte_anywhere_is_survived),
		cmocka_unit_test(qualities_are_read),
		cmocka_unit_test(cookies_are_found_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
