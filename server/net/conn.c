/*
 * See conn.h. Never blocks, never frees under somebody's feet: whoever ends a connection only marks
 * it, and io.c frees it when nothing of this turn can still touch it.
 */
#include "net/conn.h"

#include <libwebsockets.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/mem.h"

/* ---- deadlines ---- */

static void place(struct conn *c)
{
	struct io *io = c->io;
	int64_t horizon_ms = io->now_ms + (WHEEL_SLOTS - 2) * WHEEL_MS;
	int64_t at_ms = c->due_ms < horizon_ms ? c->due_ms : horizon_ms;
	int64_t slot = (at_ms + WHEEL_MS - 1) / WHEEL_MS;

	/* Never into a slot that was passed: it would wait for a whole turn of the wheel. */
	if (slot <= io->wheel_at)
		slot = io->wheel_at + 1;
	list_remove(&c->in_wheel);
	list_push(&io->wheel[slot % WHEEL_SLOTS], &c->in_wheel);
	c->placed_ms = slot * WHEEL_MS;
}

void conn_due(struct conn *c, int64_t at_ms)
{
	c->due_ms = at_ms;
	/* A later deadline is found when the earlier place comes up: no work per message. */
	if (c->state != CONN_GONE && at_ms < c->placed_ms)
		place(c);
}

static void tick(struct conn *c)
{
	if (c->due_ms > c->io->now_ms) {
		place(c);
		return;
	}
	c->placed_ms = INT64_MAX;
	if (c->state == CONN_LEAVING)
		conn_drop(c, DROP_CLOSE_TIMEOUT);
	else
		c->role->tick(c);
	if (c->state != CONN_GONE && c->placed_ms == INT64_MAX)
		place(c);
}

static void turn_slot(struct list *slot)
{
	struct list due;

	list_init(&due);
	while (!list_is_empty(slot)) {
		struct list *item = slot->next;

		list_remove(item);
		list_push(&due, item);
	}
	while (!list_is_empty(&due)) {
		struct conn *c = CONTAINER_OF(due.next, struct conn, in_wheel);

		list_remove(&c->in_wheel);
		tick(c);
	}
}

void conn_wheel(struct io *io)
{
	int64_t now = io->now_ms / WHEEL_MS;

	/* After a long stop of the machine one turn shows every slot. */
	if (now - io->wheel_at > WHEEL_SLOTS)
		io->wheel_at = now - WHEEL_SLOTS;
	while (io->wheel_at < now) {
		io->wheel_at++;
		turn_slot(&io->wheel[io->wheel_at % WHEEL_SLOTS]);
	}
}

/* ---- life ---- */

struct conn *conn_new(struct io *io, struct lws *wsi, const struct arrival *a)
{
	struct conn *c = mem_alloc(sizeof(*c));

	list_init(&c->in_wheel);
	list_init(&c->in_dirty);
	c->io = io;
	c->wsi = wsi;
	c->peer = a->peer;
	c->is_loopback = a->is_loopback;
	c->role = &http_role;
	c->id = ++io->last_conn;
	c->heard_ms = io->now_ms;
	c->placed_ms = INT64_MAX;
	map_set(&io->conns, c->id, c);
	COUNT(&io->counts, accepted, 1);
	COUNT(&io->counts, http, 1);
	conn_due(c, io->now_ms + (io->net->is_tls ? io->net->conf->handshake_timeout_ms
						  : io->net->conf->head_timeout_ms));
	return c;
}

void conn_kill(struct conn *c)
{
	if (c->state == CONN_GONE)
		return;
	c->state = CONN_GONE;
	list_remove(&c->in_wheel);
	list_push(&c->io->gone, &c->in_wheel);
}

void conn_drop(struct conn *c, enum drop why)
{
	if (c->state == CONN_GONE)
		return;
	COUNT(&c->io->counts, drops[why], 1);
	conn_kill(c);
}

void conn_leave(struct conn *c)
{
	if (c->state != CONN_OPEN)
		return;
	c->state = CONN_LEAVING;
	conn_due(c, c->io->now_ms + c->io->net->conf->close_timeout_ms);
	conn_mark(c);
}

static void set_lagging(struct conn *c, bool is_lagging)
{
	if (c->is_lagging != is_lagging)
		COUNT(&c->io->counts, lagging, is_lagging ? 1 : -1);
	c->is_lagging = is_lagging;
}

/* Takes the socket from below. Unsent bytes are thrown away with a reset, or the kernel would keep
 * them for a reader that was sent away for not reading. */
static void close_socket(struct conn *c)
{
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	if (!c->wsi)
		return;
	lws_set_opaque_user_data(c->wsi, NULL);
	if (c->is_lagging)
		IGNORE(setsockopt(lws_get_socket_fd(c->wsi), SOL_SOCKET, SO_LINGER, &reset,
				  sizeof(reset))); /* then it lingers */
	lws_set_timeout(c->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_SYNC);
}

