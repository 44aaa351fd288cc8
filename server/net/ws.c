/*
 * The WebSocket role: frames become messages, messages become commands, deliveries become frames.
 * Refuses what RFC 6455 lets a server refuse, at the first byte that shows it, and never lets one
 * client's bytes cost more than a bounded amount. I/O thread of the connection.
 */
#include <openssl/evp.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/ask.h"
#include "net/conn.h"

/* Any message costs one of these, whatever it says; above it nobody talks by hand. */
#define MESSAGES_PER_S 100
#define MESSAGES_BURST 200
/* Fragments of at most a byte in one message: no client of good will sends them. */
#define SMALL_FRAGMENTS_MOST 64
/* Pings of one turn that are all answered; of more than that the newest (RFC 6455 §5.5.3). */
#define PONGS_MOST 16
/* Held while the engine looks up the session, and the most that a partial frame and one read are.
 */
#define INPUT_MOST ((size_t)65536)

/* ---- the end ---- */

static void ws_close(struct conn *c, enum ws_code code, const char *reason)
{
	struct buf bytes = { 0 };

	frame_put_close(&bytes, code, str_of(reason));
	conn_send_owned(c, &bytes);
	conn_leave(c);
}

static void ws_drop(struct conn *c, enum drop why, enum ws_code code, const char *reason)
{
	if (c->state != CONN_OPEN)
		return;
	COUNT(&c->io->counts, drops[why], 1);
	log_debug("websocket_dropped", "thread", log_i(c->io->index), "conn", log_i((int64_t)c->id),
		  "reason", reason);
	ws_close(c, code, reason);
}

/* ---- output ---- */

/* Queues a frame for whoever takes them; who does not gets only the newest of what has a newest
 * (conn_send_frame), and is sent away when the rest grows too much. */
static void ws_send(struct conn *c, struct frame *f)
{
	const struct conf *conf = c->io->net->conf;
	bool is_full = c->queued >= (size_t)conf->conn_queue_bytes;
	bool is_room_gone = atomic_load_explicit(&c->io->counts.queued_bytes,
						 memory_order_relaxed) > c->io->queue_most;

	/* A burst of one turn is no slow reader: the socket may take it all. */
	if ((is_full || is_room_gone) && !c->is_lagging) {
		conn_flush(c);
		is_full = c->queued >= (size_t)conf->conn_queue_bytes;
	}
	if (!(is_full || is_room_gone) || !c->is_lagging) {
		conn_send_frame(c, f);
		return;
	}
	frame_unref(f);
	conn_forget_output(c);
	ws_drop(c, is_full ? DROP_SLOW_READER : DROP_NO_ROOM, WS_TRY_LATER, "slow_reader");
}

/* What one connection is told. What many are told comes from the engine as it is to be sent. */
static void ws_send_own(struct conn *c, const struct delivery *d)
{
	ws_send(c, frame_packed(frame_ref(d->frame), c->io->packer));
}

static void ws_send_text(struct conn *c, const struct buf *text)
{
	ws_send(c, frame_new(buf_view(text)));
}

void ws_frame(void *arg, struct follows *f)
{
	struct conn *c = CONTAINER_OF(f, struct conn, ws.follows);

	if (c->state == CONN_OPEN)
		ws_send(c, frame_ref(arg));
}

static void answer_error(struct conn *c, int64_t id, const struct fault *fault)
{
	AUTO(buf_done) struct buf text = { 0 };

	ask_put_error(&text, id, fault);
	ws_send_text(c, &text);
}

/* ---- time ---- */

static void schedule(struct conn *c)
{
	const struct conf *conf = c->io->net->conf;
	int64_t at_ms = c->heard_ms + conf->silence_timeout_ms;

	if (c->ws.heartbeat_ms < at_ms)
		at_ms = c->ws.heartbeat_ms;
	if (c->ws.message_since_ms && c->ws.message_since_ms + conf->message_timeout_ms < at_ms)
		at_ms = c->ws.message_since_ms + conf->message_timeout_ms;
	conn_due(c, at_ms);
}

/* Who talks, works at a desk or steers the evening has to see at once that nothing comes any more. */
static bool is_watched(const struct conn *c)
{
	const struct follows *follows = &c->ws.follows;

	return sub_has_kind(follows, TOPIC_CALL) || sub_has_kind(follows, TOPIC_CONSOLE) ||
	       sub_has_kind(follows, TOPIC_DASHBOARD);
}

