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
#include "loadtest/inflate.h"
#include "loadtest/load.h"

/* Without anything new for this long, what is missing does not come. */
#define PATIENCE_NS (5 * SECOND_NS)
/* A search ends when the rate that was kept up and the one that was not are this near. */
#define NEAR_ENOUGH 1.1
#define PHASES_MOST 32

int64_t clock_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND_NS + t.tv_nsec;
}

unsigned load_index(const struct load *l, const struct peer *p)
{
	return (unsigned)(p - l->peers);
}

static bool reads(const struct load *l, const struct peer *p)
{
	return load_index(l, p) < l->n_heeding;
}

/* ---- what is heard ---- */

static void on_open(void *arg, struct peer *p)
{
	struct load *l = arg;

	door_in(l, load_index(l, p));
	if (l->dialect->enter)
		l->dialect->enter(l, p, reads(l, p));
	else if (!l->dialect->hear && reads(l, p))
		door_follows(l, load_index(l, p));
}

static void on_close(void *arg, struct peer *p, unsigned code)
{
	struct load *l = arg;

	door_lost(l, load_index(l, p), code);
}

static void on_message(void *arg, struct peer *p, struct str frame, bool is_binary, struct str message)
{
	struct load *l = arg;
	struct news news = { 0 };

	if (is_binary && l->dialect->is_ours)
		message = inflate_frame(message);
	if (l->dialect->hear ? l->dialect->hear(l, p, reads(l, p), message, &news) : reads(l, p))
		stream_take(l, load_index(l, p), frame, message, &news);
}

static size_t known(void *arg, struct peer *p, struct str bytes)
{
	struct load *l = arg;

	return reads(l, p) ? stream_match(l, load_index(l, p), bytes) : 0;
}

/* Which topics each reader follows, by the row of `targets` that is theirs. */
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
			l->names[i / TOPICS_MOST % s->n_targets * TOPICS_MOST + i % TOPICS_MOST];
	return true;
}

/* ---- a phase ---- */

static void plan(struct load *l, double rate, double warm_up_s, double seconds)
{
	unsigned from = l->n_commands;
	int64_t begins_ns = clock_ns() + SECOND_NS / 20;
	struct phase *p = l->phase = &l->phases[l->n_phases++];

	p->rate = rate;
	p->first = from + (unsigned)(rate * warm_up_s);
	p->beyond = l->n_commands = p->first + (unsigned)(rate * seconds) + 1;
	l->fates = mem_resize(l->fates, l->n_commands);
	l->sent_ns = mem_resize(l->sent_ns, l->n_commands * sizeof(*l->sent_ns));
	memset(l->fates + from, FATE_UNSENT, l->n_commands - from);
	for (unsigned k = from; k < l->n_commands; k++)
		l->sent_ns[k] = begins_ns + (int64_t)((k - from) * (double)SECOND_NS / rate);
}

/* The mark, and words behind it that no two commands share: what is packed must not pack better than talk. */
static size_t write_text(unsigned k, size_t len, char *ret, size_t size)
{
	static const char *const WORDS[] = {
		"stage", "ik", "graag", "wanneer", "begint", "de", "het", "zorg", "team", "dag",
		"mag", "ook", "voor", "leren", "vraag", "vrijdag", "Leiden", "uur", "wij", "bellen",
		"februari", "dank", "techniek", "reizen", "nog", "een", "plek", "vrij", "hoeveel", "kan",
		"morgen", "gesprek",
	};
	uint32_t chance = k * 2654435761U + 1;
	size_t n = (size_t)snprintf(ret, size, MARK "%08x@", k);

	while (n < len && n < size - 16) {
		chance = chance * 1664525 + 1013904223;
		n += (size_t)snprintf(ret + n, size - n, " %s", WORDS[chance >> 27]);
	}
	n = n < len || len < MARK_LEN + 9 ? n : len;
	ret[n] = 0;
	return n;
}

