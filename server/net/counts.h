/*
 * The socket layer's figures for /metrics. Each I/O thread writes its own; any thread reads. They
 * are relaxed atomics: a figure may be a moment old, never torn.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

#include "base/buf.h"
#include "net/gate.h"

/* Why a connection was ended by us: name, text. */
#define DROP_LIST(ROW)                                                                             \
	ROW(SLOW_READER, "slow_reader")                                                            \
	ROW(NO_ROOM, "no_room")                                                                    \
	ROW(SILENT, "silent")                                                                      \
	ROW(MESSAGE_TIMEOUT, "message_timeout")                                                    \
	ROW(HANDSHAKE_TIMEOUT, "handshake_timeout")                                                \
	ROW(CLOSE_TIMEOUT, "close_timeout")                                                        \
	ROW(BAD_FRAME, "bad_frame")                                                                \
	ROW(FLOOD, "flood")                                                                        \
	ROW(SESSION_ENDED, "session_ended")                                                        \
	ROW(PER_ADDRESS, "per_address")                                                            \
	ROW(NO_DESCRIPTORS, "no_descriptors")                                                      \
	ROW(NOT_ADOPTED, "not_adopted")                                                            \
	ROW(WRITE_FAILED, "write_failed")                                                          \
	ROW(BUSY, "busy")

enum drop {
#define DROP_ROW(NAME, text) DROP_##NAME,
	DROP_LIST(DROP_ROW)
#undef DROP_ROW
	    DROP_COUNT
};

struct counts {
	atomic_ullong accepted;
	atomic_llong http, websocket, local, lagging, subscriptions, queued_bytes;
	atomic_ullong requests, messages, frames_out, conflated, writes, bytes_in, bytes_out;
	atomic_ullong refusals[REFUSAL_COUNT], drops[DROP_COUNT];
};

#define COUNT(counts, member, n)                                                                   \
	((void)atomic_fetch_add_explicit(&(counts)->member, (n), memory_order_relaxed))

/* Appends the sums over n threads as Prometheus text. */
void counts_write(struct buf *to, struct counts *const *all, size_t n);
