/*
 * The gate: decides on the bytes of a request's head, before anything acts on them, whether it is
 * one that we serve. Stricter than RFC 9112 asks, because what two parsers read differently is how
 * requests are smuggled past a proxy (facts/security.md §1.3). Pure; any thread.
 *
 * Two readers must agree: our own scan of the bytes, and http_parser (Node's, strict).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define GATE_HEAD_MOST ((size_t)8192)
#define GATE_HEADERS_MOST 64
#define GATE_SUBPROTOCOL "stagebeurs.v1"

/* name, HTTP status, text: the text is the reason in the answer and in /metrics. */
#define REFUSAL_LIST(ROW)                                                                          \
	ROW(BAD_BYTE, 400, "bad_byte")                                                             \
	ROW(BARE_LF, 400, "bare_lf")                                                               \
	ROW(BARE_CR, 400, "bare_cr")                                                               \
	ROW(FOLDED_HEADER, 400, "folded_header")                                                   \
	ROW(HEAD_TOO_LARGE, 400, "head_too_large")                                                 \
	ROW(TOO_MANY_HEADERS, 400, "too_many_headers")                                             \
	ROW(BAD_SYNTAX, 400, "bad_syntax")                                                         \
	ROW(BAD_VERSION, 400, "bad_version")                                                       \
	ROW(BAD_METHOD, 400, "bad_method")                                                         \
	ROW(BAD_TARGET, 400, "bad_target")                                                         \
	ROW(DUPLICATE_HEADER, 400, "duplicate_header")                                             \
	ROW(NO_HOST, 400, "no_host")                                                               \
	ROW(UNKNOWN_HOST, 400, "unknown_host")                                                     \
	ROW(TRANSFER_ENCODING, 400, "transfer_encoding")                                           \
	ROW(BAD_LENGTH, 400, "bad_length")                                                         \
	ROW(BODY_NOT_ALLOWED, 400, "body_not_allowed")                                             \
	ROW(LENGTH_REQUIRED, 411, "length_required")                                               \
	ROW(BODY_TOO_LARGE, 413, "body_too_large")                                                 \
	ROW(EXPECTATION, 417, "expectation")                                                       \
	ROW(BAD_UPGRADE, 400, "bad_upgrade")                                                       \
	ROW(WEBSOCKET_VERSION, 426, "websocket_version")                                           \
	ROW(WEBSOCKET_KEY, 400, "websocket_key")                                                   \
	ROW(SUBPROTOCOL, 400, "subprotocol")                                                       \
	ROW(NO_ORIGIN, 403, "no_origin")                                                           \
	ROW(FOREIGN_ORIGIN, 403, "foreign_origin")                                                 \
	ROW(CROSS_SITE, 403, "cross_site")                                                         \
	ROW(HEAD_TIMEOUT, 408, "head_timeout")                                                     \
	ROW(BODY_TIMEOUT, 408, "body_timeout")

enum refusal {
	REFUSAL_NONE,
#define REFUSAL_ROW(NAME, status, text) REFUSAL_##NAME,
	REFUSAL_LIST(REFUSAL_ROW)
#undef REFUSAL_ROW
	    REFUSAL_COUNT
};

int refusal_status(enum refusal r);
const char *refusal_text(enum refusal r);

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

/* The headers that somebody here reads; all others are skipped. */
enum header {
	HEADER_ACCEPT_ENCODING,
	HEADER_CONNECTION,
	HEADER_CONTENT_LENGTH,
	HEADER_CONTENT_TYPE,
	HEADER_COOKIE,
	HEADER_EXPECT,
	HEADER_FORWARDED,
	HEADER_HOST,
	HEADER_IDEMPOTENCY_KEY,
	HEADER_IF_NONE_MATCH,
	HEADER_ORIGIN,
	HEADER_SEC_FETCH_SITE,
	HEADER_SEC_WEBSOCKET_KEY,
	HEADER_SEC_WEBSOCKET_PROTOCOL,
	HEADER_SEC_WEBSOCKET_VERSION,
	HEADER_TRANSFER_ENCODING,
	HEADER_UPGRADE,
	HEADER_X_FORWARDED_FOR,
	HEADER_COUNT
};

/* A request that passed. All texts borrow from the bytes of the head. */
struct request {
	enum method method;
	struct str path, query;          /* as sent, percent-escapes included */
	struct str header[HEADER_COUNT]; /* trimmed; at == NULL: not given */
	size_t content_length;
	bool keeps_alive;
	bool is_upgrade; /* a WebSocket handshake, complete and right */
};

/* Who may come, and how we are called. */
struct gate_policy {
	const struct str *origins; /* "https://host[:port]", lower case */
	size_t n_origins;
	size_t body_most;
};

/*
 * Looks at the bytes received so far. *pos is where to go on (0 at first) and belongs to the caller
 * between calls. REFUSAL_NONE with *ret_len 0: more bytes are needed; with *ret_len: the head ends
 * there.
 */
enum refusal gate_scan(struct str bytes, size_t *pos, size_t *ret_len);

/* Decides on a whole head that gate_scan() passed. ret is filled as far as it was read. */
enum refusal gate_check(const struct gate_policy *policy, struct str head, struct request *ret);

/* The value of a cookie of the Cookie header, empty when it is not there. */
struct str gate_cookie(struct str header, struct str name);

/* True when a list such as `gzip;q=0.5, br` takes this coding with a quality above zero. */
bool gate_accepts(struct str header, struct str coding);

/* Without regard to the case of ASCII letters. */
bool gate_same(struct str a, struct str b);
