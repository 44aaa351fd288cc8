/* The dialect of our own server, which is verified while it is measured. See dialect.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loadtest/load.h"

/* Ids of commands begin here; below are subscriptions. */
#define FIRST_ID 100
/* The topic and the chain of a frame stand in its first bytes. */
#define HEAD_BYTES 160

static void subscribe(struct load *l, struct peer *p, bool reads)
{
	for (unsigned t = 0; reads && t < l->scenario.n_topics; t++) {
		char text[200];
		int len = snprintf(text, sizeof(text),
				   "{\"id\":%u,\"cmd\":\"subscribe\",\"args\":{\"topic\":\"%s\"}}",
				   t + 1, l->follows[load_index(l, p) * TOPICS_MOST + t].name);

		peer_send(p, l->epoll, (struct str){ text, (size_t)len }, false);
	}
}

/* The number behind a name like "seq": in the first bytes of a message; -1: there is none. */
static int64_t number_after(struct str message, const char *name)
{
	size_t n = strlen(name);
	const char *found = memmem(message.at, message.len, name, n);

	return found ? strtoll(found + n, NULL, 10) : -1;
}

static void on_subscribed(struct load *l, struct follow *f, struct str message)
{
	f->seq = number_after(message, "\"ok\":{\"seq\":");
	if (f->seq < 0) {
		fprintf(stderr, "subscribing to %s: %.*s\n", f->name,
			(int)(message.len < 200 ? message.len : 200), message.at);
		f->seq = 0;
		return;
	}
	l->n_following++;
}

static void on_answer(struct load *l, unsigned k, struct str message)
{
	bool is_refused = memmem(message.at, message.len, "\"code\":\"", 8) != NULL;

	if (k >= l->n_commands || l->fates[k] != FATE_SENT)
		return;
	l->n_answered++;
	l->fates[k] = is_refused ? FATE_REFUSED : FATE_ACKED;
	if (is_refused && !l->refused++)
		snprintf(l->refusal, sizeof(l->refusal), "%.*s", (int)message.len, message.at);
	if (k >= l->phase->first)
		hist_add(&l->phase->answer, clock_ns() - l->sent_ns[k]);
}

/* {"t":"chat:7","prev":41,"seq":42,"ev":[…]} */
static bool on_frame(struct load *l, struct peer *p, struct str message, struct news *ret_news)
{
	const struct follow *f = &l->follows[load_index(l, p) * TOPICS_MOST];
	struct str name = str_from(message, 6), head = message;
	const char *end = memchr(name.at, '"', name.len);

	name.len = end ? (size_t)(end - name.at) : 0;
	head.len = head.len < HEAD_BYTES ? head.len : HEAD_BYTES;
	while (ret_news->topic < l->scenario.n_topics && !str_eq(str_of(f->name), name)) {
		ret_news->topic++;
		f++;
	}
	ret_news->prev = number_after(head, "\"prev\":");
	ret_news->seq = number_after(head, "\"seq\":");
	return ret_news->topic < l->scenario.n_topics && ret_news->prev >= 0;
}

static bool hear(struct load *l, struct peer *p, bool reads, struct str message,
		 struct news *ret_news)
{
	if (str_starts(message, STR("{\"re\":"))) {
		unsigned long id = strtoul(message.at + 6, NULL, 10);

		if (id >= FIRST_ID)
			on_answer(l, (unsigned)id - FIRST_ID, message);
		else if (id && id <= l->scenario.n_topics)
			on_subscribed(l, &l->follows[load_index(l, p) * TOPICS_MOST + id - 1], message);
	}
	return reads && str_starts(message, STR("{\"t\":\"")) && on_frame(l, p, message, ret_news);
}

static void post_command(struct load *l, unsigned k, struct str text, struct buf *to)
{
	const struct scenario *s = &l->scenario;
	json_t *command = json_pack("{s:i,s:s,s:o,s:o}", "id", (int)(k + FIRST_ID), "cmd", s->cmd,
				    "args", scenario_args(s, k % s->writers % s->n_targets, text.at),
				    "key", json_sprintf("loadtest-%u", k));
	char *dump = json_dumps(command, JSON_COMPACT);

	buf_str(to, str_of(dump));
	free(dump);
	json_decref(command);
}

const struct dialect OURS = {
	.name = "stagebeurs",
	.subprotocol = "stagebeurs.v1",
	.read_path = "/ws",
	.write_path = "/ws",
	.is_ours = true,
	.enter = subscribe,
	.hear = hear,
	.post = post_command,
};
