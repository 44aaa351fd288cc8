/*
 * One browser, as far as the server can tell: a WebSocket that was signed in, follows topics and sends
 * commands. Frames are coded by libwslay; an epoll loop belongs to whoever drives them. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"

struct wslay_event_context;
struct peer;

/* What a peer says of itself, from within peer_event(). */
struct peer_events {
	void (*opened)(void *arg, struct peer *p);
	/* How many of these bytes, whole frames all, need no decoding, because their like was decoded. */
	size_t (*known)(void *arg, struct peer *p, struct str bytes);
	/* A message as a whole, and the frame it came in; borrowed. */
	void (*message)(void *arg, struct peer *p, struct str frame, bool is_binary,
			struct str message);
	void (*closed)(void *arg, struct peer *p, unsigned code);
	void *arg;
};

enum peer_state { PEER_CLOSED, PEER_CONNECTING, PEER_SIGNING_IN, PEER_UPGRADING, PEER_OPEN };

struct peer {
	enum peer_state state;
	int fd;
	uint16_t port; /* the server's, on loopback */
	const char *path, *subprotocol; /* NULL: none */
	uint64_t bytes; /* received */
	unsigned source;
	char token[64]; /* of a sign-in link: it is redeemed first, over HTTP */
	char cookie[96];
	struct buf in; /* the answer or the frame that is not complete yet */
	struct wslay_event_context *ws;
	bool wants_write;
	const struct peer_events *events;
};

/*
 * Begins to connect to the port and path that are set, and adds the socket to the epoll instance, its data
 * pointing to the peer. `source`
 * chooses the address of loopback that it comes from, because a server limits the connections of one.
 * False: the system has no socket left; errno says why.
 */
bool peer_open(struct peer *p, int epoll, unsigned source);

/* The socket can be read or written. */
void peer_event(struct peer *p, int epoll, uint32_t events);

/* Sends a message; copied. What the socket does not take is sent when it does. */
void peer_send(struct peer *p, int epoll, struct str message, bool is_binary);

/* Closes without a word and frees what it has. Repeatable. */
void peer_end(struct peer *p);
