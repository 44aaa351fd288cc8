/* See peer.h. Reading is one recv() for as much as there is, however many frames are in it. */
#include "loadtest/peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wslay/wslay.h>

#include "base/mem.h"

#define HEAD_MOST 4096
/* A server lets one address have 2,000 connections. */
#define ADDRESSES 64

/* The frame that is being decoded, of whichever peer, and what of it is left. */
static struct {
	struct str frame;
	const char *at;
	size_t len;
} input;

/* ---- what libwslay asks for ---- */

static ssize_t give_input(wslay_event_context_ptr ws, uint8_t *at, size_t len, int flags, void *arg)
{
	(void)flags;
	(void)arg;
	if (!input.len) {
		wslay_event_set_error(ws, WSLAY_ERR_WOULDBLOCK);
		return -1;
	}
	if (len > input.len)
		len = input.len;
	memcpy(at, input.at, len);
	input.at += len;
	input.len -= len;
	return (ssize_t)len;
}

static ssize_t take_output(wslay_event_context_ptr ws, const uint8_t *at, size_t len, int flags,
			   void *arg)
{
	const struct peer *p = arg;
	ssize_t n = send(p->fd, at, len, MSG_NOSIGNAL);

	(void)flags;
	if (n < 0)
		wslay_event_set_error(ws, errno == EAGAIN ? WSLAY_ERR_WOULDBLOCK :
							    WSLAY_ERR_CALLBACK_FAILURE);
	return n;
}

/* Masks protect proxies that are not here: any will do. */
static int make_mask(wslay_event_context_ptr ws, uint8_t *at, size_t len, void *arg)
{
	(void)ws;
	(void)arg;
	memset(at, 0x5a, len);
	return 0;
}

static void take_message(wslay_event_context_ptr ws, const struct wslay_event_on_msg_recv_arg *m,
			 void *arg)
{
	struct peer *p = arg;

	(void)ws;
	if (wslay_is_ctrl_frame(m->opcode))
		return;
	p->events->message(p->events->arg, p, input.frame, m->opcode == WSLAY_BINARY_FRAME,
			   (struct str){ (const char *)m->msg, m->msg_length });
}

static const struct wslay_event_callbacks CALLBACKS = {
	.recv_callback = give_input,
	.send_callback = take_output,
	.genmask_callback = make_mask,
	.on_msg_recv_callback = take_message,
};

/* ---- life ---- */

void peer_end(struct peer *p)
{
	if (p->state == PEER_CLOSED)
		return;
	p->state = PEER_CLOSED;
	close(p->fd);
	wslay_event_context_free(p->ws);
	buf_done(&p->in);
	p->ws = NULL;
}

static void lose(struct peer *p)
{
	unsigned code = p->ws ? wslay_event_get_status_code_received(p->ws) : 0;

	peer_end(p);
	p->events->closed(p->events->arg, p, code);
}

static void wait_for(struct peer *p, int epoll, bool wants_write)
{
	struct epoll_event e = { .events = EPOLLIN | (wants_write ? EPOLLOUT : 0U), .data.ptr = p };

	if (wants_write == p->wants_write)
		return;
	p->wants_write = wants_write;
	epoll_ctl(epoll, EPOLL_CTL_MOD, p->fd, &e);
}

static int connect_from(unsigned source, uint16_t port)
{
	struct sockaddr_in from = { .sin_family = AF_INET }, to = from;
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + source % ADDRESSES);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	to.sin_port = htons(port);
	if (fd < 0)
		return -1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	/* The port is chosen when it connects: as many a source as there are ports. */
	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&from, sizeof(from)) ||
	    (connect(fd, (struct sockaddr *)&to, sizeof(to)) && errno != EINPROGRESS)) {
		close(fd);
		return -1;
	}
	return fd;
}

bool peer_open(struct peer *p, int epoll, unsigned source)
{
	struct epoll_event e = { .events = EPOLLIN | EPOLLOUT, .data.ptr = p };

	p->source = source;
	p->fd = connect_from(source, p->port);
	if (p->fd < 0)
		return false;
	p->state = PEER_CONNECTING;
	p->wants_write = true;
	return !epoll_ctl(epoll, EPOLL_CTL_ADD, p->fd, &e);
}

static void ask(struct peer *p, int epoll, const char *request, int len, enum peer_state next)
{
	wait_for(p, epoll, false);
	if (send(p->fd, request, (size_t)len, MSG_NOSIGNAL) == len)
		p->state = next;
	else
		lose(p); /* a new socket takes half a kilobyte, or it is none */
}

static void ask_to_sign_in(struct peer *p, int epoll)
{
	char request[512], args[128];
	int n = snprintf(args, sizeof(args), "{\"token\":\"%s\"}", p->token);
	int len = snprintf(request, sizeof(request),
			   "POST /api/v1/session.redeem HTTP/1.1\r\nHost: localhost:%u\r\n"
			   "Origin: http://localhost:%u\r\nConnection: close\r\n"
			   "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
			   p->port, p->port, n, args);

	ask(p, epoll, request, len, PEER_SIGNING_IN);
}

static void ask_for_upgrade(struct peer *p, int epoll)
{
	char request[512];
	int len = snprintf(request, sizeof(request),
			   "GET %s HTTP/1.1\r\nHost: localhost:%u\r\nOrigin: http://localhost:%u\r\n"
			   "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
			   "Cookie: %s%s%s\r\n\r\n",
			   p->path, p->port, p->port, p->cookie[0] ? p->cookie : "none=1",
			   p->subprotocol ? "\r\nSec-WebSocket-Protocol: " : "",
			   p->subprotocol ? p->subprotocol : "");

	ask(p, epoll, request, len, PEER_UPGRADING);
}

