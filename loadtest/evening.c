/*
 * An evening: people who do what people do at a fair, in the proportions in which they do it. Students come to
 * a booth and look at it, take a number, book a time, write, answer when they are rung, and talk; recruiters
 * call the next one whenever they are free. What a student does of their own accord has its time beforehand;
 * what answers somebody follows after as long as a hand takes. See load.h.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "loadtest/load.h"

/* What somebody does next, because something happened to them. */
enum act {
	ACT_NONE,
	ACT_SIT,
	ACT_NEXT,
	ACT_ACCEPT,
	ACT_DECLINE,
	ACT_JOIN,
	ACT_CONNECTED,
	ACT_END,
	ACT_NOTE,
};

struct actor {
	enum act act;
	int64_t due_ns;
	bool is_idle; /* a recruiter who found nobody to call */
	bool is_talking;
	int64_t seat, call, pair, lead;
	int64_t slot;	 /* a free time of the booth that a student looks at */
	int64_t said_ns; /* when the other was to be rung, or answered */
	char looks_at[32];
};

struct evening {
	struct actor *actors; /* of each writer: recruiters, then students */
	unsigned *who;	      /* of each command: whose it is */
	uint32_t chance;
};

static double draw(struct evening *e)
{
	e->chance = e->chance * 1664525 + 1013904223;
	return (double)(e->chance >> 8) / (1 << 24);
}

static unsigned whole(struct evening *e, unsigned below)
{
	return (unsigned)(draw(e) * below);
}

static void later(struct load *l, struct actor *a, enum act act, double least_s, double most_s)
{
	double after_s = least_s + draw(l->evening) * (most_s - least_s);

	a->act = act;
	a->due_ns = clock_ns() + (int64_t)(after_s * (double)SECOND_NS);
}

/* ---- what they say ---- */

/* Of FATE_SENT the key is to be in the database; FATE_ASKED is only read, or repeatable. */
__attribute__((format(printf, 6, 7))) static void say(struct load *l, unsigned writer, int64_t due_ns,
						      enum fate fate, const char *cmd, const char *args, ...)
{
	char text[256], key[40] = "", message[512];
	unsigned k = l->n_sent;
	va_list list;

	va_start(list, args);
	vsnprintf(text, sizeof(text), args, list);
	va_end(list);
	if (fate == FATE_SENT)
		snprintf(key, sizeof(key), ",\"key\":\"loadtest-%u\"", k);
	snprintf(message, sizeof(message), "{\"id\":%u,\"cmd\":\"%s\",\"args\":{%s}%s}", k + FIRST_ID, cmd, text, key);
	l->n_commands = l->n_sent = k + 1;
	l->fates = mem_resize(l->fates, l->n_commands);
	l->sent_ns = mem_resize(l->sent_ns, l->n_commands * sizeof(*l->sent_ns));
	l->evening->who = mem_resize(l->evening->who, l->n_commands * sizeof(*l->evening->who));
	l->fates[k] = (uint8_t)fate;
	l->sent_ns[k] = due_ns;
	l->evening->who[k] = writer;
	hist_add(&l->phase->late, clock_ns() - due_ns);
	peer_send(&l->peers[l->scenario.readers + writer], l->epoll, str_of(message), false);
}

/* What its column is in the row of a booth: see evening.json. */
static long long booth_of(const struct load *l, unsigned row)
{
	return l->scenario.targets[row][0];
}

static void act(struct load *l, unsigned writer)
{
	struct actor *a = &l->evening->actors[writer];
	enum act act = a->act;
	int64_t due_ns = a->due_ns;
	long long call = a->call;

	a->act = ACT_NONE;
	switch (act) {
	case ACT_NONE:
		return;
	case ACT_SIT:
		say(l, writer, due_ns, FATE_SENT, "seat.take", "\"booth\":%lld", booth_of(l, writer));
		return;
	case ACT_NEXT:
		a->said_ns = due_ns;
		say(l, writer, due_ns, FATE_SENT, "call.next", "\"seat\":%lld", (long long)a->seat);
		return;
	case ACT_ACCEPT:
		a->said_ns = due_ns;
		say(l, writer, due_ns, FATE_SENT, "call.accept", "\"call\":%lld", call);
		return;
	case ACT_DECLINE:
		say(l, writer, due_ns, FATE_SENT, "call.decline", "\"call\":%lld", call);
		return;
	case ACT_JOIN:
		say(l, writer, due_ns, FATE_ASKED, "call.join", "\"call\":%lld", call);
		return;
	case ACT_CONNECTED:
		say(l, writer, due_ns, FATE_SENT, "call.connected", "\"call\":%lld,\"pair\":%lld", call,
		    (long long)a->pair);
		return;
	case ACT_END:
		say(l, writer, due_ns, FATE_SENT, "call.end", "\"call\":%lld", call);
		return;
	case ACT_NOTE:
		say(l, writer, due_ns, FATE_SENT, "lead.save", "\"lead\":%lld,\"rating\":%u,\"note\":\"%s\"",
		    (long long)a->lead, 1 + whole(l->evening, 5), "Past goed, wil in februari beginnen.");
		later(l, a, ACT_NEXT, 1, 3);
		return;
	}
}