static int64_t heartbeat_every(const struct conn *c)
{
	const struct conf *conf = c->io->net->conf;

	return is_watched(c) ? conf->watched_heartbeat_ms : conf->heartbeat_ms;
}

/* Says when the next one comes at the latest. One frame a tick, whatever the number of connections it goes to. */
static void send_heartbeat(struct conn *c)
{
	struct frame **frame = &c->io->heartbeats[is_watched(c)];

	if (!*frame) {
		AUTO(buf_done) struct buf text = { 0 };

		buf_printf(&text, "{\"hb\":%lld,\"within_ms\":%lld}", (long long)clock_utc_ms(),
			   (long long)heartbeat_every(c));
		*frame = frame_new(buf_view(&text));
	}
	ws_send(c, frame_ref(*frame));
}

static void ws_tick(struct conn *c)
{
	static const char PING[] = { (char)0x89, 0 };
	const struct conf *conf = c->io->net->conf;
	int64_t now = c->io->now_ms, silent_ms = now - c->heard_ms;

	if (silent_ms >= conf->silence_timeout_ms) {
		ws_drop(c, DROP_SILENT, WS_GOING_AWAY, "silent");
		return;
	}
	if (c->ws.message_since_ms && now - c->ws.message_since_ms >= conf->message_timeout_ms) {
		ws_drop(c, DROP_MESSAGE_TIMEOUT, WS_POLICY, "message_timeout");
		return;
	}
	if (now >= c->ws.heartbeat_ms) {
		c->ws.heartbeat_ms = now + heartbeat_every(c);
		if (c->session.state == SESSION_KNOWN) /* hello comes first */
			send_heartbeat(c);
		/* A browser says nothing by itself; its pong shows that somebody is there. */
		if (c->state == CONN_OPEN && silent_ms >= conf->silence_timeout_ms / 3)
			conn_send_static(c, (struct str){ PING, sizeof(PING) });
	}
	if (c->state == CONN_OPEN)
		schedule(c);
}

/* ---- commands ---- */

static enum err check_topics(const struct conn *c, const struct command *command,
			     struct fault *ret_fault)
{
	const struct subscribe_args *args = command->args;
	struct topic topic;

	if (command->which != CMD_SUBSCRIBE || c->ws.follows.n < SUB_TOPICS_MOST ||
	    !topic_parse(c->io->net->tables.topics, args->topic, &topic))
		return ERR_OK;
	if (topic.kind == TOPIC_ME)
		topic.id = c->session.account;
	if (sub_has(&c->ws.follows, topic))
		return ERR_OK;
	return ask_refuse(ret_fault, ERR_TOO_MANY_TOPICS, "args.topic", "at most 32 topics");
}

/* What is answered by a cookie, or counted by network. Who is signed in joins a group as who they are. */
static bool is_for_http(const struct conn *c, enum command_id which)
{
	return which == CMD_SESSION_REDEEM || which == CMD_SESSION_ASK || which == CMD_SESSION_ENTER_CODE ||
	       which == CMD_STUDENT_ASK || which == CMD_STUDENT_ENTER || which == CMD_EXHIBITOR_ASK ||
	       (which == CMD_GROUP_JOIN && !c->session.account);
}

static enum err check_allowed(struct conn *c, const struct command *command,
			      struct fault *ret_fault)
{
	uint32_t cost = c->io->net->tables.commands[command->which].cost;

	if (cost && !bucket_take(&c->ws.commands, c->io->now_ms, cost, LIMIT_TOKENS_PER_S,
				 LIMIT_TOKENS_BURST))
		return ask_refuse(ret_fault, ERR_RATE_LIMITED, "", "");
	if (is_for_http(c, command->which))
		return ask_refuse(ret_fault, ERR_FORBIDDEN, "cmd", "over HTTP only");
	return check_topics(c, command, ret_fault);
}

static enum err submit(struct conn *c, struct command *command, struct fault *ret_fault)
{
	command->origin.io = c->io->index;
	command->origin.conn = c->id;
	command->origin.inflates = true;
	command->account = c->session.account;
	if (command->which == CMD_SESSION_END)
		command->session_token = arena_str(&command->arena, str_of(c->session.token));
	if (net_post(c->io->net, command))
		return ERR_OK;
	return ask_refuse(ret_fault, ERR_BUSY, "", "");
}

/* Takes the message: it is gone before the engine gets the command, so that no JSON is ever owned
 * by two threads. */
