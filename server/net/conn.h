/*
 * One TCP or TLS connection: its bounded queue of bytes to send, its input so far, its deadline and
 * its end. What the bytes mean is decided by its role (`http.c`, `ws.c`). Belongs to one I/O
 * thread.
 *
 * The only file beside io.c that calls libwebsockets, which is used as a raw socket with TLS: bytes
 * in, bytes out. All writes of a connection go through one queue, so that no control frame can land
 * in the middle of another frame.
 */
#pragma once

#include "net/internal.h"
#include "net/limit.h"

struct lws;

/* What the bytes of a connection mean. */
struct role {
	/* Looks at all input that is there; how many bytes of it are done with. The rest is shown
	 * again, with more behind it. */
	size_t (*take)(struct conn *c, struct str bytes);
	/* The deadline is over; sets a new one, or ends the connection. */
	void (*tick)(struct conn *c);
	/* A reply, or who is signed in. The delivery stays the caller's. */
	void (*deliver)(struct conn *c, struct delivery *d);
	/* The session ended. */
	void (*end_session)(struct conn *c);
	/* The server stops. */
	void (*stop)(struct conn *c);
	size_t input_most; /* bytes that may wait to be taken */
};

enum conn_state {
	CONN_OPEN,
	CONN_LEAVING, /* takes no input; sends what is queued, then shuts down */
	CONN_GONE,    /* freed at the end of this turn */
};

/* Bytes on their way out; the first of frame and owned that is set says who owns them. */
struct piece {
	const unsigned char *at;
	size_t len;
	struct frame *frame; /* one reference */
	void *owned;         /* freed when sent */
};

/* Who is signed in on this connection. */
struct session {
	enum { SESSION_NONE, SESSION_ASKED, SESSION_KNOWN } state;
	int64_t account; /* 0: nobody */
	char token[65];
	unsigned char hash[SHA256_BYTES];
};

enum http_step { HTTP_HEAD, HTTP_BODY, HTTP_CONNECTING, HTTP_ASKED };

struct http_state {
	enum http_step step;
	bool keeps_alive, is_head_only;
	size_t scanned, head_len, body_len;
};

struct ws_state {
	struct follows follows;
	struct bucket commands, messages;
	struct buf message; /* fragments so far */
	struct buf pongs;   /* answers to pings, not yet written */
	unsigned n_pongs, n_small;
	bool is_in_message;
	int64_t message_since_ms; /* first byte of the message at hand; 0: none */
	int64_t heartbeat_ms;     /* when the next one is due */
};

struct conn {
	struct list in_wheel; /* or in io->gone */
	struct list in_dirty;
	struct io *io;
	struct lws *wsi; /* NULL: closed below us */
	struct peer *peer;
	const struct role *role;
	uint64_t id;
	int64_t due_ms, placed_ms; /* deadline, and where it is in the wheel (not later) */
	int64_t heard_ms;
	enum conn_state state;
	bool is_lagging, is_loopback, is_websocket, has_shut;
	/* output */
	struct piece *out; /* &only for one: most have one at a time, and memory for each costs 3 % of telling it */
	struct piece only;
	unsigned first_out, n_out, size_out;
	size_t sent;   /* of the first piece */
	size_t queued; /* bytes that wait, borrowed ones not counted */
	/* input that was not taken yet */
	struct buf in;
	struct session session;
	struct http_state http;
	struct ws_state ws;
};

/* A connection that was just adopted. */
struct conn *conn_new(struct io *io, struct lws *wsi, const struct arrival *a);

/* Bytes came. */
void conn_input(struct conn *c, struct str bytes);

/* Looks at the input again, because something else changed. */
void conn_input_again(struct conn *c);

/* Queues bytes. They are sent at the end of the turn, together. */
void conn_send_frame(struct conn *c, struct frame *f);   /* takes the reference */
void conn_send_owned(struct conn *c, struct buf *b);     /* takes the memory, leaves *b empty */
void conn_send_static(struct conn *c, struct str bytes); /* lives as long as the server */

/* There is something to write that is not in the queue (pongs). */
void conn_mark(struct conn *c);

/* Writes what the socket takes. */
void conn_flush(struct conn *c);

/* From now on nothing is read; what is queued is sent (for a bounded time), then it closes. */
void conn_leave(struct conn *c);

/* Forgets what is queued, but a piece that was begun. */
void conn_forget_output(struct conn *c);

/* Ends it at once, and counts why. */
void conn_drop(struct conn *c, enum drop why);

/* Ends it at once. */
void conn_kill(struct conn *c);

/* When role->tick is called, at the latest. */
void conn_due(struct conn *c, int64_t at_ms);

/* The wheel turned to io->now_ms: ticks whoever is due. */
void conn_wheel(struct io *io);

/* Frees it; io_sweep() only. */
void conn_free(struct conn *c);

/* ---- session.c ---- */

/* Asks the engine who is behind this token (empty: nobody). The answer is a DELIVER_CONNECTED.
 * False: the engine is busy. */
bool session_ask(struct conn *c, struct str token);
/* The answer came. */
void session_known(struct conn *c, int64_t account);
/* The answer came for a connection that is leaving or gone: whoever it was has left. */
void session_too_late(struct io *io, const struct delivery *d);
/* A frame asked, and nobody on this thread follows its topic. */
void session_nobody_follows(struct io *io, const struct delivery *d);
/* The connection is gone, or somebody else's from now on. */
void session_leave(struct conn *c);

/* ---- roles ---- */

extern const struct role http_role, ws_role;

/* The answer to a handshake that the gate passed; from now on the connection is a WebSocket. */
void ws_open(struct conn *c, const struct request *r);
/* A topic's frame for this connection. */
void ws_frame(void *arg, struct follows *f);