/* ---- what students do of their own accord ---- */

/* A few booths are what most come for. */
static unsigned some_booth(struct load *l)
{
	double x = draw(l->evening);

	return (unsigned)(x * x * l->scenario.n_targets);
}

static void look(struct load *l, unsigned writer, int64_t due_ns, unsigned row)
{
	struct actor *a = &l->evening->actors[writer];

	if (a->looks_at[0])
		say(l, writer, due_ns, FATE_ASKED, "unsubscribe", "\"topic\":\"%s\"", a->looks_at);
	snprintf(a->looks_at, sizeof(a->looks_at), "booth:%lld", booth_of(l, row));
	a->slot = 0;
	say(l, writer, due_ns, FATE_ASKED, "subscribe", "\"topic\":\"%s\"", a->looks_at);
}

/* Of a hundred such moments at an evening: sixty looks at booths, fifteen words, ten numbers, eight questions
 * where it is quiet, seven times booked. */
static void do_something(struct load *l, int64_t due_ns)
{
	struct evening *e = l->evening;
	unsigned managers = l->scenario.managers, dice = whole(e, 100), row = some_booth(l);
	unsigned writer = managers + whole(e, l->scenario.writers - managers);
	struct actor *a = &e->actors[writer];

	if (a->act || a->call)
		return; /* has something else to do */
	if (dice < 60) {
		look(l, writer, due_ns, row);
	} else if (dice < 75) {
		say(l, writer, due_ns, FATE_SENT, "chat.post", "\"chat\":%lld,\"text\":\"%s\"",
		    (long long)l->scenario.targets[row][3], "Mag ik ook op vrijdag komen kijken?");
	} else if (dice < 85) {
		say(l, writer, due_ns, FATE_SENT, "queue.join", "\"booth\":%lld", booth_of(l, row));
	} else if (dice < 93) {
		say(l, writer, due_ns, FATE_ASKED, "booth.quiet", "\"fair\":%lld",
		    (long long)l->scenario.targets[row][1]);
	} else if (a->slot) {
		say(l, writer, due_ns, FATE_SENT, "slot.book", "\"slot\":%lld", (long long)a->slot);
		a->slot = 0;
	}
}

/* ---- what they hear ---- */

static int64_t number(const json_t *item, const char *field)
{
	return json_integer_value(json_object_get(item, field));
}

static bool is_in(const json_t *item, const char *state)
{
	const char *is = json_string_value(json_object_get(item, "state"));

	return is && !strcmp(is, state);
}

/* How long it took until somebody heard what somebody else did. */
static void told(struct load *l, const struct actor *by)
{
	if (l->phase->first == UINT_MAX)
		return; /* nobody measures yet */
	hist_add(&l->phase->latency, clock_ns() - by->said_ns);
	l->phase->delivered++;
}

static void on_ring(struct load *l, struct actor *a, const json_t *call)
{
	unsigned recruiter = 0;

	if (a->call == number(call, "id"))
		return;
	*a = (struct actor){ .call = number(call, "id"), .looks_at = "" };
	while (recruiter + 1 < l->scenario.managers && booth_of(l, recruiter) != number(call, "booth"))
		recruiter++;
	told(l, &l->evening->actors[recruiter]);
	if (draw(l->evening) < 0.9)
		later(l, a, ACT_ACCEPT, 0.5, 4);
	else
		later(l, a, ACT_DECLINE, 0.5, 4);
}

/* The recruiter hears that the student comes. */
static void on_answered(struct load *l, int64_t call)
{
	for (unsigned i = l->scenario.managers; i < l->scenario.writers; i++) {
		if (l->evening->actors[i].call == call)
			told(l, &l->evening->actors[i]);
	}
}

static void on_connecting(struct load *l, unsigned writer, const json_t *call)
{
	struct actor *a = &l->evening->actors[writer];
	bool is_recruiter = writer < l->scenario.managers;
	int64_t pair = number(call, "pair");

	if (!a->pair) {
		a->call = number(call, "id");
		a->pair = -1; /* comes in, and is no pair yet */
		if (is_recruiter)
			on_answered(l, a->call);
		later(l, a, ACT_JOIN, 0.2, 0.6);
	} else if (pair && pair != a->pair && !is_recruiter) {
		a->pair = pair;
		later(l, a, ACT_CONNECTED, 0.3, 1.5);
	}
}

static void on_call(struct load *l, unsigned writer, const json_t *call)
{
	struct actor *a = &l->evening->actors[writer];
	bool is_recruiter = writer < l->scenario.managers;

	if (is_in(call, "ringing") && !is_recruiter) {
		on_ring(l, a, call);
	} else if (is_in(call, "connecting")) {
		on_connecting(l, writer, call);
	} else if (is_in(call, "live") && is_recruiter && !a->is_talking) {
		a->is_talking = true;
		a->lead = number(call, "lead");
		later(l, a, ACT_END, l->scenario.talk_s / 2, l->scenario.talk_s * 1.5);
	} else if (is_in(call, "ended") && a->call == number(call, "id")) {
		bool was_talking = a->is_talking;

		a->call = a->pair = 0;
		a->act = ACT_NONE;
		a->is_talking = false;
		if (is_recruiter)
			later(l, a, was_talking ? ACT_NOTE : ACT_NEXT, 0.5, 2);
	} else if (is_in(call, "ended") && is_recruiter && !a->call && !a->act) {
		later(l, a, ACT_NEXT, 0.5, 2); /* nobody answered */
	}
}