static enum err handle(struct conn *c, json_t *message, struct envelope *envelope,
		       struct fault *ret_fault)
{
	struct command *command;
	enum err e = ask_read(message, envelope, ret_fault);

	if (!e)
		e = ask_make(c->io->net->tables.commands, envelope, &command, ret_fault);
	json_decref(message);
	if (e)
		return e;
	e = check_allowed(c, command, ret_fault);
	if (e) {
		command_free(command);
		return e;
	}
	return submit(c, command, ret_fault);
}

static void on_message(struct conn *c, struct str text)
{
	struct envelope envelope = { 0 };
	struct fault fault = { 0 };
	json_t *message;

	c->ws.message_since_ms = 0; /* what comes next is another one */
	COUNT(&c->io->counts, messages, 1);
	if (!bucket_take(&c->ws.messages, c->io->now_ms, 1, MESSAGES_PER_S, MESSAGES_BURST)) {
		ws_drop(c, DROP_FLOOD, WS_POLICY, "flood");
		return;
	}
	if (!frame_is_utf8(text)) {
		ws_drop(c, DROP_BAD_FRAME, WS_BAD_TEXT, "bad_text");
		return;
	}
	message = wire_load(text.at, text.len, WIRE_STRICT, &fault);
	if (!message || handle(c, message, &envelope, &fault))
		answer_error(c, envelope.id, &fault);
}

/* ---- frames ---- */

static void on_ping(struct conn *c, struct str payload)
{
	if (c->ws.n_pongs == PONGS_MOST) {
		buf_clear(&c->ws.pongs);
		c->ws.n_pongs = 0;
	}
	frame_put_control(&c->ws.pongs, WS_PONG, payload);
	c->ws.n_pongs++;
	conn_mark(c);
}

static void on_close(struct conn *c, struct str payload)
{
	bool is_bad;
	enum ws_code code = frame_close_code(payload, &is_bad);

	if (is_bad)
		ws_drop(c, DROP_BAD_FRAME, code, "bad_close");
	else
		ws_close(c, code, "");
}

static void on_data(struct conn *c, const struct frame_head *head, struct str payload)
{
	struct ws_state *ws = &c->ws;

	if ((head->opcode == WS_CONTINUATION) != ws->is_in_message) {
		ws_drop(c, DROP_BAD_FRAME, WS_PROTOCOL_ERROR, "fragment_order");
		return;
	}
	if (head->is_final && !ws->is_in_message) {
		on_message(c, payload);
		return;
	}
	if (payload.len <= 1 && ++ws->n_small > SMALL_FRAGMENTS_MOST) {
		ws_drop(c, DROP_FLOOD, WS_POLICY, "small_fragments");
		return;
	}
	buf_raw(&ws->message, payload.at, payload.len);
	ws->is_in_message = !head->is_final;
	if (head->is_final) {
		on_message(c, buf_view(&ws->message));
		buf_done(&ws->message);
		ws->n_small = 0;
	}
}

static void on_frame(struct conn *c, const struct frame_head *head, struct str bytes)
{
	AUTO(buf_done) struct buf payload = { 0 };
	enum ws_code code = frame_decode(c->io->decoder, head, bytes, &payload);

	if (code) {
		ws_drop(c, DROP_BAD_FRAME, code, "bad_frame");
		return;
	}
	switch (head->opcode) {
	case WS_CONTINUATION:
	case WS_TEXT:
		on_data(c, head, buf_view(&payload));
		break;
	case WS_PING:
		on_ping(c, buf_view(&payload));
		break;
	case WS_CLOSE:
		on_close(c, buf_view(&payload));
		break;
	case WS_PONG:   /* heard_ms has moved, that is all it is for */
	case WS_BINARY: /* was refused at its header */
		break;
	}
}

/* The deadline of a message runs from its first byte to its last, however it is cut. */
static void time_message(struct conn *c, bool is_partial)
{
	if (!is_partial && !c->ws.is_in_message) {
		c->ws.message_since_ms = 0;
	} else if (!c->ws.message_since_ms) {
		c->ws.message_since_ms = c->io->now_ms;
		schedule(c);
	}
}

