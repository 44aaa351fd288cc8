/* The dialects of the servers that loadtest/compare measures beside ours: the least of each. See dialect.h. */
#include <stdio.h>
#include <string.h>

#include "base/auto.h"
#include "loadtest/load.h"

static void say(struct load *l, struct peer *p, struct str text)
{
	peer_send(p, l->epoll, text, l->dialect->is_binary);
}

/* ---- socket.io over engine.io 4: packets begin with their type ---- */

static bool sio_hear(struct load *l, struct peer *p, bool reads, struct str message,
		     struct news *ret_news)
{
	(void)ret_news;
	if (str_starts(message, STR("0"))) { /* engine.io is open: connect to the namespace */
		say(l, p, STR("40"));
	} else if (reads && str_starts(message, STR("40"))) {
		door_follows(l, load_index(l, p));
	} else if (str_eq(message, STR("2"))) { /* ping */
		say(l, p, STR("3"));
	} else {
		return reads;
	}
	return false;
}

static void sio_post(struct load *l, unsigned k, struct str text, struct buf *to)
{
	(void)l;
	(void)k;
	buf_printf(to, "42[\"post\",\"%.*s\"]", STR_FMT(text));
}

/* ---- NATS: lines ---- */

static void nats_enter(struct load *l, struct peer *p, bool reads)
{
	say(l, p, STR("CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1}\r\n"));
	say(l, p, reads ? STR("SUB fair 1\r\nPING\r\n") : STR("PING\r\n"));
}

static bool nats_hear(struct load *l, struct peer *p, bool reads, struct str message,
		      struct news *ret_news)
{
	(void)ret_news;
	if (reads && str_starts(message, STR("PONG")))
		door_follows(l, load_index(l, p));
	else if (str_starts(message, STR("PING")))
		say(l, p, STR("PONG\r\n"));
	else
		return reads;
	return false;
}

static void nats_post(struct load *l, unsigned k, struct str text, struct buf *to)
{
	(void)l;
	(void)k;
	buf_printf(to, "PUB fair %zu\r\n%.*s\r\n", text.len, STR_FMT(text));
}

/* ---- MQTT 3.1.1 at QoS 0 (OASIS 2014, §3) ---- */

#define MQTT_TOPIC "fair"

static void mqtt_put_length(struct buf *to, size_t n)
{
	do {
		buf_char(to, (char)((n % 128) | (n >= 128 ? 128 : 0)));
		n /= 128;
	} while (n);
}

static void mqtt_put_text(struct buf *to, struct str text)
{
	buf_char(to, (char)(text.len >> 8));
	buf_char(to, (char)text.len);
	buf_str(to, text);
}

static void mqtt_enter(struct load *l, struct peer *p, bool reads)
{
	AUTO(buf_done) struct buf packet = { 0 }, client = { 0 };

	(void)reads;
	buf_printf(&client, "p%u", load_index(l, p));
	buf_char(&packet, 0x10);
	mqtt_put_length(&packet, 12 + client.len);
	mqtt_put_text(&packet, STR("MQTT"));
	buf_raw(&packet, "\4\2\0\0", 4); /* level 4, clean session, no keep-alive */
	mqtt_put_text(&packet, buf_view(&client));
	say(l, p, buf_view(&packet));
}

static bool mqtt_hear(struct load *l, struct peer *p, bool reads, struct str message,
		      struct news *ret_news)
{
	static const char SUBSCRIBE[] = "\x82\x09\x00\x01\x00\x04" MQTT_TOPIC; /* and its QoS: 0 */
	unsigned kind = message.len ? (unsigned char)message.at[0] >> 4 : 0;

	(void)ret_news;
	if (kind == 2 && reads) /* CONNACK */
		say(l, p, (struct str){ SUBSCRIBE, sizeof(SUBSCRIBE) });
	else if (kind == 9) /* SUBACK */
		door_follows(l, load_index(l, p));
	else
		return reads;
	return false;
}

static void mqtt_post(struct load *l, unsigned k, struct str text, struct buf *to)
{
	(void)l;
	(void)k;
	buf_char(to, 0x30);
	mqtt_put_length(to, 2 + strlen(MQTT_TOPIC) + text.len);
	mqtt_put_text(to, STR(MQTT_TOPIC));
	buf_str(to, text);
}

/* The bare ones take a message and pass it on: loadtest/compare/limit.c, peer_ws.mjs, nchan. */
static const struct dialect OTHERS[] = {
	{ .name = "bare", .read_path = "/read", .write_path = "/write" },
	{ .name = "socket.io",
	  .read_path = "/socket.io/?EIO=4&transport=websocket&reads=1",
	  .write_path = "/socket.io/?EIO=4&transport=websocket",
	  .hear = sio_hear,
	  .post = sio_post },
	{ .name = "nats",
	  .read_path = "/",
	  .write_path = "/",
	  .is_binary = true,
	  .enter = nats_enter,
	  .hear = nats_hear,
	  .post = nats_post },
	{ .name = "mqtt",
	  .subprotocol = "mqtt",
	  .read_path = "/mqtt",
	  .write_path = "/mqtt",
	  .is_binary = true,
	  .enter = mqtt_enter,
	  .hear = mqtt_hear,
	  .post = mqtt_post },
};

const struct dialect *dialect_find(const char *name)
{
	if (!strcmp(name, OURS.name))
		return &OURS;
	for (size_t i = 0; i < sizeof(OTHERS) / sizeof(*OTHERS); i++) {
		if (!strcmp(name, OTHERS[i].name))
			return &OTHERS[i];
	}
	fprintf(stderr, "dialect: expected stagebeurs, bare, socket.io, nats or mqtt\n");
	return NULL;
}