static void ask_first(struct peer *p, int epoll)
{
	if (p->token[0])
		ask_to_sign_in(p, epoll);
	else
		ask_for_upgrade(p, epoll);
}

/* How long the first frame is with its header; 0: that is not there yet. A server masks nothing. */
static size_t frame_len(struct str bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.at;
	size_t n_bytes = bytes.len < 2 ? 0 : at[1] == 126 ? 2 : at[1] == 127 ? 8 : 0, len = 0;

	if (bytes.len < 2 + n_bytes)
		return 0;
	for (size_t i = 0; i < n_bytes; i++)
		len = len << 8 | at[2 + i];
	return 2 + n_bytes + (n_bytes ? len : at[1]);
}

/* Lets libwslay judge and decode one frame. */
static void read_frame(struct peer *p, struct str frame)
{
	input.frame = frame;
	input.at = frame.at;
	input.len = frame.len;
	while (p->state == PEER_OPEN && input.len) {
		if (wslay_event_recv(p->ws) || wslay_event_get_close_received(p->ws))
			lose(p);
	}
}

/* How many of the bytes are done with. */
static size_t read_frames(struct peer *p, int epoll, struct str bytes)
{
	size_t used = 0, n;

	while (p->state == PEER_OPEN && used < bytes.len) {
		n = p->events->known(p->events->arg, p, str_from(bytes, used));
		if (!n) {
			n = frame_len(str_from(bytes, used));
			if (!n || n > bytes.len - used)
				break;
			read_frame(p, (struct str){ bytes.at + used, n });
		}
		used += n;
	}
	if (p->state == PEER_OPEN && wslay_event_want_write(p->ws)) /* a pong */
		wait_for(p, epoll, true);
	return used;
}

static size_t read_head(struct peer *p, struct str bytes)
{
	const char *end = memmem(bytes.at, bytes.len, "\r\n\r\n", 4);

	if (!end && bytes.len < HEAD_MOST)
		return 0;
	if (!end || !str_starts(bytes, STR("HTTP/1.1 101"))) {
		lose(p);
		return 0;
	}
	p->state = PEER_OPEN;
	if (wslay_event_context_client_init(&p->ws, &CALLBACKS, p))
		mem_exhausted();
	p->events->opened(p->events->arg, p);
	return (size_t)(end + 4 - bytes.at);
}

/* Frames may follow the head in the same bytes. */
static size_t read_bytes(struct peer *p, int epoll, struct str bytes)
{
	size_t used = p->state == PEER_UPGRADING ? read_head(p, bytes) : 0;

	return p->state == PEER_OPEN ? used + read_frames(p, epoll, str_from(bytes, used)) : used;
}

/* What is not a whole one yet is kept. */
static void take(struct peer *p, int epoll, struct str bytes)
{
	size_t used;

	if (!p->in.len) {
		used = read_bytes(p, epoll, bytes);
		if (p->state != PEER_CLOSED)
			buf_str(&p->in, str_from(bytes, used));
		return;
	}
	buf_str(&p->in, bytes);
	used = read_bytes(p, epoll, buf_view(&p->in));
	if (used && p->state != PEER_CLOSED) {
		memmove(p->in.at, p->in.at + used, p->in.len - used);
		p->in.len -= used;
	}
}

/* The server said all: the session's cookie is in it, and with that it comes in. */
static void sign_in(struct peer *p, int epoll)
{
	static const char NAME[] = "\r\nset-cookie: ";
	const char *cookie;

	buf_char(&p->in, 0);
	cookie = strcasestr(p->in.at, NAME);
	if (!cookie || strncmp(p->in.at, "HTTP/1.1 200", 12) != 0) {
		fprintf(stderr, "signing in: %.100s\n", p->in.at);
		lose(p);
		return;
	}
	cookie += sizeof(NAME) - 1;
	snprintf(p->cookie, sizeof(p->cookie), "%.*s", (int)strcspn(cookie, ";\r"), cookie);
	p->token[0] = 0; /* it works once */
	peer_end(p);
	if (!peer_open(p, epoll, p->source))
		p->events->closed(p->events->arg, p, 0);
}

static void read_all(struct peer *p, int epoll)
{
	static char buffer[1 << 18];
	ssize_t n = recv(p->fd, buffer, sizeof(buffer), 0);

	if (!n && p->state == PEER_SIGNING_IN) {
		sign_in(p, epoll);
		return;
	}
	if (n <= 0) {
		if (!n || errno != EAGAIN)
			lose(p);
		return;
	}
	p->bytes += (uint64_t)n;
	take(p, epoll, (struct str){ buffer, (size_t)n });
}

static void write_all(struct peer *p, int epoll)
{
	if (p->state == PEER_OPEN && wslay_event_send(p->ws))
		lose(p);
	else if (p->state == PEER_OPEN)
		wait_for(p, epoll, wslay_event_want_write(p->ws));
}

void peer_event(struct peer *p, int epoll, uint32_t events)
{
	if (p->state == PEER_CONNECTING && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)))
		ask_first(p, epoll);
	else if (p->state == PEER_OPEN && (events & EPOLLOUT))
		write_all(p, epoll);
	if (p->state > PEER_CONNECTING && (events & ~(uint32_t)EPOLLOUT))
		read_all(p, epoll);
}

void peer_send(struct peer *p, int epoll, struct str message, bool is_binary)
{
	struct wslay_event_msg m = { is_binary ? WSLAY_BINARY_FRAME : WSLAY_TEXT_FRAME,
				     (const uint8_t *)message.at, message.len };

	if (p->state != PEER_OPEN)
		return;
	if (wslay_event_queue_msg(p->ws, &m))
		mem_exhausted();
	write_all(p, epoll);
}
