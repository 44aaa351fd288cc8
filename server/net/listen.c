/*
 * The listening socket and the acceptor. The socket is ours and not libwebsockets': it binds
 * exactly the configured address (4.1.6 binds all of them when IPv6 is on), and a restart can hand
 * it over (systemd's LISTEN_FDS). Accepting runs on the first I/O thread; sockets go round to all.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/internal.h"

/* systemd: the first descriptor that it hands over. */
#define LISTEN_FD_FIRST 3
/* Sockets accepted in one go, so that a storm does not starve who is already there. */
#define ACCEPT_MOST 256
/* How long it looks away when there is no descriptor, not even to refuse with. */
#define REST_MS 100
#define PEERS_SWEPT_EVERY 1024

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

struct listener {
	int fd, spare_fd; /* the spare makes room to refuse when descriptors run out */
	uv_poll_t poll;
	uv_timer_t rest;
	bool is_polling;
	struct net *net;
	unsigned next_io, until_sweep;
	struct map peers; /* address_key() → struct peer */
	unsigned char secret[16]; /* of this process: what network_of() hides addresses with */
};

/* IPv6 by /64, because one customer has as many addresses as there are below it. */
static uint64_t address_key(const union address *a)
{
	uint64_t key;

	if (a->any.sa_family == AF_INET)
		return UINT64_C(1) << 40 | a->v4.sin_addr.s_addr;
	if (IN6_IS_ADDR_V4MAPPED(&a->v6.sin6_addr)) {
		uint32_t v4;

		memcpy(&v4, a->v6.sin6_addr.s6_addr + 12, sizeof(v4));
		return UINT64_C(1) << 40 | v4;
	}
	memcpy(&key, a->v6.sin6_addr.s6_addr, sizeof(key));
	return key;
}

static bool is_loopback(const union address *a)
{
	const unsigned char *v6 = a->v6.sin6_addr.s6_addr;

	if (a->any.sa_family == AF_INET)
		return ntohl(a->v4.sin_addr.s_addr) >> 24 == 127;
	return IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr) ||
	       (IN6_IS_ADDR_V4MAPPED(&a->v6.sin6_addr) && v6[12] == 127);
}

static bool is_trusted(const struct conf *conf, const union address *a)
{
	char text[INET6_ADDRSTRLEN];
	const void *bytes = a->any.sa_family == AF_INET ? (const void *)&a->v4.sin_addr
							: (const void *)&a->v6.sin6_addr;

	if (!inet_ntop(a->any.sa_family, bytes, text, sizeof(text)))
		return false;
	for (size_t i = 0; i < conf->trusted_proxies.n; i++) {
		if (str_eq(conf->trusted_proxies.at[i], str_of(text)))
			return true;
	}
	return false;
}

/* Addresses go no further than this: what others are told of one means nothing after a restart. */
static int64_t network_of(const struct listener *l, const union address *a)
{
	uint64_t key = address_key(a);
	unsigned char text[sizeof(l->secret) + sizeof(key)], hash[SHA256_BYTES];
	int64_t network;

	memcpy(text, l->secret, sizeof(l->secret));
	memcpy(text + sizeof(l->secret), &key, sizeof(key));
	crypt_sha256((struct str){ (const char *)text, sizeof(text) }, hash);
	memcpy(&network, hash, sizeof(network));
	return network & ((INT64_C(1) << 53) - 1); /* as any JSON reader holds it */
}

/* The last one was written by the proxy itself; what stands before it anybody may have sent. */
static int64_t forwarded_network(const struct listener *l, struct str forwarded)
{
	union address a = { 0 };
	char text[INET6_ADDRSTRLEN];
	struct str rest = forwarded, last;

	while (str_cut(&rest, ',', &last))
		;
	last = str_trim(last);
	if (last.len >= sizeof(text))
		return 0;
	snprintf(text, sizeof(text), "%.*s", STR_FMT(last));
	if (inet_pton(AF_INET, text, &a.v4.sin_addr) == 1)
		a.any.sa_family = AF_INET;
	else if (inet_pton(AF_INET6, text, &a.v6.sin6_addr) == 1)
		a.any.sa_family = AF_INET6;
	else
		return 0;
	return network_of(l, &a);
}

int64_t listen_network(const struct listener *l, const struct peer *p, struct str forwarded)
{
	if (!p)
		return 0; /* no socket of ours */
	return p->is_proxy ? forwarded_network(l, forwarded) : p->network;
}