static void on_item(struct load *l, unsigned writer, const char *type, const json_t *item)
{
	struct actor *a = &l->evening->actors[writer];

	if (!strcmp(type, "call"))
		on_call(l, writer, item);
	else if (!strcmp(type, "seat") && writer < l->scenario.managers && !a->seat)
		a->seat = number(item, "id");
	else if (!strcmp(type, "entry") && a->is_idle) {
		a->is_idle = false;
		later(l, a, ACT_NEXT, 0.5, 2);
	}
}

/* A time that is free where a student looks. */
static void see_times(struct load *l, unsigned writer, const json_t *snapshot)
{
	const json_t *slots = json_object_get(snapshot, "slot");
	size_t n = json_array_size(slots);

	for (size_t i = 0, from = whole(l->evening, (unsigned)n + 1); i < n; i++) {
		const json_t *slot = json_array_get(slots, (from + i) % n);

		if (json_is_true(json_object_get(slot, "is_free"))) {
			l->evening->actors[writer].slot = number(slot, "id");
			return;
		}
	}
}

void evening_answered(struct load *l, unsigned k, struct str message)
{
	unsigned writer = l->evening->who[k];
	struct actor *a = &l->evening->actors[writer];
	json_t *answer = json_loadb(message.at, message.len, 0, NULL);
	const json_t *ok = json_object_get(answer, "ok");

	if (writer >= l->scenario.managers)
		see_times(l, writer, json_object_get(ok, "snapshot"));
	else if (!ok && !a->call && !a->act)
		a->is_idle = true; /* nobody to call */
	else if (ok && json_object_get(ok, "seat") && !a->act)
		a->is_idle = true;
	json_decref(answer);
}

void evening_hear(struct load *l, unsigned writer, struct str message)
{
	json_t *frame = json_loadb(message.at, message.len, 0, NULL), *event;
	size_t i;

	json_array_foreach(json_object_get(frame, "ev"), i, event) {
		const json_t *item = json_object_get(event, "item");

		if (item)
			on_item(l, writer, json_string_value(json_object_get(event, "type")), item);
	}
	json_decref(frame);
}

/* ---- the evening ---- */

void evening_enter(struct load *l, unsigned writer)
{
	struct peer *p = &l->peers[l->scenario.readers + writer];
	char text[96];

	peer_send(p, l->epoll, STR("{\"id\":1,\"cmd\":\"subscribe\",\"args\":{\"topic\":\"me\"}}"), false);
	if (writer >= l->scenario.managers)
		return;
	snprintf(text, sizeof(text), "{\"id\":2,\"cmd\":\"subscribe\",\"args\":{\"topic\":\"console:%lld\"}}",
		 booth_of(l, writer));
	peer_send(p, l->epoll, str_of(text), false);
}

/* All whose time has come. */
static void act_due(struct load *l)
{
	int64_t now_ns = clock_ns();

	for (unsigned i = 0; i < l->scenario.writers; i++) {
		if (l->evening->actors[i].act && l->evening->actors[i].due_ns <= now_ns)
			act(l, i);
	}
}

/* Moments in which somebody does something come at random, so many a second. */
static void live_for(struct load *l, double seconds)
{
	int64_t ends_ns = clock_ns() + (int64_t)(seconds * (double)SECOND_NS);
	static int64_t next_ns;

	if (!next_ns)
		next_ns = clock_ns();
	while (clock_ns() < ends_ns && !l->closed) {
		while (next_ns <= clock_ns()) {
			do_something(l, next_ns);
			next_ns += (int64_t)(draw(l->evening) * 2 * (double)SECOND_NS / l->scenario.rate);
		}
		act_due(l);
		load_pump(l, 1);
	}
}

void evening_live(struct load *l)
{
	struct phase *p = l->phase = &l->phases[l->n_phases++];

	*p = (struct phase){ .rate = l->scenario.rate, .first = UINT_MAX, .beyond = UINT_MAX };
	for (unsigned i = 0; i < l->scenario.managers; i++)
		later(l, &l->evening->actors[i], ACT_SIT, 0, 1);
	live_for(l, l->scenario.warm_up_s);
	usage_read(l->server, &p->before);
	p->first = l->n_sent;
	live_for(l, l->scenario.seconds);
	usage_read(l->server, &p->after);
	p->beyond = l->n_sent;
	p->measured_s = l->scenario.seconds;
	p->is_kept_up = true;
}

void evening_begin(struct load *l)
{
	l->evening = mem_alloc(sizeof(*l->evening));
	l->evening->actors = mem_alloc(l->scenario.writers * sizeof(*l->evening->actors));
	l->evening->chance = 1;
}