static void send_command(struct load *l, unsigned k)
{
	const struct scenario *s = &l->scenario;
	static struct buf message;
	char text[1024];
	size_t n = write_text(k, s->text_bytes, text, sizeof(text));

	buf_clear(&message);
	if (l->dialect->post)
		l->dialect->post(l, k, (struct str){ text, n }, &message);
	else
		buf_raw(&message, text, n);
	peer_send(&l->peers[s->readers + k % s->writers], l->epoll, buf_view(&message),
		  l->dialect->is_binary);
}

void load_send_again(struct load *l, unsigned writer)
{
	for (unsigned k = writer; k < l->n_sent; k += l->scenario.writers) {
		if (l->fates[k] == FATE_SENT)
			send_command(l, k);
	}
}

/* All whose time has come. */
static void send_due(struct load *l)
{
	struct phase *p = l->phase;

	while (p && l->n_sent < l->n_commands && l->sent_ns[l->n_sent] <= clock_ns()) {
		unsigned k = l->n_sent++;

		if (k == p->first)
			usage_read(l->server, &p->before);
		if (k >= p->first)
			hist_add(&p->late, clock_ns() - l->sent_ns[k]);
		l->fates[k] = FATE_SENT;
		send_command(l, k);
	}
}

void load_pump(struct load *l, int wait_ms)
{
	struct epoll_event events[256];
	int n;

	send_due(l);
	if (l->is_storm)
		door_open_due(l); /* what cannot be opened now is missed by door_wait() */
	n = epoll_wait(l->epoll, events, 256, wait_ms);
	for (int i = 0; i < n; i++) {
		struct peer *p = events[i].data.ptr;

		if (p->state != PEER_CLOSED)
			peer_event(p, l->epoll, events[i].events);
	}
}

static void send_all(struct load *l)
{
	while (l->n_sent < l->phase->beyond)
		load_pump(l, l->sent_ns[l->n_sent] - clock_ns() > 2000000 ? 1 : 0);
}

/* Until nothing comes any more. */
static void drain(struct load *l)
{
	bool answers = l->dialect->is_ours;
	uint64_t before = 0;
	int64_t newest_ns = clock_ns();

	while (clock_ns() - newest_ns < PATIENCE_NS / 5 ||
	       (answers && l->n_answered < l->n_sent && clock_ns() - newest_ns < PATIENCE_NS)) {
		load_pump(l, 10);
		if (l->heard + l->n_answered != before)
			newest_ns = clock_ns();
		before = l->heard + l->n_answered;
	}
}

/* Almost everything came, to everybody, in time. */
static bool is_kept_up(const struct load *l, const struct phase *p)
{
	const struct scenario *s = &l->scenario;
	const struct hist *heard = s->text_bytes ? &p->latency : &p->answer;
	uint64_t expected = (uint64_t)(p->beyond - p->first) * (s->text_bytes ? l->n_heeding : 1);

	return !p->closed && heard->n * 100 >= expected * 99 &&
	       hist_at(heard, 0.99) < (int64_t)(s->p99_ms * 1e6);
}

static void live_phase(struct load *l)
{
	struct phase *p = l->phase;

	send_all(l);
	usage_read(l->server, &p->after);
	p->measured_s = (double)(clock_ns() - l->sent_ns[p->first]) / (double)SECOND_NS;
}

static bool run_phase(struct load *l, double rate)
{
	struct phase *p;

	streams_trim(l);
	plan(l, rate, l->scenario.warm_up_s, l->scenario.seconds);
	live_phase(l);
	drain(l);
	p = l->phase;
	p->is_kept_up = is_kept_up(l, p);
	return p->is_kept_up;
}

/* The highest rate that is kept up: twice as much until it is not, then between the two. */
static void search(struct load *l)
{
	double kept = 0, lost = 0, rate = l->scenario.rate;

	while (l->n_phases < PHASES_MOST && !l->closed &&
	       (!lost || !kept || lost / kept > NEAR_ENOUGH)) {
		if (run_phase(l, rate))
			kept = rate;
		else
			lost = rate;
		rate = !lost ? kept * 2 : !kept ? lost / 2 : (kept + lost) / 2;
	}
}