/* ---- the socket ---- */

/* The address as the operator wrote it, literal only: a name may mean several. */
static bool parse_address(const struct conf *conf, union address *ret, socklen_t *ret_len)
{
	uint16_t port = htons((uint16_t)conf->port);

	memset(ret, 0, sizeof(*ret));
	if (inet_pton(AF_INET, conf->listen.at, &ret->v4.sin_addr) == 1) {
		ret->v4.sin_family = AF_INET;
		ret->v4.sin_port = port;
		*ret_len = sizeof(ret->v4);
		return true;
	}
	memset(ret, 0, sizeof(*ret));
	if (inet_pton(AF_INET6, conf->listen.at, &ret->v6.sin6_addr) == 1) {
		ret->v6.sin6_family = AF_INET6;
		ret->v6.sin6_port = port;
		*ret_len = sizeof(ret->v6);
		return true;
	}
	return false;
}

static int bind_socket(const struct conf *conf, int *ret_exit)
{
	union address address;
	socklen_t len;
	int on = 1, fd;

	*ret_exit = EX_CONFIG;
	if (!parse_address(conf, &address, &len)) {
		log_error("bad_setting", "key", "listen", "value", conf->listen.at, "must_be",
			  "an IPv4 or IPv6 address");
		return -1;
	}
	*ret_exit = EX_OSERR;
	fd = socket(address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0 && !setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) &&
	    !bind(fd, &address.any, len) && !listen(fd, SOMAXCONN))
		return fd;
	if (errno == EADDRNOTAVAIL || errno == EACCES)
		*ret_exit = EX_CONFIG;
	log_error("cannot_listen", "listen", conf->listen.at, "port", log_i(conf->port), "why",
		  strerror(errno), "hint",
		  errno == EADDRINUSE ? "another program has this port; set port, or stop it"
				      : "see the keys listen and port");
	if (fd >= 0)
		close(fd);
	return -1;
}

/* The socket that systemd or the process before us left, -1: none. */
static int inherited_socket(void)
{
	const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");
	long long ours;
	int is_listening = 0;
	socklen_t len = sizeof(is_listening);

	if (!pid || !n || !str_to_i64(str_of(pid), &ours) || ours != getpid() || !strcmp(n, "0"))
		return -1;
	if (getsockopt(LISTEN_FD_FIRST, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &len) ||
	    !is_listening)
		return -1;
	if (fcntl(LISTEN_FD_FIRST, F_SETFD, FD_CLOEXEC) ||
	    fcntl(LISTEN_FD_FIRST, F_SETFL, O_NONBLOCK))
		return -1;
	return LISTEN_FD_FIRST;
}

/* Accepted sockets inherit it. Left alone the kernel grows each to megabytes, for readers that do
 * not read. */
static void bound_send_buffer(int fd, int bytes)
{
	IGNORE(setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes))); /* then it grows */
}

struct listener *listen_open(const struct conf *conf, int *ret_exit)
{
	struct listener *l;
	int fd = inherited_socket();

	if (fd >= 0)
		log_info("socket_inherited");
	else
		fd = bind_socket(conf, ret_exit);
	if (fd < 0)
		return NULL;
	bound_send_buffer(fd, (int)conf->conn_send_bytes);
	l = mem_alloc(sizeof(*l));
	l->fd = fd;
	crypt_random(l->secret, sizeof(l->secret));
	l->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return l;
}

unsigned listen_port(const struct listener *l)
{
	union address a;
	socklen_t len = sizeof(a);

	if (getsockname(l->fd, &a.any, &len))
		return 0;
	return ntohs(a.any.sa_family == AF_INET ? a.v4.sin_port : a.v6.sin6_port);
}

/* ---- accepting ---- */

/* Peers without connections are forgotten now and then; only here, so that nobody looks at one that
 * is being freed. */
static void sweep_peers(struct listener *l)
{
	bool found = true;

	while (found) {
		size_t pos = 0;
		uint64_t key;
		void *value;

		found = false;
		while (!found && map_next(&l->peers, &pos, &key, &value))
			found = atomic_load(&((struct peer *)value)->n) == 0;
		if (found) {
			map_remove(&l->peers, key);
			free(value);
		}
	}
	l->until_sweep = PEERS_SWEPT_EVERY;
}

