/*
 * A whole connection as a stranger has it: HTTP requests, the handshake, then WebSocket frames,
 * into the real roles (net/http.c, net/ws.c) above a socket and an engine that are not there. What
 * the server sends and asks the engine does not depend on how the bytes were cut; what it sends is
 * good; and a message means the same whole or in fragments, with pings between them or not.
 *
 * An input is what a client sends; one that begins with a brace is a message, which the target
 * frames itself.
 */
#include "fuzz.h"

#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "engine/internal.h"
#include "engine/tables.h"
#include "net/conn.h"
#include "net/files.h"

static struct conf conf;
static struct engine engine;
static struct io io;
static struct net net;

/* What came of an input. */
struct outcome_text {
	struct buf sent, asked;
	unsigned long long messages;
	enum conn_state state;
};

/* ---- a server without sockets ---- */

static struct files *make_files(void)
{
	char dir[] = "/tmp/stagebeurs-fuzz-XXXXXX", path[64];
	struct files *files;
	FILE *f;

	assert(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/index.html", dir);
	f = fopen(path, "w");
	assert(f && fputs("<!doctype html>", f) >= 0 && !fclose(f));
	files = files_load(str_of(dir));
	unlink(path);
	rmdir(dir);
	return files;
}

static void make_io(void)
{
	io.net = &net;
	io.now_ms = 1000000;
	io.wheel_at = io.now_ms / WHEEL_MS;
	io.queue_most = INT64_MAX;
	io.decoder = frame_decoder_new();
	for (size_t i = 0; i < WHEEL_SLOTS; i++)
		list_init(&io.wheel[i]);
	list_init(&io.dirty);
	list_init(&io.gone);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const struct str ORIGIN = { "http://localhost:8080", 21 };
	struct conf_input input = { 0 };
	char error[CONF_ERROR_BYTES];

	(void)argc;
	(void)argv;
	json_object_seed(1);
	log_set_level(LOG_LEVEL_ERROR);
	assert(conf_load(&conf, &input, error) == CONF_OK);
	mailbox_init(&engine.mailbox, NULL, NULL);
	net.conf = &conf;
	net.engine = &engine;
	net.tables = (struct engine_tables){ command_table, topic_table, resolver_table };
	net.policy = (struct gate_policy){ &ORIGIN, 1, LIMIT_FRAME_BYTES };
	net.files = make_files();
	net.io = &io;
	net.n_io = 1;
	make_io();
	return 0;
}

/* The answers that a connection cannot go on without: who it is, and those of HTTP. */
static void answer_one(struct conn *c, const struct command *asked)
{
	struct delivery d = { .kind = DELIVER_REPLY };

	if (asked->which == CMD_SESSION_CONNECT)
		d.kind = DELIVER_CONNECTED;
	else if (asked->origin.id || !asked->origin.wants_reply)
		return;
	if (c->state != CONN_OPEN)
		return;
	d.origin = asked->origin;
	d.account = c->session.token[0] ? 7 : 0;
	d.frame = frame_new(STR("{\"ok\":{}}"));
	c->role->deliver(c, &d);
	frame_unref(d.frame);
}

static void answer_all(struct conn *c, struct outcome_text *to)
{
	struct mail *next;

	for (struct mail *m = mailbox_take(&engine.mailbox); m; m = next) {
		struct command *asked = CONTAINER_OF(m, struct command, mail);
		char *args = json_dumps(asked->json, JSON_COMPACT);

		next = m->next;
		buf_printf(&to->asked, "%s %lld %lld %.*s %s\n", command_table[asked->which].name,
			   (long long)asked->account, (long long)asked->origin.id,
			   STR_FMT(asked->key), args);
		free(args);
		if (c)
			answer_one(c, asked);
		command_free(asked);
		if (!next)
			next = mailbox_take(&engine.mailbox);
	}
}

static void take_output(struct conn *c, struct buf *to)
{
	for (unsigned i = 0; i < c->n_out; i++)
		buf_raw(to, (const char *)c->out[c->first_out + i].at,
			c->out[c->first_out + i].len);
	buf_str(to, buf_view(&c->ws.pongs));
}

/* Feeds a new connection `step` bytes at a time, as reads would. */
static struct outcome_text serve(struct str bytes, size_t step)
{
	static const struct arrival ARRIVAL = { .fd = -1 };
	struct conn *c = conn_new(&io, NULL, &ARRIVAL);
	struct outcome_text to = { 0 };
	unsigned long long before = atomic_load(&io.counts.messages);

