/*
 * Open loop: when a command is sent is decided beforehand, and its latency counts from then, so that a
 * server that stalls is seen to. See load.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>

#include "base/mem.h"
#include "loadtest/load.h"

/* Ids of commands begin here; below are subscriptions. */
#define FIRST_ID 100
/* How many connect at once. */
#define OPENING_MOST 128
/* Without anything new for this long, what is missing does not come. */
#define PATIENCE_NS (5 * SECOND_NS)
#define MARK "@lt:"
#define MARK_LEN 4

int64_t clock_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND_NS + t.tv_nsec;
}

static unsigned index_of(const struct load *l, const struct peer *p)
{
	return (unsigned)(p - l->peers);
}

static unsigned row_of(const struct load *l, unsigned who)
{
	return who % l->scenario.n_targets;
}

/* ---- what is heard ---- */

static void subscribe(struct load *l, struct peer *p)
{
	for (unsigned t = 0; t < l->scenario.n_topics; t++) {
		char text[200];
		int len = snprintf(text, sizeof(text),
				   "{\"id\":%u,\"cmd\":\"subscribe\",\"args\":{\"topic\":\"%s\"}}",
				   t + 1, l->follows[index_of(l, p) * TOPICS_MOST + t].name);

		peer_send(p, l->epoll, text, (size_t)len);
	}
}

static void on_open(void *arg, struct peer *p)
{
	struct load *l = arg;

	l->n_open++;
	if (index_of(l, p) < l->scenario.readers)
		subscribe(l, p);
}

static void on_close(void *arg, struct peer *p, unsigned code)
{
	struct load *l = arg;

	(void)p;
	if (!l->closed++)
		fprintf(stderr, "a connection was closed: %u\n", code);
}

/* The number behind a name like "seq": in the first bytes of a message; -1: there is none. */
static int64_t number_after(const char *at, size_t len, const char *name)
{
	size_t n = strlen(name);
	const char *found = memmem(at, len, name, n);

	return found ? strtoll(found + n, NULL, 10) : -1;
}

static void on_subscribed(struct load *l, struct follow *f, const char *at, size_t len)
{
	f->seq = number_after(at, len, "\"ok\":{\"seq\":");
	if (f->seq < 0) {
		fprintf(stderr, "subscribing to %s: %.*s\n", f->name, (int)(len < 200 ? len : 200), at);
		f->seq = 0;
		return;
	}
	if (f->seq > l->from)
		l->from = f->seq;
	l->n_following++;
}

static void on_answer(struct load *l, unsigned k, const char *at, size_t len)
{
	const char *code = memmem(at, len, "\"code\":\"", 8);

	if (k >= l->n_commands || l->fates[k] != FATE_SENT)
		return;
	l->n_answered++;
	l->fates[k] = code ? FATE_REFUSED : FATE_ACKED;
	if (k >= l->n_warm_up)
		hist_add(&l->answer, clock_ns() - l->sent_ns[k]);
	if (code && !l->refused++)
		snprintf(l->refusal, sizeof(l->refusal), "%.*s", (int)len, at);
}

/* Eight bytes at a time: what differs between two readers changes it. */
static uint64_t digest(uint64_t sum, const char *at, size_t len)
{
	for (; len >= 8; at += 8, len -= 8) {
		uint64_t word;

		memcpy(&word, at, 8);
		sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		sum ^= sum >> 29;
	}
	while (len--)
		sum = (sum ^ (uint8_t)*at++) * UINT64_C(0x100000001b3);
	return sum;
}

/* The marks in a frame tell which commands it is about. */
static void count_marks(struct load *l, const char *at, size_t len)
{
	const char *end = at + len;
	int64_t now_ns = clock_ns();

	while ((at = memmem(at, (size_t)(end - at), MARK, MARK_LEN))) {
		unsigned long k = strtoul(at + MARK_LEN, NULL, 16);

		at += MARK_LEN;
		if (k < l->n_warm_up || k >= l->n_commands)
			continue;
		l->delivered++;
		hist_add(&l->latency, now_ns - l->sent_ns[k]);
	}
}

static void on_frame(struct load *l, struct peer *p, const char *at, size_t len)
{
	struct follow *f = &l->follows[index_of(l, p) * TOPICS_MOST];
	const char *name = at + 6, *end = memchr(name, '"', len - 6);
	size_t head = len < 160 ? len : 160;
	int64_t prev, seq;

	for (unsigned t = 0; t < l->scenario.n_topics; t++, f++) {
		if (end && strlen(f->name) == (size_t)(end - name) &&
		    !memcmp(f->name, name, (size_t)(end - name)))
			break;
	}
	prev = number_after(at, head, "\"prev\":");
	seq = number_after(at, head, "\"seq\":");
	l->gaps += prev >= 0 && prev != f->seq;
	l->resyncs += prev < 0;
	f->seq = seq;
	if (seq > l->from) {
		f->n++;
		f->digest = digest(f->digest, at, len);
	}
	count_marks(l, at, len);
}

static void on_message(void *arg, struct peer *p, const char *at, size_t len)
{
	struct load *l = arg;
	unsigned who = index_of(l, p);

	if (len > 6 && !memcmp(at, "{\"re\":", 6)) {
		unsigned long id = strtoul(at + 6, NULL, 10);

		if (id >= FIRST_ID)
			on_answer(l, (unsigned)id - FIRST_ID, at, len);
		else if (id && id <= l->scenario.n_topics)
			on_subscribed(l, &l->follows[who * TOPICS_MOST + id - 1], at, len);
	} else if (len > 6 && !memcmp(at, "{\"t\":\"", 6) && who < l->scenario.readers) {
		on_frame(l, p, at, len);
	}
}

