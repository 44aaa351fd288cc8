/*
 * Frames of a WebSocket client (net/frame_in.h): the header's verdict does not depend on how many
 * of its bytes are there yet, there is one way to write a header that passes, both readers agree on
 * every frame whose header passed, and what was unmasked is what the bytes say.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "net/frame_in.h"

#define PAYLOAD_MOST 16384

/* The verdict on the header once all bytes that may belong to it are there. */
static enum ws_code read_head(struct str bytes, struct frame_head *ret)
{
	struct frame_head part;
	enum ws_code code = frame_head_read(bytes, PAYLOAD_MOST, ret);

	for (size_t n = 0; n <= bytes.len && n <= 14; n++) {
		enum ws_code early =
		    frame_head_read((struct str){ bytes.at, n }, PAYLOAD_MOST, &part);

		/* Either it does not know yet, or it knows what it will always say. */
		assert(early == WS_OK ? (!part.head_len || part.head_len == ret->head_len)
				      : early == code);
	}
	return code;
}

/* There is one way to write each header. */
static void check_head(struct str bytes, const struct frame_head *head)
{
	unsigned char again[14] = { 0 };
	size_t n = 2;

	again[0] = (unsigned char)((head->is_final ? 0x80 : 0) | head->opcode);
	if (head->payload_len < 126) {
		again[1] = (unsigned char)(0x80 | head->payload_len);
	} else {
		again[1] = head->payload_len < 65536 ? 0x80 | 126 : 0x80 | 127;
		for (int shift = again[1] == (0x80 | 126) ? 8 : 56; shift >= 0; shift -= 8)
			again[n++] = (unsigned char)((uint64_t)head->payload_len >> shift);
	}
	assert(head->head_len == n + 4);
	assert(!memcmp(again, bytes.at, n));
	assert(head->payload_len <= PAYLOAD_MOST);
	assert(!(head->opcode & 8) || (head->is_final && head->payload_len <= 125));
}

/* The point as UTF-8, by the table of RFC 3629 §3. */
static void put_point(struct buf *to, int32_t point)
{
	if (point < 0x80) {
		buf_char(to, (char)point);
		return;
	}
	if (point >= 0x10000) {
		buf_char(to, (char)(0xf0 | point >> 18));
		buf_char(to, (char)(0x80 | (point >> 12 & 0x3f)));
	} else if (point >= 0x800) {
		buf_char(to, (char)(0xe0 | point >> 12));
	}
	buf_char(to, (char)(point >= 0x800 ? 0x80 | (point >> 6 & 0x3f) : 0xc0 | point >> 6));
	buf_char(to, (char)(0x80 | (point & 0x3f)));
}

/* UTF-8 is what its own code points make. */
static void check_text(struct str text)
{
	AUTO(buf_done) struct buf again = { 0 };
	struct str cut = utf8_cut(text, text.len / 2);

	assert(cut.at == text.at && cut.len <= text.len / 2);
	if (!frame_is_utf8(text))
		return;
	assert(frame_is_utf8(cut) && cut.len + 4 > text.len / 2);
	for (size_t i = 0; i < text.len;) {
		int32_t point = utf8_next(text, &i);

		assert(point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff));
		put_point(&again, point);
	}
	assert(str_eq(buf_view(&again), text));
}

static void check_close(struct str payload)
{
	AUTO(buf_done) struct buf bytes = { 0 };
	bool is_bad;
	enum ws_code code = frame_close_code(payload, &is_bad);

	assert(!is_bad || code == WS_PROTOCOL_ERROR || code == WS_BAD_TEXT);
	if (is_bad)
		return;
	frame_put_close(&bytes, code, payload.len > 2 ? str_from(payload, 2) : STR(""));
	assert(bytes.len == payload.len + 2 && bytes.at[0] == (char)0x88);
	assert(str_eq(str_from(buf_view(&bytes), 2), payload));
}

/* One whole frame, taken apart. */
static void check_frame(const struct frame_head *head, struct str bytes)
{
	static struct frame_decoder *decoder;
	AUTO(buf_done) struct buf payload = { 0 };
	const char *mask = bytes.at + head->head_len - 4;

	if (!decoder)
		decoder = frame_decoder_new();
	assert(frame_decode(decoder, head, bytes, &payload) == WS_OK);
	assert(payload.len == head->payload_len);
	for (size_t i = 0; i < payload.len; i++)
		assert(payload.at[i] == (char)(bytes.at[head->head_len + i] ^ mask[i % 4]));
	if (head->opcode == WS_CLOSE)
		check_close(buf_view(&payload));
	else
		check_text(buf_view(&payload));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = fuzz_bytes(data, size);

	check_text(rest);
	while (rest.len) {
		struct frame_head head;
		size_t len;

		if (read_head(rest, &head) || !head.head_len)
			break;
		check_head(rest, &head);
		len = head.head_len + head.payload_len;
		if (len > rest.len)
			break;
		check_frame(&head, (struct str){ rest.at, len });
		rest = str_from(rest, len);
	}
	return 0;
}
