/*
 * stagebeurs-limit [TICK_MS]: the least that a server can do who tells many what one said. Reads what comes in
 * on /write as WebSocket frames and writes it to everybody on /read: a prepared frame, once per message, or all
 * of a tick's at once. Parses nothing, stores nothing, checks nothing: what a server costs that does is measured
 * against this one, on the same machine. Speaks with stagebeurs-loadtest only. One thread, epoll.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define CONNS_MOST 65536
#define HEAD_MOST 2048
#define INPUT_MOST 65536
/* What the slowest reader may be behind; who is more is cut off. */
#define LOG_BYTES ((size_t)64 << 20)

struct conn {
	int fd;
	bool is_reader, is_writer, waits;
	size_t at; /* of the log: what was written to it */
	char *in;  /* what is not a whole frame yet */
	size_t n_in;
};

static struct {
	int epoll;
	struct conn conns[CONNS_MOST]; /* by descriptor */
	struct conn *readers[CONNS_MOST];
	unsigned n_readers;
	char *log; /* frames from here on, as they are sent */
	size_t n_log;
} s;

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static void end(struct conn *c)
{
	for (unsigned i = 0; c->is_reader && i < s.n_readers; i++) {
		if (s.readers[i] == c)
			s.readers[i] = s.readers[--s.n_readers];
	}
	close(c->fd);
	free(c->in);
	*c = (struct conn){ .fd = -1 };
}

static void wait_for(struct conn *c, bool waits)
{
	struct epoll_event e = { .events = EPOLLIN | (waits ? EPOLLOUT : 0U), .data.ptr = c };

	if (c->waits != waits)
		epoll_ctl(s.epoll, EPOLL_CTL_MOD, c->fd, &e);
	c->waits = waits;
}

/* False: it is gone. */
static bool write_to(struct conn *c)
{
	while (c->at < s.n_log) {
		ssize_t n = send(c->fd, s.log + c->at, s.n_log - c->at, MSG_NOSIGNAL);

		if (n < 0 && errno == EAGAIN)
			break;
		if (n < 0) {
			end(c);
			return false;
		}
		c->at += (size_t)n;
	}
	wait_for(c, c->at < s.n_log);
	return true;
}

/* Makes room: forgets what everybody has. */
static void compact(void)
{
	size_t least = s.n_log;

	for (unsigned i = 0; i < s.n_readers; i++)
		least = s.readers[i]->at < least ? s.readers[i]->at : least;
	if (least < LOG_BYTES / 2 && s.n_log > least)
		return;
	memmove(s.log, s.log + least, s.n_log - least);
	s.n_log -= least;
	for (unsigned i = 0; i < s.n_readers; i++)
		s.readers[i]->at -= least;
}

static void write_to_all(void)
{
	for (unsigned i = s.n_readers; i-- > 0;)
		write_to(s.readers[i]);
	compact();
}

static void put_frame(const unsigned char *payload, size_t len)
{
	char *to = s.log + s.n_log;

	if (s.n_log + len + 4 > LOG_BYTES) {
		fprintf(stderr, "stagebeurs-limit: a reader is 64 MiB behind\n");
		exit(EX_SOFTWARE);
	}
	*to++ = (char)0x81;
	if (len < 126) {
		*to++ = (char)len;
	} else {
		*to++ = 126;
		*to++ = (char)(len >> 8);
		*to++ = (char)len;
	}
	memcpy(to, payload, len);
	s.n_log = (size_t)(to - s.log) + len;
}

/* One masked frame of up to 64 KiB; how many bytes it was, 0: it is not there yet. */
static size_t take_frame(unsigned char *at, size_t n)
{
	size_t len = n > 1 ? at[1] & 127U : 0, head = len == 126 ? 8 : 6;

	if (n < head)
		return 0;
	if (len == 126)
		len = (size_t)at[2] << 8 | at[3];
	if (n < head + len)
		return 0;
	for (size_t i = 0; i < len; i++)
		at[head + i] ^= at[head - 4 + i % 4];
	if ((at[0] & 15) == 1)
		put_frame(at + head, len);
	return head + len;
}

static void upgrade(struct conn *c)
{
	/* The answer to the one key that stagebeurs-loadtest sends. */
	static const char ANSWER[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
				     "Connection: Upgrade\r\n"
				     "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

	c->is_reader = !strncmp(c->in, "GET /read ", 10);
	c->is_writer = !c->is_reader;
	if (send(c->fd, ANSWER, sizeof(ANSWER) - 1, MSG_NOSIGNAL) < 0) {
		end(c);
		return;
	}
	c->at = s.n_log;
	if (c->is_reader)
		s.readers[s.n_readers++] = c;
	c->n_in = 0;
}

static void read_from(struct conn *c, bool is_at_once)
{
	ssize_t n = recv(c->fd, c->in + c->n_in, INPUT_MOST - c->n_in, 0);
	size_t used = 0, one;

	if (n <= 0) {
		if (!n || errno != EAGAIN)
			end(c);
		return;
	}
	c->n_in += (size_t)n;
	if (!c->is_reader && !c->is_writer) {
		if (c->n_in >= 4 && !memcmp(c->in + c->n_in - 4, "\r\n\r\n", 4))
			upgrade(c);
		return;
	}
	while ((one = take_frame((unsigned char *)c->in + used, c->n_in - used))) {
		used += one;
		if (is_at_once)
			write_to_all();
	}
	memmove(c->in, c->in + used, c->n_in - used);
	c->n_in -= used;
}

static void accept_all(int listener)
{
	int one = 1, fd;

	while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
		struct conn *c = &s.conns[fd];
		struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };

		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		*c = (struct conn){ .fd = fd, .in = malloc(INPUT_MOST) };
		if (!c->in || epoll_ctl(s.epoll, EPOLL_CTL_ADD, fd, &e))
			exit(EX_OSERR);
	}
}

static int listen_on_loopback(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = NULL };

	s.epoll = epoll_create1(EPOLL_CLOEXEC);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) || listen(fd, SOMAXCONN) ||
	    getsockname(fd, (struct sockaddr *)&at, &len) ||
	    epoll_ctl(s.epoll, EPOLL_CTL_ADD, fd, &e)) {
		perror("stagebeurs-limit");
		exit(EX_OSERR);
	}
	printf("port=%u\n", ntohs(at.sin_port));
	fflush(stdout);
	return fd;
}

int main(int argc, char **argv)
{
	int64_t tick_us = argc > 1 ? atoi(argv[1]) * INT64_C(1000) : 0, due_us = 0;
	struct rlimit files;
	int listener = listen_on_loopback();

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	s.log = malloc(LOG_BYTES);
	for (;;) {
		struct epoll_event events[512];
		int n = epoll_wait(s.epoll, events, 512, tick_us ? 1 : -1);

		for (int i = 0; i < n; i++) {
			struct conn *c = events[i].data.ptr;

			if (!c)
				accept_all(listener);
			else if (c->fd >= 0 && (!(events[i].events & EPOLLOUT) || write_to(c)) &&
				 (events[i].events & ~(uint32_t)EPOLLOUT))
				read_from(c, !tick_us);
		}
		if (tick_us && now_us() >= due_us) {
			due_us = now_us() + tick_us;
			write_to_all();
		}
	}
}