/* ---- the loop ---- */

static void pump(struct load *l, int wait_ms)
{
	struct epoll_event events[256];
	int n = epoll_wait(l->epoll, events, 256, wait_ms);

	for (int i = 0; i < n; i++) {
		struct peer *p = events[i].data.ptr;

		if (p->state != PEER_CLOSED)
			peer_event(p, l->epoll, events[i].events);
	}
}

static bool name_topics(struct load *l)
{
	const struct scenario *s = &l->scenario;

	l->names = mem_alloc(s->n_targets * TOPICS_MOST * sizeof(*l->names));
	for (unsigned i = 0; i < s->n_targets * TOPICS_MOST; i++) {
		l->names[i] = mem_alloc(64);
		if (i % TOPICS_MOST < s->n_topics &&
		    !scenario_fill(s, i / TOPICS_MOST, s->topics[i % TOPICS_MOST], l->names[i], 64))
			return false;
	}
	l->follows = mem_alloc(s->readers * TOPICS_MOST * sizeof(*l->follows));
	for (unsigned i = 0; i < s->readers * TOPICS_MOST; i++)
		l->follows[i].name =
			l->names[row_of(l, i / TOPICS_MOST) * TOPICS_MOST + i % TOPICS_MOST];
	return true;
}

/* Everybody comes in and follows what they follow. */
static bool open_all(struct load *l, const struct peer_events *events)
{
	unsigned n = l->scenario.readers * l->scenario.n_topics, begun = 0;
	int64_t newest_ns = clock_ns();
	unsigned before = 0;

	while (l->n_open < l->n_peers || l->n_following < n) {
		while (begun < l->n_peers && begun - l->n_open < OPENING_MOST && !l->closed) {
			l->peers[begun].events = events;
			if (!peer_open(&l->peers[begun], l->epoll, l->port, begun)) {
				perror("connecting");
				return false;
			}
			begun++;
		}
		pump(l, 10);
		if (l->n_open + l->n_following != before) {
			before = l->n_open + l->n_following;
			newest_ns = clock_ns();
		}
		if (l->closed || clock_ns() - newest_ns > PATIENCE_NS) {
			fprintf(stderr, "%u of %u came in, with %u of %u topics\n", l->n_open,
				l->n_peers, l->n_following, n);
			return false;
		}
	}
	return true;
}

static void send_command(struct load *l, unsigned k)
{
	const struct scenario *s = &l->scenario;
	unsigned writer = k % s->writers;
	char text[1024];
	int n = snprintf(text, sizeof(text), MARK "%08x@", k);
	json_t *command;
	char *dump;

	while (n < (int)s->text_bytes && n < (int)sizeof(text) - 1)
		text[n++] = 'x';
	text[n] = 0;
	command = json_pack("{s:i,s:s,s:o,s:o}", "id", (int)(k + FIRST_ID), "cmd", s->cmd, "args",
			    scenario_args(s, row_of(l, writer), text), "key",
			    json_sprintf("loadtest-%u", k));
	dump = json_dumps(command, JSON_COMPACT);
	l->fates[k] = FATE_SENT;
	l->n_sent++;
	peer_send(&l->peers[s->readers + writer], l->epoll, dump, strlen(dump));
	free(dump);
	json_decref(command);
}

static void send_all(struct load *l)
{
	for (unsigned k = 0; k < l->n_commands; k++) {
		if (k == l->n_warm_up)
			usage_read(l->server, &l->before);
		while (clock_ns() < l->sent_ns[k])
			pump(l, l->sent_ns[k] - clock_ns() > 2000000 ? 1 : 0);
		if (k >= l->n_warm_up)
			hist_add(&l->late, clock_ns() - l->sent_ns[k]);
		send_command(l, k);
		pump(l, 0);
	}
}

/* Until nothing comes any more. */
static void drain(struct load *l)
{
	uint64_t before = 0, heard;
	int64_t newest_ns = clock_ns();

	while (clock_ns() - newest_ns < PATIENCE_NS / 5 ||
	       (l->n_answered < l->n_sent && clock_ns() - newest_ns < PATIENCE_NS)) {
		pump(l, 10);
		heard = l->delivered + l->n_answered;
		if (heard != before)
			newest_ns = clock_ns();
		before = heard;
	}
}

static void plan(struct load *l)
{
	const struct scenario *s = &l->scenario;
	int64_t begins_ns = clock_ns() + SECOND_NS / 20;

	l->n_warm_up = (unsigned)(s->rate * s->warm_up_s);
	l->n_commands = l->n_warm_up + (unsigned)(s->rate * s->seconds) + 1;
	l->fates = mem_alloc(l->n_commands);
	l->sent_ns = mem_alloc(l->n_commands * sizeof(*l->sent_ns));
	for (unsigned k = 0; k < l->n_commands; k++)
		l->sent_ns[k] = begins_ns + (int64_t)((double)k * (double)SECOND_NS / s->rate);
}

bool run_all(struct load *l)
{
	const struct peer_events events = { on_open, on_message, on_close, l };
	int64_t from_ns;

	l->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (!name_topics(l) || !open_all(l, &events))
		return false;
	plan(l);
	send_all(l);
	from_ns = l->sent_ns[l->n_warm_up];
	usage_read(l->server, &l->after);
	l->measured_s = (double)(clock_ns() - from_ns) / (double)SECOND_NS;
	drain(l);
	for (unsigned i = 0; i < l->n_peers; i++) {
		l->bytes += l->peers[i].bytes;
		peer_end(&l->peers[i]);
	}
	return true;
}
