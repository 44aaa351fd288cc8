/* The dialect of our own server, which is verified while it is measured. See dialect.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loadtest/load.h"

/* The topic and the chain of a frame stand in its first bytes. */
#define HEAD_BYTES 160

/* Whatever comes of it: inside, or a place at the door. */
static void come_to_fair(struct load *l, struct peer *p)
{
	const char *fair = strchr(l->follows[load_index(l, p) * TOPICS_MOST].name, ':');
	char text[100];

	if (!fair)
		return;
	snprintf(text, sizeof(text), "{\"id\":%u,\"cmd\":\"fair.enter\",\"args\":{\"fair\":%s}}", TOPICS_MOST + 1, fair + 1);
	peer_send(p, l->epoll, str_of(text), false);
}

/* A reader takes up its topics where it left them, a writer what was not answered. */
static void enter(struct load *l, struct peer *p, bool reads)
{
	unsigned who = load_index(l, p);

	if (!reads && l->evening)
		evening_enter(l, who - l->scenario.readers);
	if (reads && l->scenario.enters)
		come_to_fair(l, p);
	for (unsigned t = 0; reads && t < l->scenario.n_topics; t++) {
		const struct follow *f = &l->follows[who * TOPICS_MOST + t];
		char text[200], since[40] = "";

		if (f->seq)
			snprintf(since, sizeof(since), ",\"since\":%lld", (long long)f->seq);
		snprintf(text, sizeof(text),
			 "{\"id\":%u,\"cmd\":\"subscribe\",\"args\":{\"topic\":\"%s\"%s}}", t + 1,
			 f->name, since);
		peer_send(p, l->epoll, str_of(text), false);
	}
	if (!reads && l->is_storm)
		load_send_again(l, who - l->scenario.readers);
}

/* The number behind a name like "seq": in the first bytes of a message; -1: there is none. */
static int64_t number_after(struct str message, const char *name)
{
	size_t n = strlen(name);
	const char *found = memmem(message.at, message.len, name, n);

	return found ? strtoll(found + n, NULL, 10) : -1;
}

static void on_subscribed(struct load *l, unsigned who, unsigned t, struct str message)
{
	struct follow *f = &l->follows[who * TOPICS_MOST + t];
	int64_t seq = number_after(message, "\"ok\":{\"seq\":");

	if (seq < 0) {
		fprintf(stderr, "subscribing to %s: %.*s\n", f->name,
			(int)(message.len < 200 ? message.len : 200), message.at);
		return;
	}
	f->seq = seq;
	f->is_on = true;
	if (l->is_storm && memmem(message.at, message.len, "\"events\":", 9)) {
		l->storm.resumed++;
		l->marks_of[who] += count_marks(message);
	} else if (l->is_storm) {
		l->storm.snapshots++;
		f->is_renewed = true;
	}
	door_follows(l, who);
}

static void on_answer(struct load *l, unsigned k, struct str message)
{
	bool is_refused = memmem(message.at, message.len, "\"code\":\"", 8) != NULL;

	if (k >= l->n_commands || (l->fates[k] != FATE_SENT && l->fates[k] != FATE_ASKED))
		return;
	l->n_answered++;
	l->fates[k] = is_refused ? FATE_REFUSED : l->fates[k] == FATE_ASKED ? FATE_ANSWERED : FATE_ACKED;
	if (is_refused && !l->refused++)
		snprintf(l->refusal, sizeof(l->refusal), "%.*s", (int)message.len, message.at);
	if (k >= l->phase->first && !is_refused)
		hist_add(&l->phase->answer, clock_ns() - l->sent_ns[k]);
	if (l->evening)
		evening_answered(l, k, message);
}

/* {"t":"chat:7","prev":41,"seq":42,"ev":[…]}; without a chain what is not kept. */
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
	if (memmem(head.at, head.len, "\"prev\":", 7)) {
		ret_news->prev = number_after(head, "\"prev\":");
		ret_news->seq = number_after(head, "\"seq\":");
	}
	return ret_news->topic < l->scenario.n_topics;
}

static bool hear(struct load *l, struct peer *p, bool reads, struct str message,
		 struct news *ret_news)
{
	if (str_starts(message, STR("{\"re\":"))) {
		unsigned long id = strtoul(message.at + 6, NULL, 10);

		if (id >= FIRST_ID)
			on_answer(l, (unsigned)id - FIRST_ID, message);
		else if (reads && id && id <= l->scenario.n_topics)
			on_subscribed(l, load_index(l, p), (unsigned)id - 1, message);
	}
	if (!reads && l->evening && str_starts(message, STR("{\"t\":\"")))
		evening_hear(l, load_index(l, p) - l->scenario.readers, message);
	if (str_starts(message, STR("{\"bye\":")))
		door_goodbye(l, load_index(l, p), number_after(message, "\"retry_ms\":"));
	return reads && str_starts(message, STR("{\"t\":\"")) && on_frame(l, p, message, ret_news);
}

static void post_command(struct load *l, unsigned k, struct str text, struct buf *to)
{
	const struct scenario *s = &l->scenario;
	unsigned row = s->writes_as_manager ? k % s->writers : k; /* a manager's booth is their own */
	json_t *command = json_pack("{s:i,s:s,s:o,s:o}", "id", (int)(k + FIRST_ID), "cmd", s->cmd,
				    "args", scenario_args(s, row % s->n_targets, text.at),
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
	.enter = enter,
	.hear = hear,
	.post = post_command,
};
