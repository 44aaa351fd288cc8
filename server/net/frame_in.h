/*
 * Frames of a WebSocket client (RFC 6455 §5): a strict look at the header as soon as its bytes are
 * there, then libwslay to take the whole frame apart. As with request heads, two readers must
 * agree. A connection keeps the bytes of a frame until it is whole, so one decoder serves a whole
 * thread and an idle connection keeps none.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/str.h"

enum ws_opcode {
	WS_CONTINUATION = 0,
	WS_TEXT = 1,
	WS_BINARY = 2,
	WS_CLOSE = 8,
	WS_PING = 9,
	WS_PONG = 10,
};

enum ws_code {
	WS_OK = 0,
	WS_NORMAL = 1000,
	WS_GOING_AWAY = 1001,
	WS_PROTOCOL_ERROR = 1002,
	WS_UNACCEPTABLE = 1003,
	WS_NO_CODE = 1005, /* never sent: a close frame without a code */
	WS_BAD_TEXT = 1007,
	WS_POLICY = 1008,
	WS_TOO_BIG = 1009,
	WS_TRY_LATER = 1013,
	WS_SESSION_ENDED = 4401, /* ours: sign in again */
};

#define FRAME_CONTROL_MOST 125

struct frame_head {
	bool is_final;
	enum ws_opcode opcode;
	size_t head_len, payload_len;
};

/*
 * Reads a frame's header. WS_OK with ret->head_len 0: more bytes are needed. Any other code: close
 * with it; nothing that a conforming client of ours sends is refused. A payload above `most` is
 * refused here, before a byte of it came.
 */
enum ws_code frame_head_read(struct str bytes, size_t most, struct frame_head *ret);

struct frame_decoder;

struct frame_decoder *frame_decoder_new(void);
void frame_decoder_free(struct frame_decoder *d);

/* Appends the unmasked payload of one whole frame, header included in `bytes`. */
enum ws_code frame_decode(struct frame_decoder *d, const struct frame_head *head, struct str bytes,
			  struct buf *ret_payload) MUST_CHECK;

/* The code of a close frame's payload (WS_NO_CODE: none); WS_PROTOCOL_ERROR or WS_BAD_TEXT when the
 * payload itself is wrong, *ret_is_bad then set. */
enum ws_code frame_close_code(struct str payload, bool *ret_is_bad);

/* True when it is UTF-8 (RFC 3629): no overlong forms, no surrogates, at most U+10FFFF. */
bool frame_is_utf8(struct str text);

/* Appends a server's control frame; at most FRAME_CONTROL_MOST bytes of payload. */
void frame_put_control(struct buf *to, enum ws_opcode opcode, struct str payload);

/* Appends a close frame. */
void frame_put_close(struct buf *to, enum ws_code code, struct str reason);