static size_t ws_take(struct conn *c, struct str bytes)
{
	size_t used = 0;

	if (c->session.state != SESSION_KNOWN)
		return 0;
	while (c->state == CONN_OPEN) {
		struct str rest = str_from(bytes, used);
		struct frame_head head;
		enum ws_code code =
		    frame_head_read(rest, (size_t)LIMIT_FRAME_BYTES - c->ws.message.len, &head);

		if (code) {
			ws_drop(c, DROP_BAD_FRAME, code, "bad_frame");
			break;
		}
		if (!head.head_len || rest.len < head.head_len + head.payload_len) {
			time_message(c, rest.len > 0);
			break;
		}
		rest.len = head.head_len + head.payload_len;
		on_frame(c, &head, rest);
		used += rest.len;
	}
	return used;
}

/* ---- deliveries ---- */

static void follow(struct conn *c, const struct delivery *d)
{
	struct subs *subs = &c->io->subs;
	size_t before = subs->n;
	struct fault fault;

	if (d->unsubscribes)
		sub_remove(subs, &c->ws.follows, d->topic);
	if (d->subscribes && !sub_add(subs, &c->ws.follows, d->topic)) {
		/* Several were asked for before the first was answered. */
		IGNORE(ask_refuse(&fault, ERR_TOO_MANY_TOPICS, "args.topic", "at most 32 topics"));
		answer_error(c, d->origin.id, &fault);
		return;
	}
	COUNT(&c->io->counts, subscriptions, (long long)subs->n - (long long)before);
	if (c->ws.heartbeat_ms > c->io->now_ms + heartbeat_every(c)) {
		c->ws.heartbeat_ms = c->io->now_ms + heartbeat_every(c);
		schedule(c);
	}
	ws_send_own(c, d);
}

static void ws_deliver(struct conn *c, struct delivery *d)
{
	if (d->kind == DELIVER_CONNECTED) {
		session_known(c, d->account);
		ws_send_own(c, d);
		conn_input_again(c);
	} else if (c->session.state != SESSION_KNOWN) {
		ws_drop(c, DROP_BUSY, WS_TRY_LATER, "busy"); /* session.connect itself failed */
	} else if (d->subscribes || d->unsubscribes) {
		follow(c, d);
	} else {
		ws_send_own(c, d);
	}
}

static void ws_end_session(struct conn *c)
{
	ws_drop(c, DROP_SESSION_ENDED, WS_SESSION_ENDED, "session_ended");
}

static void ws_stop(struct conn *c)
{
	AUTO(buf_done) struct buf text = { 0 };
	int64_t most_ms = c->io->net->conf->return_ms;
	uint32_t chance;

	/* All at once they would find a server that is busy with all at once. */
	crypt_random(&chance, sizeof(chance));
	buf_printf(&text, "{\"bye\":{\"reason\":\"restart\",\"retry_ms\":%lld}}",
		   (long long)(chance % (uint64_t)(most_ms + 1)));
	ws_send_text(c, &text);
	if (c->state == CONN_OPEN)
		ws_close(c, WS_GOING_AWAY, "restart");
}

/* ---- the handshake ---- */

static void accept_key(struct str key, char ret[CRYPT_BASE64_LEN(20)])
{
	AUTO(buf_done) struct buf text = { 0 };
	unsigned char hash[20];

	buf_str(&text, key);
	BUF_LIT(&text, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"); /* RFC 6455 §1.3 */
	if (!EVP_Digest(text.at, text.len, hash, NULL, EVP_sha1(), NULL))
		abort();
	crypt_base64(hash, sizeof(hash), ret);
}

void ws_open(struct conn *c, const struct request *r)
{
	struct io *io = c->io;
	struct str token = gate_cookie(r->header[HEADER_COOKIE], STR("__Host-s"));
	char accept[CRYPT_BASE64_LEN(20)];
	struct buf head = { 0 };

	accept_key(r->header[HEADER_SEC_WEBSOCKET_KEY], accept);
	buf_printf(&head,
		   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
		   "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n"
		   "Sec-WebSocket-Protocol: " GATE_SUBPROTOCOL "\r\n\r\n",
		   accept);
	conn_send_owned(c, &head);
	c->role = &ws_role;
	c->is_websocket = true;
	COUNT(&io->counts, http, -1);
	COUNT(&io->counts, websocket, 1);
	c->ws.heartbeat_ms = io->now_ms + io->net->conf->heartbeat_ms;
	schedule(c);
	if (!session_ask(c, token))
		ws_drop(c, DROP_BUSY, WS_TRY_LATER, "busy");
}

const struct role ws_role = {
	.take = ws_take,
	.tick = ws_tick,
	.deliver = ws_deliver,
	.end_session = ws_end_session,
	.stop = ws_stop,
	.input_most = INPUT_MOST,
};