static struct peer *peer_at(struct listener *l, const union address *a)
{
	uint64_t key = address_key(a);
	struct peer *p;

	if (!l->until_sweep--)
		sweep_peers(l);
	p = map_get(&l->peers, key);
	if (!p) {
		p = mem_alloc(sizeof(*p));
		p->network = network_of(l, a);
		p->is_proxy = is_trusted(l->net->conf, a);
		map_set(&l->peers, key, p);
	}
	return p;
}

/* Closes at once with a reset: whoever floods learns nothing and costs nothing. */
static void turn_away(struct listener *l, int fd, enum drop why)
{
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	IGNORE(setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset))); /* then politely */
	close(fd);
	COUNT(&l->net->io[0].counts, drops[why], 1);
}

static void hand_over(struct listener *l, int fd, const union address *from)
{
	struct peer *peer = peer_at(l, from);
	struct arrival *a;
	int on = 1;

	if (atomic_load(&peer->n) >= (unsigned)l->net->conf->conn_per_address && !peer->is_proxy) {
		turn_away(l, fd, DROP_PER_ADDRESS);
		return;
	}
	IGNORE(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on))); /* then slower */
	atomic_fetch_add(&peer->n, 1);
	a = mem_alloc(sizeof(*a));
	*a = (struct arrival){ .fd = fd, .peer = peer, .is_loopback = is_loopback(from) };
	mailbox_post(&l->net->io[l->next_io].arrivals, &a->mail);
	l->next_io = (l->next_io + 1) % l->net->n_io;
}

static void on_readable(uv_poll_t *handle, int status, int events);

static void on_rested(uv_timer_t *timer)
{
	struct listener *l = timer->data;

	uv_poll_start(&l->poll, UV_READABLE, on_readable);
}

/* Looks away for a moment: newcomers wait in the queue of the kernel. */
static void rest(struct listener *l)
{
	uv_poll_stop(&l->poll);
	uv_timer_start(&l->rest, on_rested, REST_MS, 0);
}

/* No descriptor left: give up the spare one to take the newcomer off the queue, or the loop would
 * spin on a socket that stays readable. Another thread may be quicker and take it. */
static bool shed(struct listener *l)
{
	int fd = -1;

	if (l->spare_fd >= 0) {
		close(l->spare_fd);
		fd = accept4(l->fd, NULL, NULL, SOCK_CLOEXEC);
	}
	if (fd >= 0)
		turn_away(l, fd, DROP_NO_DESCRIPTORS);
	else
		rest(l);
	l->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return fd >= 0;
}

static bool accept_one(struct listener *l)
{
	union address from;
	socklen_t len = sizeof(from);
	int fd = accept4(l->fd, &from.any, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (fd >= 0) {
		hand_over(l, fd, &from);
		return true;
	}
	if (errno == EMFILE || errno == ENFILE)
		return shed(l);
	/* Gone again before we looked, or a network error of its own: the next one may be fine. */
	return errno != EAGAIN && errno != EWOULDBLOCK && errno != EBADF && errno != EINVAL;
}

static void on_readable(uv_poll_t *handle, int status, int events)
{
	struct listener *l = handle->data;

	(void)status;
	(void)events; /* readable or failed: accept4 says which */
	for (int i = 0; i < ACCEPT_MOST && accept_one(l); i++) {
	}
}

void listen_start(struct listener *l, struct net *net)
{
	l->net = net;
	uv_poll_init(&net->io[0].loop, &l->poll, l->fd);
	l->poll.data = l;
	uv_poll_start(&l->poll, UV_READABLE, on_readable);
	uv_timer_init(&net->io[0].loop, &l->rest);
	l->rest.data = l;
	l->is_polling = true;
}

void listen_stop(struct listener *l)
{
	if (!l->is_polling)
		return;
	l->is_polling = false;
	uv_poll_stop(&l->poll);
	uv_close((uv_handle_t *)&l->poll, NULL);
	uv_close((uv_handle_t *)&l->rest, NULL);
	/* A descriptor of systemd stays open there; newcomers wait for the next process. */
	close(l->fd);
	l->fd = -1;
}

void listen_free(struct listener *l)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	if (!l)
		return;
	while (map_next(&l->peers, &pos, &key, &value))
		free(value);
	map_done(&l->peers);
	if (l->fd >= 0)
		close(l->fd);
	if (l->spare_fd >= 0)
		close(l->spare_fd);
	free(l);
}
