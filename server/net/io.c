/*
 * An I/O thread: one libuv loop with one libwebsockets context as its guest. Owns its connections
 * and subscriptions; shares nothing but its two mailboxes and its figures.
 *
 * A turn: bytes and mails come in and only queue what they cause; at its end every connection that
 * has something to send gets one write with all of it, and whoever ended is freed. That is what
 * makes a fan-out cost one send() per socket, whatever the number of frames (facts/perf.md).
 *
 * libwebsockets 4.1.6 knows these sockets as raw ones: it keeps TLS, the loop and partial writes,
 * and reads no byte of HTTP or WebSocket itself, because what it accepts there is too lenient
 * (facts/security.md §0). Settings below marked "perf" were measured.
 */
#include <libwebsockets.h>
#include <openssl/ssl.h>
#include <sched.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/conn.h"

/* Bytes of one read. */
#define READ_BYTES 16384

bool net_post(struct net *net, struct command *c)
{
	if (!atomic_load(&net->is_quiet) && engine_post(net->engine, c))
		return true;
	command_free(c);
	return false;
}

/* ---- libwebsockets ---- */

static int on_lws(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
		  size_t len)
{
	struct conn *c = lws_get_opaque_user_data(wsi);

	(void)user; /* we ask for none */
	if (!c)
		return 0; /* being adopted, or already let go */
	c->io->now_ms = (int64_t)uv_now(&c->io->loop);
	switch (reason) {
	case LWS_CALLBACK_RAW_RX:
		/* Its deadline of a TLS handshake goes on when that is done, for a raw socket; ours are in conn.c. */
		if (c->io->net->is_tls)
			lws_set_timeout(wsi, NO_PENDING_TIMEOUT, 0);
		conn_input(c, (struct str){ in, len });
		break;
	case LWS_CALLBACK_RAW_WRITEABLE:
		/* Bytes went out, so somebody takes them: a slow line is not a silent one. */
		c->heard_ms = c->io->now_ms;
		conn_flush(c);
		break;
	case LWS_CALLBACK_RAW_CLOSE:
		lws_set_opaque_user_data(wsi, NULL);
		c->wsi = NULL;
		conn_kill(c);
		break;
	default:
		break;
	}
	return 0;
}

static void on_lws_log(int level, const char *line)
{
	char text[256];
	struct str trimmed = str_trim(str_of(line));

	snprintf(text, sizeof(text), "%.*s", STR_FMT(trimmed));
	/* What it calls an error is mostly a peer's: a handshake that failed. */
	if (level == LLL_ERR)
		log_warn("libwebsockets", "text", text);
	else
		log_debug("libwebsockets", "text", text);
}

static struct lws_context *make_context(struct io *io)
{
	void *loops[1] = { &io->loop };
	const struct conf *conf = io->net->conf;
	struct lws_context_creation_info info = {
		.port = CONTEXT_PORT_NO_LISTEN_SERVER,
		.options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_EXPLICIT_VHOSTS |
			   (io->net->is_tls ? LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT : 0),
		.foreign_loops = loops,
		.pt_serv_buf_size = READ_BYTES,
		.timeout_secs = (unsigned)((conf->handshake_timeout_ms + 999) / 1000),
		.gid = -1,
		.uid = -1,
		/* perf: no fd_limit_per_thread, it makes every event a linear search */
	};

	lws_set_log_level(LLL_ERR | LLL_WARN, on_lws_log);
	return lws_create_context(&info);
}

static struct lws_vhost *make_vhost(struct io *io)
{
	/* perf: all zero, or each connection inserts a timer into a sorted list */
	static const lws_retry_bo_t NO_RETRY = { 0 };
	static const struct lws_protocols PROTOCOLS[] = {
		/* perf: a large tx_packet_size, or every batch is copied */
		{ .name = "stagebeurs", .callback = on_lws, .tx_packet_size = 1 << 20 },
		{ 0 },
	};
	const struct conf *conf = io->net->conf;
	struct lws_context_creation_info info = {
		.port = CONTEXT_PORT_NO_LISTEN_SERVER,
		.vhost_name = "stagebeurs",
		.protocols = PROTOCOLS,
		.retry_and_idle_policy = &NO_RETRY,
		.alpn = "http/1.1",
	};

	if (io->net->is_tls) {
		info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
		info.ssl_cert_filepath = conf->tls_cert.at;
		info.ssl_private_key_filepath = conf->tls_key.at;
		info.ssl_cipher_list = "ECDHE+AESGCM:ECDHE+CHACHA20";
		info.ssl_options_set = (long)(SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 |
					      SSL_OP_NO_TLSv1_1 | SSL_OP_NO_RENEGOTIATION);
	}
	return lws_create_vhost(io->context, &info);
}

