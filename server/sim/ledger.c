/* See ledger.h. */
#include "sim/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int64_t id_of(const json_t *item, const char *name)
{
	return json_integer_value(json_object_get(item, name));
}

static uint64_t key_of(const struct sim *s, const struct person *student, unsigned booth)
{
	return (uint64_t)student->index * s->options.scenario->booths + booth + 1;
}

static struct deal *deal_of(struct sim *s, const struct person *student, const struct booth_info *booth)
{
	uint64_t key;
	struct deal *deal;

	if (!student || !booth) {
		sim_fail(s, "somebody was told of a booth or a student who is not there");
		return NULL;
	}
	key = key_of(s, student, (unsigned)(booth - s->booths));
	deal = map_get(&s->ledger->deals, key);
	if (deal)
		return deal;
	deal = mem_alloc(sizeof(*deal));
	deal->state = LEAD_STATE_WITHDRAWN;
	map_set(&s->ledger->deals, key, deal);
	return deal;
}

static struct booth_info *booth_of_item(struct sim *s, const json_t *item)
{
	return map_get(&s->by_booth, (uint64_t)id_of(item, "booth"));
}

static void note(struct sim *s, struct deed deed)
{
	struct ledger *l = s->ledger;

	if (!deed.deal)
		return;
	if (l->n_deeds == l->size_deeds) {
		l->size_deeds = l->size_deeds ? l->size_deeds * 2 : 1024;
		l->deeds = mem_resize(l->deeds, l->size_deeds * sizeof(*l->deeds));
	}
	deed.order = l->n_deeds;
	l->deeds[l->n_deeds++] = deed;
}

/* ---- what was acknowledged ---- */

static void note_card(struct sim *s, const struct person *student, const struct booth_info *booth)
{
	note(s, (struct deed){ .at_ms = s->now_ms, .deal = deal_of(s, student, booth), .kind = DEED_CARD });
}

static void note_entry(struct sim *s, int64_t entry, enum entry_state state)
{
	map_set(&s->ledger->entries, (uint64_t)entry, (void *)(uintptr_t)(state + 1));
}

static void note_new_entry(struct sim *s, int64_t entry)
{
	if (entry && !map_get(&s->ledger->entries, (uint64_t)entry))
		note_entry(s, entry, ENTRY_STATE_WAITING);
}

static void note_answer(struct sim *s, const struct question *q)
{
	const char *answer = json_string_value(json_object_get(q->args, "answer"));
	const char *state = json_string_value(json_object_get(q->args, "state"));
	struct deed deed = { .at_ms = s->now_ms,
			     .deal = map_get(&s->ledger->by_lead, (uint64_t)id_of(q->args, "lead")),
			     .kind = answer ? DEED_ANSWER : DEED_MOVE,
			     .is_students = q->who->kind == PERSON_STUDENT };

	if (answer)
		deed.to = !strcmp(answer, "yes") ? LEAD_STATE_INVITED :
			  !strcmp(answer, "no")	 ? LEAD_STATE_DECLINED_BY_EMPLOYER :
						   LEAD_STATE_SPOKEN;
	if (!deed.deal || (!answer && !lead_state_from(str_of(state), &deed.to)))
		sim_fail(s, "%s is of no lead that anybody was told of", q->cmd);
	else
		note(s, deed);
}

void ledger_acked(struct sim *s, const struct question *q, const json_t *ok)
{
	const struct map *places = &s->ledger->places;

	if (!strcmp(q->cmd, "queue.join"))
		note_card(s, q->who, map_get(&s->by_booth, (uint64_t)q->about));
	else if (!strcmp(q->cmd, "handover.accept"))
		note_card(s, q->who, map_get(places, (uint64_t)id_of(q->args, "handover")));
	else if (!strcmp(q->cmd, "booking.accept"))
		note_card(s, q->who, map_get(places, (uint64_t)id_of(q->args, "booking")));
	else if (!strcmp(q->cmd, "slot.book"))
		note_card(s, q->who, &s->booths[q->who->wishes[0]]);
	else if (!strcmp(q->cmd, "queue.leave"))
		note_entry(s, id_of(q->args, "entry"), ENTRY_STATE_LEFT);
	else if (!strcmp(q->cmd, "lead.answer") || !strcmp(q->cmd, "lead.move"))
		note_answer(s, q);
	note_new_entry(s, id_of(ok, "entry"));
}

/* ---- what was heard ---- */

static void hear_entry(struct sim *s, const json_t *item)
{
	enum entry_state state;

	note_new_entry(s, id_of(item, "id"));
	if (entry_state_from(str_of(json_string_value(json_object_get(item, "state"))), &state) &&
	    (state == ENTRY_STATE_LEFT || state == ENTRY_STATE_MISSED || state == ENTRY_STATE_REMOVED ||
	     state == ENTRY_STATE_CLOSED))
		note_entry(s, id_of(item, "id"), state);
}

/* Where one is going by saying yes to this. */
static void note_place(struct sim *s, const json_t *item)
{
	struct booth_info *booth = booth_of_item(s, item);

	if (booth)
		map_set(&s->ledger->places, (uint64_t)id_of(item, "id"), booth);
}