static void release(struct piece *p)
{
	frame_unref(p->frame);
	free(p->owned);
}

static void free_out(struct conn *c)
{
	if (c->out != &c->only)
		free(c->out);
}

void conn_free(struct conn *c)
{
	struct io *io = c->io;

	session_leave(c);
	COUNT(&io->counts, subscriptions, -(long long)c->ws.follows.n);
	sub_remove_all(&io->subs, &c->ws.follows);
	close_socket(c);
	set_lagging(c, false);
	COUNT(&io->counts, queued_bytes, -(long long)c->queued);
	if (c->is_websocket)
		COUNT(&io->counts, websocket, -1);
	else
		COUNT(&io->counts, http, -1);
	for (unsigned i = 0; i < c->n_out; i++)
		release(&c->out[c->first_out + i]);
	free_out(c);
	buf_done(&c->in);
	buf_done(&c->ws.message);
	buf_done(&c->ws.pongs);
	list_remove(&c->in_dirty);
	list_remove(&c->in_wheel);
	map_remove(&io->conns, c->id);
	if (c->peer)
		atomic_fetch_sub(&c->peer->n, 1);
	free(c);
}

/* ---- input ---- */

/* Shows the role what is there until it takes no more; a new role may look again. */
static size_t take_all(struct conn *c, struct str bytes)
{
	size_t used = 0;

	while (c->state == CONN_OPEN && used < bytes.len) {
		const struct role *role = c->role;
		size_t n = role->take(c, str_from(bytes, used));

		used += n;
		if (!n && role == c->role)
			break;
	}
	return used;
}

static void keep(struct conn *c, size_t used)
{
	if (c->state != CONN_OPEN || used == c->in.len) {
		buf_done(&c->in); /* idle connections hold no buffer */
		return;
	}
	if (used)
		memmove(c->in.at, c->in.at + used, c->in.len - used);
	c->in.len -= used;
}

void conn_input(struct conn *c, struct str bytes)
{
	size_t used = 0;

	c->heard_ms = c->io->now_ms;
	COUNT(&c->io->counts, bytes_in, bytes.len);
	if (c->state != CONN_OPEN)
		return;
	if (!c->in.len) {
		used = take_all(c, bytes);
		if (c->state == CONN_OPEN && used < bytes.len)
			buf_raw(&c->in, bytes.at + used, bytes.len - used);
	} else {
		buf_raw(&c->in, bytes.at, bytes.len);
		keep(c, take_all(c, buf_view(&c->in)));
	}
	if (c->state == CONN_OPEN && c->in.len > c->role->input_most)
		conn_drop(c, DROP_FLOOD);
}

void conn_input_again(struct conn *c)
{
	if (c->state == CONN_OPEN && c->in.len)
		keep(c, take_all(c, buf_view(&c->in)));
}

/* ---- output ---- */

void conn_mark(struct conn *c)
{
	if (list_is_empty(&c->in_dirty))
		list_push(&c->io->dirty, &c->in_dirty);
}

static bool is_counted(const struct piece *p)
{
	return p->frame || p->owned;
}

static void count_queued(struct conn *c, long long bytes)
{
	c->queued += (size_t)bytes;
	COUNT(&c->io->counts, queued_bytes, bytes);
}

static void make_room(struct conn *c)
{
	if (!c->size_out) {
		c->out = &c->only;
		c->size_out = 1;
	} else if (c->first_out) {
		memmove(c->out, c->out + c->first_out, c->n_out * sizeof(*c->out));
		c->first_out = 0;
	} else {
		c->size_out *= 4;
		c->out = mem_resize(c->out == &c->only ? NULL : c->out, c->size_out * sizeof(*c->out));
		if (c->size_out == 4)
			c->out[0] = c->only;
	}
}

static void push(struct conn *c, struct piece p)
{
	if (c->first_out + c->n_out == c->size_out)
		make_room(c);
	c->out[c->first_out + c->n_out++] = p;
	if (is_counted(&p))
		count_queued(c, (long long)p.len);
	conn_mark(c);
}

/* Takes out the frame that f makes superfluous, if one waits; never one that was begun. */
static void drop_superseded(struct conn *c, const struct frame *f)
{
	for (unsigned i = c->sent ? 1 : 0; f->latest_of && i < c->n_out; i++) {
		struct piece *p = &c->out[c->first_out + i];

		if (!p->frame || p->frame->latest_of != f->latest_of)
			continue;
		count_queued(c, -(long long)p->len);
		COUNT(&c->io->counts, conflated, 1);
		release(p);
		memmove(p, p + 1, (--c->n_out - i) * sizeof(*p));
		return; /* there is never a second one */
	}
}