/* ---- mails ---- */

static void adopt(struct io *io, struct arrival *a)
{
	lws_sock_file_fd_type fd = { .sockfd = a->fd };
	lws_adoption_type type =
	    LWS_ADOPT_SOCKET | (io->net->is_tls ? LWS_ADOPT_ALLOW_SSL : LWS_ADOPT_RAW_FILE_DESC);
	struct lws *wsi = lws_adopt_descriptor_vhost(io->vhost, type, fd, "stagebeurs", NULL);

	if (wsi) {
		lws_set_opaque_user_data(wsi, conn_new(io, wsi, a));
	} else { /* it has closed the descriptor */
		COUNT(&io->counts, drops[DROP_NOT_ADOPTED], 1);
		atomic_fetch_sub(&a->peer->n, 1);
	}
	free(a);
}

static void end_session(struct io *io, const struct delivery *d)
{
	size_t pos = 0;
	uint64_t id;
	void *value;

	while (map_next(&io->conns, &pos, &id, &value)) {
		struct conn *c = value;

		bool is_meant = d->account ? c->session.account == d->account :
					     !memcmp(c->session.hash, d->session_hash, SHA256_BYTES);

		if (c->session.account && c->state == CONN_OPEN && is_meant)
			c->role->end_session(c);
	}
}

static void deliver(struct io *io, struct delivery *d)
{
	struct conn *c;

	switch (d->kind) {
	case DELIVER_FRAME:
		if (!sub_each(&io->subs, d->topic, ws_frame, d->frame) && d->ask)
			session_nobody_follows(io, d);
		break;
	case DELIVER_END_SESSION:
		end_session(io, d);
		break;
	case DELIVER_REPLY:
	case DELIVER_CONNECTED:
		c = map_get(&io->conns, d->origin.conn);
		if (d->origin.conn >= LOCAL_CONN_FIRST)
			local_deliver(io->net->local, d);
		else if (c && c->state == CONN_OPEN)
			c->role->deliver(c, d);
		else if (d->kind == DELIVER_CONNECTED)
			session_too_late(io, d);
		break;
	case DELIVER_STOP: /* net_stop() follows */
		break;
	}
}

static void take_mails(struct io *io)
{
	struct mail *next;

	for (struct mail *m = mailbox_take(&io->arrivals); m; m = next) {
		next = m->next;
		adopt(io, CONTAINER_OF(m, struct arrival, mail));
	}
	for (struct mail *m = mailbox_take(&io->deliveries); m; m = next) {
		struct delivery *d = CONTAINER_OF(m, struct delivery, mail);

		next = m->next;
		deliver(io, d);
		delivery_free(d);
	}
}

/* ---- the turn ---- */

static void sweep(struct io *io)
{
	while (!list_is_empty(&io->gone))
		conn_free(CONTAINER_OF(io->gone.next, struct conn, in_wheel));
}

static void kill_all(struct io *io)
{
	size_t pos = 0;
	uint64_t id;
	void *value;

	while (map_next(&io->conns, &pos, &id, &value))
		conn_kill(value);
	sweep(io);
}

static void say_bye(struct io *io)
{
	size_t pos = 0;
	uint64_t id;
	void *value;

	io->is_saying_bye = true;
	io->stop_by_ms = io->now_ms + io->net->conf->stop_timeout_ms;
	while (map_next(&io->conns, &pos, &id, &value)) {
		struct conn *c = value;

		if (c->state == CONN_OPEN)
			c->role->stop(c);
	}
	if (!io->index)
		local_stop(io->net->local);
}

/* Lets go of everything on the loop, so that uv_run() returns. */
static void end_loop(struct io *io)
{
	kill_all(io);
	uv_close((uv_handle_t *)&io->wake, NULL);
	uv_close((uv_handle_t *)&io->tick, NULL);
	uv_close((uv_handle_t *)&io->end_of_turn, NULL);
	lws_context_destroy(io->context);
}

static void on_end_of_turn(uv_prepare_t *handle)
{
	struct io *io = handle->data;

	while (!list_is_empty(&io->dirty)) {
		struct list *item = io->dirty.next;

		list_remove(item);
		conn_flush(CONTAINER_OF(item, struct conn, in_dirty));
	}
	sweep(io);
	if (io->is_saying_bye && (!io->conns.n || io->now_ms >= io->stop_by_ms))
		end_loop(io);
}

