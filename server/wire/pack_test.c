/* What is packed in pieces inflates to the whole, as any inflater of raw deflate sees it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "wire/frame.h"

/* Inflates with zlib's own; the stream must end where the bytes end. */
static void assert_inflates(const struct buf *stream, const struct buf *expected)
{
	z_stream z = { .next_in = (Bytef *)stream->at, .avail_in = (uInt)stream->len };
	char *text = malloc(expected->len + 1);

	assert_non_null(text);
	assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK);
	z.next_out = (Bytef *)text;
	z.avail_out = (uInt)expected->len + 1;
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.avail_in, 0);
	assert_int_equal(z.total_out, expected->len);
	assert_memory_equal(text, buf_view(expected).at, expected->len);
	inflateEnd(&z);
	free(text);
}

static void put_booths(struct buf *b, int from, int n)
{
	for (int i = from; i < from + n; i++)
		buf_printf(b, "{\"id\":%d,\"name\":\"Booth %d\",\"open\":%s},", i, i * 7919, i % 3 ? "true" : "false");
}

static void pieces_stand_behind_whatever_was_before(void **state)
{
	AUTO(buf_done) struct buf one = { 0 }, two = { 0 }, packed = { 0 }, stream = { 0 }, all = { 0 };
	struct packer *p = packer_new();

	(void)state;
	put_booths(&one, 0, 400);
	put_booths(&two, 100, 400);
	/* Made in one order, put together in another, and one of them twice: as answers do. */
	pack(p, buf_view(&two), &packed);
	pack_plain(STR("{\"re\":7,"), false, &stream);
	buf_str(&stream, buf_view(&packed));
	pack(p, buf_view(&one), &stream);
	buf_str(&stream, buf_view(&packed));
	pack_plain(STR("}}"), true, &stream);
	BUF_LIT(&all, "{\"re\":7,");
	buf_str(&all, buf_view(&two));
	buf_str(&all, buf_view(&one));
	buf_str(&all, buf_view(&two));
	BUF_LIT(&all, "}}");
	assert_inflates(&stream, &all);
	assert_true(stream.len * 3 < all.len);
	packer_free(p);
}

static void nothing_and_the_most_and_what_does_not_shrink(void **state)
{
	AUTO(buf_done) struct buf noise = { 0 }, stream = { 0 }, all = { 0 };
	struct packer *p = packer_new();
	uint32_t n = 1;

	(void)state;
	while (noise.len < PACK_PLAIN_MOST) {
		n = n * 1664525 + 1013904223;
		buf_char(&noise, (char)(n >> 24));
	}
	pack(p, STR(""), &stream);
	pack_plain(buf_view(&noise), false, &stream);
	pack(p, buf_view(&noise), &stream);
	pack_plain(STR(""), true, &stream);
	buf_str(&all, buf_view(&noise));
	buf_str(&all, buf_view(&noise));
	assert_inflates(&stream, &all);
	packer_free(p);
}

static void a_frame_is_packed_where_that_is_shorter(void **state)
{
	AUTO(buf_done) struct buf text = { 0 }, packed = { 0 };
	struct packer *p = packer_new();
	struct frame *f;

	(void)state;
	while (text.len < PACK_FROM)
		buf_char(&text, 'x');
	f = frame_packed(frame_new(buf_view(&text)), p);
	assert_int_equal(f->bytes[0], 0x81);
	assert_true(str_eq(frame_text(f), buf_view(&text)));
	frame_unref(f);

	buf_char(&text, 'x');
	f = frame_packed(frame_packed(frame_new(buf_view(&text)), p), p); /* the second time it is done */
	assert_int_equal(f->bytes[0], 0x82);
	buf_raw(&packed, (char *)f->bytes + f->start, f->len - f->start);
	assert_inflates(&packed, &text);
	frame_unref(f);

	buf_clear(&text);
	for (uint32_t n = 1; text.len < 2000; n = n * 1664525 + 1013904223)
		buf_char(&text, (char)(n >> 24));
	f = frame_packed(frame_new(buf_view(&text)), p);
	assert_int_equal(f->bytes[0], 0x81);
	frame_unref(f);
	packer_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_stand_behind_whatever_was_before),
		cmocka_unit_test(nothing_and_the_most_and_what_does_not_shrink),
		cmocka_unit_test(a_frame_is_packed_where_that_is_shorter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