void conn_send_frame(struct conn *c, struct frame *f)
{
	if (c->state == CONN_GONE) {
		frame_unref(f);
		return;
	}
	/* Who takes bytes gets every frame: asking again costs them a round trip. The newest goes last,
	 * not where the old one was: an answer to a subscription that waits between them contains the
	 * old one, and not this. */
	if (c->is_lagging)
		drop_superseded(c, f);
	push(c, (struct piece){ .at = f->bytes, .len = f->len, .frame = f });
}

void conn_send_owned(struct conn *c, struct buf *b)
{
	if (c->state == CONN_GONE || !b->len) {
		buf_done(b);
		return;
	}
	push(c, (struct piece){ .at = (unsigned char *)b->at, .len = b->len, .owned = b->at });
	*b = (struct buf){ 0 };
}

void conn_send_static(struct conn *c, struct str bytes)
{
	if (c->state != CONN_GONE && bytes.len)
		push(c, (struct piece){ .at = (const unsigned char *)bytes.at, .len = bytes.len });
}

/* The first piece leaves the queue. */
static void pop(struct conn *c)
{
	struct piece *p = &c->out[c->first_out];

	if (is_counted(p))
		count_queued(c, -(long long)p->len);
	release(p);
	c->first_out++;
	c->n_out--;
	c->sent = 0;
	if (!c->n_out) {
		free_out(c);
		c->out = NULL;
		c->first_out = c->size_out = 0;
	}
}

void conn_forget_output(struct conn *c)
{
	unsigned n_kept = c->sent ? 1 : 0; /* half a frame would garble what comes behind it */

	while (c->n_out > n_kept) {
		struct piece *last = &c->out[c->first_out + c->n_out - 1];

		if (c->n_out == 1) {
			pop(c);
			break;
		}
		if (is_counted(last))
			count_queued(c, -(long long)last->len);
		release(last);
		c->n_out--;
	}
	buf_done(&c->ws.pongs);
}

static bool has_output(const struct conn *c)
{
	return c->n_out || c->ws.pongs.len;
}

/* Moves the next bytes into the scratch buffer; pongs go first, but never into a frame. */
static size_t gather(struct conn *c, unsigned char *to)
{
	size_t n = 0;

	if (c->ws.pongs.len && !c->sent) {
		memcpy(to, c->ws.pongs.at, c->ws.pongs.len);
		n = c->ws.pongs.len;
		buf_done(&c->ws.pongs);
		c->ws.n_pongs = 0;
	}
	while (c->n_out && n < SCRATCH_BYTES) {
		const struct piece *p = &c->out[c->first_out];
		size_t part = p->len - c->sent;

		if (part > SCRATCH_BYTES - n)
			part = SCRATCH_BYTES - n;
		memcpy(to + n, p->at + c->sent, part);
		n += part;
		c->sent += part;
		if (c->sent < p->len)
			break;
		COUNT(&c->io->counts, frames_out, p->frame ? 1 : 0);
		pop(c);
	}
	return n;
}

/* Says that no more comes; what the peer still sends is read and forgotten until it closes too, or
 * its last bytes would make the kernel reset what we sent. */
static void shut(struct conn *c)
{
	SSL *ssl = lws_get_ssl(c->wsi);

	if (c->has_shut)
		return;
	c->has_shut = true;
	if (ssl)
		IGNORE(SSL_shutdown(ssl) < 0);                /* the peer may be gone already */
	IGNORE(shutdown(lws_get_socket_fd(c->wsi), SHUT_WR)); /* the same */
}

/*
 * Who does not take bytes is not read either: what they would ask for could not be sent. And
 * libwebsockets does not read while it holds unsent bytes, but goes on polling for input: without
 * this a client that asks and does not read keeps the thread at 100 % (measured).
 */
static void stall(struct conn *c, bool is_stalled)
{
	if (c->is_lagging != is_stalled)
		IGNORE(lws_rx_flow_control(c->wsi, is_stalled ? 0 : 1)); /* then it costs time */
	set_lagging(c, is_stalled);
}

void conn_flush(struct conn *c)
{
	unsigned char *scratch = c->io->scratch + LWS_PRE;

	if (c->state == CONN_GONE || !c->wsi)
		return;
	while (has_output(c) && !lws_partial_buffered(c->wsi)) {
		size_t n = gather(c, scratch);

		COUNT(&c->io->counts, writes, 1);
		COUNT(&c->io->counts, bytes_out, n);
		/* All of it is taken: what the socket does not, libwebsockets keeps a copy of. */
		if (lws_write(c->wsi, scratch, n, LWS_WRITE_RAW) < 0) {
			conn_drop(c, DROP_WRITE_FAILED);
			return;
		}
	}
	stall(c, lws_partial_buffered(c->wsi));
	if (c->is_lagging)
		lws_callback_on_writable(c->wsi);
	else if (c->state == CONN_LEAVING)
		shut(c);
}