static void on_wake(uv_async_t *handle)
{
	struct io *io = handle->data;
	/* Looked at before the mails: the engine's last answers came before the word to stop, so they
	 * are among the mails of whoever has seen it, and go out before the bye. */
	bool is_stopping = atomic_load(&io->net->is_stopping);

	io->now_ms = (int64_t)uv_now(&io->loop);
	take_mails(io);
	if (!io->index && atomic_load(&io->net->is_quiet))
		listen_stop(io->net->listener);
	if (is_stopping && !io->is_saying_bye)
		say_bye(io);
}

static void forget_heartbeats(struct io *io)
{
	for (size_t i = 0; i < ARRAY_LEN(io->heartbeats); i++) {
		frame_unref(io->heartbeats[i]);
		io->heartbeats[i] = NULL;
	}
}

static void on_tick(uv_timer_t *handle)
{
	struct io *io = handle->data;

	io->now_ms = (int64_t)uv_now(&io->loop);
	forget_heartbeats(io);
	conn_wheel(io);
}

/* ---- life ---- */

static void wake_io(void *arg)
{
	io_wake(arg);
}

bool io_open(struct io *io, struct net *net, unsigned index)
{
	io->net = net;
	io->index = index;
	io->queue_most = net->conf->queue_bytes / net->conf->io_threads;
	for (size_t i = 0; i < WHEEL_SLOTS; i++)
		list_init(&io->wheel[i]);
	list_init(&io->dirty);
	list_init(&io->gone);
	mailbox_init(&io->deliveries, wake_io, io);
	mailbox_init(&io->arrivals, wake_io, io);
	io->scratch = mem_alloc(LWS_PRE + SCRATCH_BYTES);
	io->decoder = frame_decoder_new();
	io->packer = packer_new();
	if (uv_loop_init(&io->loop) || uv_async_init(&io->loop, &io->wake, on_wake) ||
	    uv_timer_init(&io->loop, &io->tick) || uv_prepare_init(&io->loop, &io->end_of_turn)) {
		log_error("no_event_loop");
		return false;
	}
	io->wake.data = io->tick.data = io->end_of_turn.data = io;
	io->now_ms = (int64_t)uv_now(&io->loop);
	io->wheel_at = io->now_ms / WHEEL_MS;
	io->context = make_context(io);
	io->vhost = io->context ? make_vhost(io) : NULL;
	if (!io->vhost)
		log_error("no_libwebsockets_context", "thread", log_i(index));
	return io->vhost;
}

/* Every frame that comes in would take the core from the engine in the middle of a transaction, where they share one: it
 * waits for its turn, and then there are more of them. */
static void wait_for_turn(void)
{
	if (pthread_setschedparam(pthread_self(), SCHED_BATCH, &(struct sched_param){ 0 }))
		log_error("no_batch_scheduling");
}

static void *run(void *arg)
{
	struct io *io = arg;

	wait_for_turn();
	uv_run(&io->loop, UV_RUN_DEFAULT);
	return NULL;
}

void io_start(struct io *io)
{
	uv_timer_start(&io->tick, on_tick, WHEEL_MS, WHEEL_MS);
	uv_prepare_start(&io->end_of_turn, on_end_of_turn);
	if (pthread_create(&io->thread, NULL, run, io))
		mem_exhausted();
	io->has_thread = true;
}

void io_wake(struct io *io)
{
	uv_async_send(&io->wake);
}

void io_join(struct io *io)
{
	if (io->has_thread)
		pthread_join(io->thread, NULL);
	io->has_thread = false;
}

static void free_mails(struct io *io)
{
	struct mail *next;

	for (struct mail *m = mailbox_take(&io->arrivals); m; m = next) {
		struct arrival *a = CONTAINER_OF(m, struct arrival, mail);

		next = m->next;
		close(a->fd);
		free(a);
	}
	for (struct mail *m = mailbox_take(&io->deliveries); m; m = next) {
		next = m->next;
		delivery_free(CONTAINER_OF(m, struct delivery, mail));
	}
}

/* Of a thread that ended or never started; also of one that was opened in part. */
void io_free(struct io *io)
{
	if (!io->net)
		return;
	if (io->context && !io->is_saying_bye)
		end_loop(io);
	uv_run(&io->loop, UV_RUN_DEFAULT);
	if (io->context)
		lws_context_destroy(io->context); /* the second half, when its handles are closed */
	if (uv_loop_close(&io->loop))
		log_debug("loop_not_closed", "thread", log_i(io->index));
	free_mails(io);
	mailbox_done(&io->deliveries);
	mailbox_done(&io->arrivals);
	forget_heartbeats(io);
	frame_decoder_free(io->decoder);
	packer_free(io->packer);
	subs_done(&io->subs);
	map_done(&io->conns);
	free(io->scratch);
}
