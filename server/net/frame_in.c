/* See frame_in.h. */
#include "net/frame_in.h"

#include <stdlib.h>
#include <wslay/wslay.h>

#include "base/mem.h"
#include "base/utf8.h"

#define FIN 0x80
#define RSV 0x70
#define MASK 0x80

static enum ws_code check_kind(unsigned char first, unsigned char second, struct frame_head *ret)
{
	bool is_control = first & 0x08;

	ret->is_final = first & FIN;
	ret->opcode = (enum ws_opcode)(first & 0x0f);
	if ((first & RSV) || !(second & MASK))
		return WS_PROTOCOL_ERROR;
	switch (ret->opcode) {
	case WS_CONTINUATION:
	case WS_TEXT:
	case WS_CLOSE:
	case WS_PING:
	case WS_PONG:
		break;
	case WS_BINARY:
		return WS_UNACCEPTABLE;
	default: /* RFC 6455 §5.2: reserved */
		return WS_PROTOCOL_ERROR;
	}
	if (is_control && (!ret->is_final || (second & 0x7f) > FRAME_CONTROL_MOST))
		return WS_PROTOCOL_ERROR;
	return WS_OK;
}

/* The length in its 0, 2 or 8 further bytes; it must need them all (RFC 6455 §5.2). */
static enum ws_code read_length(struct str bytes, size_t n_more, uint64_t *ret)
{
	uint64_t len = 0;

	if (!n_more) {
		*ret = (unsigned char)bytes.at[1] & 0x7f;
		return WS_OK;
	}
	for (size_t i = 0; i < n_more; i++)
		len = (len << 8) | (unsigned char)bytes.at[2 + i];
	if (len < (n_more == 2 ? 126 : 65536) || len >> 63)
		return WS_PROTOCOL_ERROR;
	*ret = len;
	return WS_OK;
}

enum ws_code frame_head_read(struct str bytes, size_t most, struct frame_head *ret)
{
	size_t n_more;
	uint64_t len = 0;
	enum ws_code code;

	*ret = (struct frame_head){ 0 };
	if (bytes.len < 2)
		return WS_OK;
	code = check_kind((unsigned char)bytes.at[0], (unsigned char)bytes.at[1], ret);
	if (code)
		return code;
	n_more = (bytes.at[1] & 0x7f) == 126 ? 2 : (bytes.at[1] & 0x7f) == 127 ? 8 : 0;
	if (bytes.len < 2 + n_more)
		return WS_OK;
	code = read_length(bytes, n_more, &len);
	if (code)
		return code;
	if (len > most && !(bytes.at[0] & 0x08)) /* control frames have a bound of their own */
		return WS_TOO_BIG;
	ret->payload_len = (size_t)len;
	ret->head_len = 2 + n_more + 4; /* the masking key */
	return WS_OK;
}

/* ---- the second reader: libwslay ---- */

struct frame_decoder {
	wslay_frame_context_ptr wslay;
	struct str rest; /* of the frame at hand */
};

static ssize_t give(uint8_t *to, size_t len, int flags, void *arg)
{
	struct frame_decoder *d = arg;
	size_t n = len < d->rest.len ? len : d->rest.len;

	(void)flags; /* always 0 */
	if (!n)
		return -1;
	memcpy(to, d->rest.at, n);
	d->rest = str_from(d->rest, n);
	return (ssize_t)n;
}

static void restart(struct frame_decoder *d)
{
	static const struct wslay_frame_callbacks CALLBACKS = { .recv_callback = give };

	if (d->wslay)
		wslay_frame_context_free(d->wslay);
	d->wslay = NULL;
	if (wslay_frame_context_init(&d->wslay, &CALLBACKS, d))
		mem_exhausted();
}

struct frame_decoder *frame_decoder_new(void)
{
	struct frame_decoder *d = mem_alloc(sizeof(*d));

	restart(d);
	return d;
}

void frame_decoder_free(struct frame_decoder *d)
{
	if (!d)
		return;
	wslay_frame_context_free(d->wslay);
	free(d);
}

static bool agrees(const struct frame_head *head, const struct wslay_frame_iocb *io)
{
	return head->is_final == (io->fin != 0) && head->opcode == (enum ws_opcode)io->opcode &&
	       !io->rsv && io->mask && head->payload_len == io->payload_length;
}

enum ws_code frame_decode(struct frame_decoder *d, const struct frame_head *head, struct str bytes,
			  struct buf *ret_payload)
{
	size_t got = 0;

	d->rest = bytes;
	do {
		struct wslay_frame_iocb io = { 0 };
		ssize_t n = wslay_frame_recv(d->wslay, &io);

		if (n < 0 || (n == 0 && head->payload_len) || !agrees(head, &io)) {
			restart(d);
			return WS_PROTOCOL_ERROR;
		}
		buf_raw(ret_payload, (const char *)io.data, io.data_length);
		got += io.data_length;
	} while (got < head->payload_len);
	return WS_OK;
}

/* ---- payloads ---- */

/* The codes that may travel (RFC 6455 §7.4, and IANA's registry up to 1014). */
static bool may_travel(unsigned code)
{
	return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
	       (code >= 3000 && code <= 4999);
}

enum ws_code frame_close_code(struct str payload, bool *ret_is_bad)
{
	unsigned code;

	*ret_is_bad = false;
	if (!payload.len)
		return WS_NO_CODE;
	*ret_is_bad = true;
	if (payload.len == 1)
		return WS_PROTOCOL_ERROR;
	code = (unsigned)(((unsigned char)payload.at[0] << 8) | (unsigned char)payload.at[1]);
	if (!may_travel(code))
		return WS_PROTOCOL_ERROR;
	if (!frame_is_utf8(str_from(payload, 2)))
		return WS_BAD_TEXT;
	*ret_is_bad = false;
	return (enum ws_code)code;
}

bool frame_is_utf8(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		int32_t point = utf8_next(text, &i);

		if (point < 0 || (point >= 0xD800 && point < 0xE000))
			return false;
	}
	return true;
}

void frame_put_control(struct buf *to, enum ws_opcode opcode, struct str payload)
{
	size_t len = payload.len < FRAME_CONTROL_MOST ? payload.len : FRAME_CONTROL_MOST;

	buf_char(to, (char)(FIN | opcode));
	buf_char(to, (char)len);
	buf_raw(to, payload.at, len);
}

void frame_put_close(struct buf *to, enum ws_code code, struct str reason)
{
	char payload[FRAME_CONTROL_MOST];
	size_t len = reason.len < sizeof(payload) - 2 ? reason.len : sizeof(payload) - 2;

	if (code == WS_NO_CODE) {
		frame_put_control(to, WS_CLOSE, STR(""));
		return;
	}
	payload[0] = (char)(code >> 8);
	payload[1] = (char)(code & 0xff);
	if (len)
		memcpy(payload + 2, reason.at, len);
	frame_put_control(to, WS_CLOSE, (struct str){ payload, len + 2 });
}