	for (size_t i = 0; i < bytes.len; i += step) {
		size_t n = bytes.len - i < step ? bytes.len - i : step;

		conn_input(c, (struct str){ bytes.at + i, n });
		answer_all(c, &to);
	}
	take_output(c, &to.sent);
	to.messages = atomic_load(&io.counts.messages) - before;
	to.state = c->state;
	conn_free(c);
	answer_all(NULL, &to);
	assert(!io.subs.n && !atomic_load(&io.counts.queued_bytes));
	return to;
}

static void done(struct outcome_text *o)
{
	buf_done(&o->sent);
	buf_done(&o->asked);
}

/* ---- what was sent ---- */

/* Clocks go on between two runs. */
static void blank_dates(struct buf *sent)
{
	static const char DATE[] = "\r\nDate: ";
	char *at = sent->at, *end;

	if (!at)
		return;
	end = sent->at + sent->len;
	while ((at = memmem(at, (size_t)(end - at), DATE, sizeof(DATE) - 1))) {
		char *line = memchr(at + 2, '\r', (size_t)(end - at - 2));

		assert(line);
		memset(at + 2, ' ', (size_t)(line - at - 2));
		at = line;
	}
}

/* A server's frame, whole, unmasked and as short as can be; its length. */
static size_t check_frame(struct str s)
{
	static const unsigned char KINDS[] = { 0x81, 0x88, 0x89, 0x8a };
	size_t len, head = 2;

	assert(s.len >= 2 && memchr(KINDS, s.at[0], sizeof(KINDS)));
	len = (unsigned char)s.at[1];
	assert(len < 127);
	if (len == 126) {
		len = (size_t)((unsigned char)s.at[2] << 8 | (unsigned char)s.at[3]);
		head = 4;
		assert(len >= 126);
	}
	assert(head + len <= s.len);
	if (s.at[0] == (char)0x81) {
		json_t *json = json_loadb(s.at + head, len, JSON_REJECT_DUPLICATES, NULL);

		assert(json_is_object(json));
		json_decref(json);
	}
	return head + len;
}

/* After the handshake only frames, and nothing behind a close. */
static void check_frames(struct str sent)
{
	static const char UPGRADED[] = "Sec-WebSocket-Protocol: stagebeurs.v1\r\n\r\n";
	const char *at =
	    sent.len ? memmem(sent.at, sent.len, UPGRADED, sizeof(UPGRADED) - 1) : NULL;
	bool is_closed = false;

	if (!at)
		return;
	sent = str_from(sent, (size_t)(at - sent.at) + sizeof(UPGRADED) - 1);
	while (sent.len) {
		assert(!is_closed || sent.at[0] == (char)0x8a); /* pongs stand at the end here */
		is_closed = is_closed || sent.at[0] == (char)0x88;
		sent = str_from(sent, check_frame(sent));
	}
}

static void check_same(struct outcome_text *a, struct outcome_text *b)
{
	blank_dates(&a->sent);
	blank_dates(&b->sent);
	assert(a->state == b->state && a->messages == b->messages);
	assert(str_eq(buf_view(&a->asked), buf_view(&b->asked)));
	assert(str_eq(buf_view(&a->sent), buf_view(&b->sent)));
}

/* ---- messages ---- */

static const char HANDSHAKE[] = "GET /ws HTTP/1.1\r\nHost: localhost:8080\r\nUpgrade: websocket\r\n"
				"Connection: Upgrade\r\nOrigin: http://localhost:8080\r\n"
				"Sec-WebSocket-Version: 13\r\n"
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
				"Sec-WebSocket-Protocol: stagebeurs.v1\r\n\r\n";

static void put_frame(struct buf *to, unsigned first, struct str payload)
{
	static const char MASK[] = { 'm', 'A', '\x7f', '\x80' };

	buf_char(to, (char)first);
	if (payload.len < 126) {
		buf_char(to, (char)(0x80 | payload.len));
	} else {
		buf_char(to, (char)(0x80 | 126));
		buf_char(to, (char)(payload.len >> 8));
		buf_char(to, (char)payload.len);
	}
	buf_raw(to, MASK, sizeof(MASK));
	for (size_t i = 0; i < payload.len; i++)
		buf_char(to, (char)(payload.at[i] ^ MASK[i % 4]));
}

/* The text in fragments of two to a hundred bytes, pongs between them. */
static void put_fragments(struct buf *to, struct str text, size_t chance)
{
	unsigned opcode = WS_TEXT;

	while (text.len > 100) {
		size_t n = 2 + chance % 99;

		put_frame(to, opcode, (struct str){ text.at, n });
		if (chance % 3 == 0)
			put_frame(to, 0x80 | WS_PONG, STR("between"));
		text = str_from(text, n);
		chance = chance * 31 + 7;
		opcode = WS_CONTINUATION;
	}
	put_frame(to, 0x80 | opcode, text);
}

/* The message whole and in fragments, and another one behind it. */
static void take_message(struct str text, size_t chance)
{
	static const struct str NEXT = { "{\"id\":1,\"cmd\":\"fair.list\"}", 26 };
	AUTO(buf_done) struct buf whole = { 0 }, cut = { 0 };
	struct outcome_text a, b;

	BUF_LIT(&whole, HANDSHAKE);
	BUF_LIT(&cut, HANDSHAKE);
	put_frame(&whole, 0x80 | WS_TEXT, text);
	put_fragments(&cut, text, chance);
	put_frame(&whole, 0x80 | WS_TEXT, NEXT);
	put_frame(&cut, 0x80 | WS_TEXT, NEXT);
	a = serve(buf_view(&whole), 16384);
	b = serve(buf_view(&cut), 1 + chance % 1000);
	assert(a.messages == 2 || a.state != CONN_OPEN);
	check_frames(buf_view(&a.sent));
	check_same(&a, &b);
	done(&a);
	done(&b);
}

static void take_bytes(struct str bytes, size_t chance)
{
	struct outcome_text whole = serve(bytes, 16384), cut = serve(bytes, 1 + chance % 61);

	check_frames(buf_view(&whole.sent));
	check_same(&whole, &cut);
	done(&whole);
	done(&cut);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = fuzz_bytes(data, size);

	/* What one read takes. */
	if (!size || size > 16384)
		return 0;
	if (data[0] == '{')
		take_message(bytes, fuzz_pick(data, size, 100003));
	else
		take_bytes(bytes, fuzz_pick(data, size, 100003));
	return 0;
}
