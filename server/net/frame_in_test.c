/* Client frames, without a server. tests/net/frames.test.mjs has the long list. */
#include "net/frame_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define MOST 16384

static enum ws_code head_of(const unsigned char *at, size_t len, struct frame_head *ret)
{
	return frame_head_read((struct str){ (const char *)at, len }, MOST, ret);
}

static void a_text_is_taken_apart(void **state)
{
	/* RFC 6455 §5.7: "Hello", masked. */
	static const unsigned char HELLO[] = { 0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d,
					       0x7f, 0x9f, 0x4d, 0x51, 0x58 };
	AUTO(buf_done) struct buf payload = { 0 };
	struct frame_decoder *d = frame_decoder_new();
	struct frame_head head;

	(void)state;
	assert_int_equal(head_of(HELLO, sizeof(HELLO), &head), WS_OK);
	assert_int_equal(head.head_len, 6);
	assert_int_equal(head.payload_len, 5);
	assert_true(head.is_final);
	for (int i = 0; i < 3; i++) { /* one decoder serves many */
		buf_clear(&payload);
		assert_int_equal(frame_decode(d, &head,
					      (struct str){ (const char *)HELLO, sizeof(HELLO) },
					      &payload),
				 WS_OK);
		assert_true(str_eq(buf_view(&payload), STR("Hello")));
	}
	frame_decoder_free(d);
}

static void the_largest_frame_is_decoded_whole(void **state)
{
	AUTO(buf_done) struct buf bytes = { 0 }, payload = { 0 };
	struct frame_decoder *d = frame_decoder_new();
	struct frame_head head;

	(void)state;
	buf_raw(&bytes, "\x81\xfe\x40\x00\x01\x02\x03\x04", 8);
	for (int i = 0; i < MOST; i++)
		buf_char(&bytes, (char)(('a' + i % 26) ^ (i % 4 + 1)));
	assert_int_equal(frame_head_read(buf_view(&bytes), MOST, &head), WS_OK);
	assert_int_equal(frame_decode(d, &head, buf_view(&bytes), &payload), WS_OK);
	assert_int_equal(payload.len, MOST);
	for (size_t i = 0; i < MOST; i++)
		assert_int_equal(payload.at[i], 'a' + (int)(i % 26));
	frame_decoder_free(d);
}

static void a_header_is_judged_as_soon_as_it_shows(void **state)
{
	static const struct {
		unsigned char bytes[10];
		size_t len;
		enum ws_code code;
	} CASES[] = {
		{ { 0x81, 0x05 }, 2, WS_PROTOCOL_ERROR }, /* not masked */
		{ { 0xc1, 0x85 }, 2, WS_PROTOCOL_ERROR }, /* RSV1 */
		{ { 0x82, 0x80 }, 2, WS_UNACCEPTABLE },
		{ { 0x83, 0x80 }, 2, WS_PROTOCOL_ERROR },
		{ { 0x09, 0x80 }, 2, WS_PROTOCOL_ERROR }, /* a ping in fragments */
		{ { 0x89, 0xfe }, 2, WS_PROTOCOL_ERROR }, /* a long ping */
		{ { 0x81, 0xfe, 0x00, 0x7d }, 4, WS_PROTOCOL_ERROR },
		{ { 0x81, 0xfe, 0x40, 0x01 }, 4, WS_TOO_BIG },
		{ { 0x81, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 10, WS_PROTOCOL_ERROR },
		{ { 0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 0 }, 10, WS_TOO_BIG },
		{ { 0x81, 0xff, 0x80 }, 3, WS_OK }, /* not enough to say */
		{ { 0x81 }, 1, WS_OK },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
		struct frame_head head;

		assert_int_equal(head_of(CASES[i].bytes, CASES[i].len, &head), CASES[i].code);
		assert_int_equal(head.head_len, 0);
	}
}

static void close_codes_are_checked(void **state)
{
	bool is_bad;

	(void)state;
	assert_int_equal(frame_close_code(STR(""), &is_bad), WS_NO_CODE);
	assert_false(is_bad);
	assert_int_equal(frame_close_code(STR("\x03\xe8"), &is_bad), WS_NORMAL);
	assert_false(is_bad);
	assert_int_equal(frame_close_code(STR("\x03"), &is_bad), WS_PROTOCOL_ERROR);
	assert_true(is_bad);
	assert_int_equal(frame_close_code(STR("\x03\xed"), &is_bad), WS_PROTOCOL_ERROR); /* 1005 */
	assert_true(is_bad);
	assert_int_equal(frame_close_code(STR("\x03\xe8\xff"), &is_bad), WS_BAD_TEXT);
	assert_true(is_bad);
}

static void utf8_is_strict(void **state)
{
	static const struct {
		struct str text;
		bool is_right;
	} CASES[] = {
		{ { "", 0 }, true },
		{ { "aé€😀", 10 }, true },
		{ { "\xf4\x8f\xbf\xbf", 4 }, true },
		{ { "\xf4\x90\x80\x80", 4 }, false },
		{ { "\xc0\x80", 2 }, false },
		{ { "\xc1\xbf", 2 }, false },
		{ { "\xe0\x9f\xbf", 3 }, false },
		{ { "\xed\xa0\x80", 3 }, false },
		{ { "\xf0\x8f\xbf\xbf", 4 }, false },
		{ { "\x80", 1 }, false },
		{ { "\xe2\x82", 2 }, false },
		{ { "\xff", 1 }, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
		assert_int_equal(frame_is_utf8(CASES[i].text), CASES[i].is_right);
}

static void control_frames_are_cut_to_size(void **state)
{
	AUTO(buf_done) struct buf to = { 0 };
	char reason[300];

	(void)state;
	memset(reason, 'x', sizeof(reason));
	frame_put_close(&to, WS_GOING_AWAY, (struct str){ reason, sizeof(reason) });
	assert_int_equal(to.len, 2 + FRAME_CONTROL_MOST);
	assert_int_equal((unsigned char)to.at[0], 0x88);
	assert_int_equal(to.at[1], FRAME_CONTROL_MOST);
	buf_clear(&to);
	frame_put_close(&to, WS_NO_CODE, STR(""));
	assert_int_equal(to.len, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_taken_apart),
		cmocka_unit_test(the_largest_frame_is_decoded_whole),
		cmocka_unit_test(a_header_is_judged_as_soon_as_it_shows),
		cmocka_unit_test(close_codes_are_checked),
		cmocka_unit_test(utf8_is_strict),
		cmocka_unit_test(control_frames_are_cut_to_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