static void hear_booking(struct sim *s, const json_t *item)
{
	enum booking_state state;

	if (!booking_state_from(str_of(json_string_value(json_object_get(item, "state"))), &state))
		return;
	map_set(&s->ledger->bookings, (uint64_t)id_of(item, "id"), (void *)(uintptr_t)(state + 1));
	note_place(s, item);
}

static void note_lead(struct sim *s, int64_t lead, struct deal *deal)
{
	if (lead && deal)
		map_set(&s->ledger->by_lead, (uint64_t)lead, deal);
}

/* Both sides hear of it; the first is enough. */
static void hear_talk(struct sim *s, const json_t *item, struct deal *deal)
{
	int64_t id = id_of(item, "id"), ended_ms = id_of(item, "ended_ms");
	struct talk *talk;

	if (!ended_ms || !json_object_get(item, "started_ms") || map_get(&s->ledger->talks, (uint64_t)id))
		return;
	talk = mem_alloc(sizeof(*talk));
	talk->ms = ended_ms - id_of(item, "started_ms");
	if (!end_reason_from(str_of(json_string_value(json_object_get(item, "reason"))), &talk->reason))
		sim_fail(s, "a talk is over and nobody is told why");
	map_set(&s->ledger->talks, (uint64_t)id, talk);
	note(s, (struct deed){ .at_ms = ended_ms, .deal = deal, .kind = DEED_TALK });
}

static void hear_call(struct sim *s, const json_t *item)
{
	const struct person *student = map_get(&s->by_account, (uint64_t)id_of(item, "student"));
	struct deal *deal = deal_of(s, student, booth_of_item(s, item));

	note_lead(s, id_of(item, "lead"), deal);
	hear_talk(s, item, deal);
}

void ledger_heard(struct sim *s, const struct person *p, const char *type, const json_t *item)
{
	if (!strcmp(type, "call"))
		hear_call(s, item);
	if (p->kind != PERSON_STUDENT)
		return;
	if (!strcmp(type, "entry"))
		hear_entry(s, item);
	else if (!strcmp(type, "booking"))
		hear_booking(s, item);
	else if (!strcmp(type, "handover"))
		note_place(s, item);
	else if (!strcmp(type, "lead"))
		note_lead(s, id_of(item, "id"), deal_of(s, p, booth_of_item(s, item)));
}

/* ---- what became of it ---- */

/* Whoever takes their card back in the middle of a talk ends it first. */
static int by_time(const void *left, const void *right)
{
	const struct deed *a = left, *b = right;
	bool is_talk = a->kind == DEED_TALK;

	if (a->at_ms != b->at_ms)
		return (a->at_ms > b->at_ms) - (a->at_ms < b->at_ms);
	if (is_talk != (b->kind == DEED_TALK))
		return is_talk ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* A card that was taken back is shown again: what it was it is again. */
static void show_card(struct deal *d)
{
	d->is_shown = true;
	if (d->state != LEAD_STATE_WITHDRAWN)
		return;
	d->state = d->has_answer ? d->answer : d->spoken_ms ? LEAD_STATE_SPOKEN : LEAD_STATE_QUEUED;
	if (d->spoken_ms && !d->has_answer)
		d->due_ms = d->spoken_ms + ANSWER_HOURS * HOUR_MS;
}

static void talk_to(struct deal *d, int64_t at_ms)
{
	show_card(d);
	d->spoken_ms = at_ms;
	if (d->state == LEAD_STATE_INVITED || d->state == LEAD_STATE_OFFERED || d->state == LEAD_STATE_PLACED)
		return; /* they are to see each other anyway */
	d->state = LEAD_STATE_SPOKEN;
	d->has_answer = false;
	d->due_ms = at_ms + ANSWER_HOURS * HOUR_MS;
}

static void go_on(struct deal *d, const struct deed *deed)
{
	d->state = deed->to;
	if (deed->kind == DEED_ANSWER) {
		d->has_answer = true;
		d->answer = deed->to;
	}
	if (d->due_ms && !deed->is_students) {
		d->was_owed = true;
		d->is_late = d->due_ms <= deed->at_ms;
	}
	d->due_ms = 0;
}

void ledger_close(struct sim *s)
{
	struct ledger *l = s->ledger;

	if (l->n_deeds)
		qsort(l->deeds, l->n_deeds, sizeof(*l->deeds), by_time);
	for (size_t i = 0; i < l->n_deeds; i++) {
		const struct deed *deed = &l->deeds[i];

		if (deed->kind == DEED_CARD)
			show_card(deed->deal);
		else if (deed->kind == DEED_TALK)
			talk_to(deed->deal, deed->at_ms);
		else
			go_on(deed->deal, deed);
	}
}

const struct deal *ledger_deal(const struct sim *s, const struct person *student, unsigned booth)
{
	const struct deal *deal = map_get(&s->ledger->deals, key_of(s, student, booth));

	return deal && deal->is_shown ? deal : NULL;
}

static void free_values(struct map *m)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	while (map_next(m, &pos, &key, &value))
		free(value);
	map_done(m);
}

void ledger_free(struct ledger *l)
{
	free_values(&l->deals);
	free_values(&l->talks);
	map_done(&l->by_lead);
	map_done(&l->entries);
	map_done(&l->bookings);
	map_done(&l->places);
	free(l->deeds);
}
