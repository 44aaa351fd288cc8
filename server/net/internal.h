/* What the files of net/ share; nobody else includes it. */
#pragma once

#include <uv.h>

#include "base/list.h"
#include "base/map.h"
#include "engine/engine.h"
#include "net/counts.h"
#include "net/frame_in.h"
#include "net/gate.h"
#include "net/net.h"
#include "net/sub.h"

struct lws_context;
struct lws_vhost;
struct files;
struct listener;
struct local;
struct conn;

/* ---- one I/O thread ---- */

#define WHEEL_SLOTS 256
#define WHEEL_MS 100
/* What one write carries at most: more than a socket's buffer takes at once. */
#define SCRATCH_BYTES ((size_t)65536)
/* Connection ids from here on are the local socket's; below it the sockets'. They stay under 2^60,
 * because the engine packs id and thread into one key. */
#define LOCAL_CONN_FIRST (UINT64_C(1) << 55)

struct io {
	struct net *net;
	unsigned index;
	pthread_t thread;
	bool has_thread;
	uv_loop_t loop;
	uv_async_t wake;
	uv_timer_t tick;
	uv_prepare_t end_of_turn;
	struct lws_context *context;
	struct lws_vhost *vhost;
	struct mailbox deliveries; /* from the engine */
	struct mailbox arrivals;   /* from the acceptor */
	struct map conns;          /* id → struct conn */
	uint64_t last_conn;
	struct list wheel[WHEEL_SLOTS]; /* by deadline */
	int64_t wheel_at;               /* the newest slot that was looked at, counted from 0 */
	struct list dirty;              /* have something to write at the end of the turn */
	struct list gone;               /* are freed at the end of the turn */
	struct subs subs;
	struct frame_decoder *decoder;
	struct packer *packer;
	struct frame *heartbeats[2]; /* of this tick, of who is not watched and who is; NULL: not made yet */
	unsigned char *scratch;
	int64_t now_ms;     /* monotonic, read once per turn */
	int64_t queue_most; /* this thread's part of conf.queue_bytes */
	bool is_saying_bye;
	int64_t stop_by_ms;
	struct counts counts;
};

/* ---- all of it ---- */

struct net {
	const struct conf *conf;
	struct engine *engine;
	struct engine_tables tables;
	struct arena arena; /* texts of the policy */
	struct gate_policy policy;
	struct files *files;
	struct listener *listener;
	struct local *local;
	struct io *io;
	unsigned n_io;
	bool is_tls;
	atomic_bool is_quiet, is_stopping;
};

/* Submits a command; false: busy, and it was freed. Any I/O thread. */
bool net_post(struct net *net, struct command *c);

/* ---- io.c ---- */

/* Makes an I/O thread's loop, context and vhost. False: logged. Main thread. */
bool io_open(struct io *io, struct net *net, unsigned index);
void io_start(struct io *io);
void io_wake(struct io *io);
/* Waits for the thread, which ends when net->is_stopping and its connections are gone. */
void io_join(struct io *io);
void io_free(struct io *io);

/* An accepted socket on its way to a thread; owns the descriptor. */
struct arrival {
	struct mail mail;
	int fd;
	struct peer *peer;
	bool is_loopback;
};

/* ---- listen.c ---- */

/* One address's connections. Made and freed by the acceptor; any I/O thread counts down. */
struct peer {
	atomic_uint n;
	int64_t network; /* it stands for this address */
	bool is_proxy;	 /* a trusted one: others are behind it */
};

/*
 * Which network a request comes from: one IPv4 address or one IPv6 /64, as a number that tells nothing about
 * it. Behind a trusted proxy that is the last address of its X-Forwarded-For (`forwarded`). 0: not known.
 * Any I/O thread.
 */
int64_t listen_network(const struct listener *l, const struct peer *p, struct str forwarded);

/* Takes the listening socket. NULL: logged, *ret_exit set. Main thread. */
struct listener *listen_open(const struct conf *conf, int *ret_exit);
/* The port, and whether the address is IPv6. */
unsigned listen_port(const struct listener *l);
/* Starts accepting on the first I/O thread's loop, for all threads of net. That thread only. */
void listen_start(struct listener *l, struct net *net);
void listen_stop(struct listener *l);
void listen_free(struct listener *l);

/* ---- local.c: the administrator's socket; first I/O thread, but open and free ---- */

struct local *local_open(struct net *net, int *ret_exit);
void local_start(struct local *l);
void local_deliver(struct local *l, struct delivery *d);
void local_stop(struct local *l);
void local_free(struct local *l);