/* The server goes while it is being told things, and everything goes on behind it. */
static bool live_restart(struct load *l)
{
	plan(l, l->scenario.rate, l->scenario.warm_up_s, l->scenario.seconds);
	if (!door_restart(l))
		return false;
	send_all(l);
	drain(l);
	run_phase(l, l->scenario.rate);
	return true;
}

/* Too much for ten seconds; a second later all is as before. Whoever is cut off for not keeping up comes
 * back. */
static bool live_overload(struct load *l)
{
	l->is_storm = true;
	plan(l, l->scenario.overload, 0, 10);
	live_phase(l);
	plan(l, l->scenario.rate, 1, l->scenario.seconds);
	live_phase(l);
	drain(l);
	return door_wait(l);
}

/* Some read no more, as a phone does whose tab sleeps; nobody else may feel it. */
static void live_stalled(struct load *l)
{
	struct epoll_event nothing = { 0 };

	l->n_heeding -= l->scenario.stalled;
	for (unsigned i = l->n_heeding; i < l->scenario.readers; i++) {
		nothing.data.ptr = &l->peers[i];
		epoll_ctl(l->epoll, EPOLL_CTL_MOD, l->peers[i].fd, &nothing);
	}
	run_phase(l, l->scenario.rate);
}

/* They go and come, one after the other; the server's memory is looked at now and then. */
static bool live_visits(struct load *l)
{
	unsigned n = l->scenario.visits;
	int64_t begins_ns = clock_ns();

	l->is_storm = true;
	for (unsigned v = 0; v < n; v++) {
		unsigned who = v % l->scenario.readers;
		int64_t due_ns = begins_ns +
				 (int64_t)(v * (double)SECOND_NS / l->scenario.visits_s);

		if (v % (n / VISIT_LOOKS) == 0 && l->n_looks < VISIT_LOOKS)
			usage_read(l->server, &l->looks[l->n_looks++]);
		while (clock_ns() < due_ns || !l->is_in[who])
			load_pump(l, 1);
		peer_end(&l->peers[who]);
		door_lost(l, who, 0);
	}
	return door_wait(l);
}

bool run_all(struct load *l)
{
	const struct peer_events events = { on_open, known, on_message, on_close, l };

	l->epoll = epoll_create1(EPOLL_CLOEXEC);
	l->n_heeding = l->scenario.readers;
	l->phases = mem_alloc(PHASES_MOST * sizeof(*l->phases));
	l->n_streams = l->dialect->is_ours ? l->scenario.n_targets : 1;
	l->streams = mem_alloc(l->n_streams * sizeof(*l->streams));
	l->places = mem_alloc(l->scenario.readers * sizeof(*l->places));
	l->marks_of = mem_alloc(l->scenario.readers * sizeof(*l->marks_of));
	usage_read(l->server, &l->empty);
	if (l->scenario.talk_s > 0)
		evening_begin(l);
	if ((l->dialect->is_ours && !name_topics(l)) || !door_open(l, &events))
		return false;
	drain(l);
	usage_read(l->server, &l->full);
	if (l->evening) {
		evening_live(l);
		drain(l);
	} else if (l->scenario.p99_ms > 0)
		search(l);
	else
		run_phase(l, l->scenario.rate);
	if (l->scenario.stalled)
		live_stalled(l);
	if (l->scenario.visits && !live_visits(l))
		return false;
	if (l->scenario.overload > 0 && !live_overload(l))
		return false;
	if (l->scenario.restarts && !live_restart(l))
		return false;
	for (unsigned i = 0; i < l->n_peers; i++) {
		l->bytes += l->peers[i].bytes;
		peer_end(&l->peers[i]);
	}
	return true;
}
