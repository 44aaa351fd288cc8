/*
 * See sub.h. Both sides are arrays that point into each other, so that a fan-out walks memory in
 * order and leaving costs two swaps, whatever the number of followers.
 */
#include "net/sub.h"

#include <stdlib.h>

#include "base/auto.h"
#include "base/mem.h"

/* One topic of one follower. */
struct follow {
	struct followed *topic;
	unsigned place; /* in topic->at */
};

struct member {
	struct follows *f;
	unsigned place; /* in f->at */
};

struct followed {
	struct topic topic;
	struct member *at;
	unsigned n, size;
};

/* Ids have 53 bits, so that the kind fits above them. */
static uint64_t key_of(struct topic t)
{
	return ((uint64_t)t.kind << 53) | (uint64_t)t.id;
}

static bool is_same(struct topic a, struct topic b)
{
	return a.kind == b.kind && a.id == b.id;
}

static const struct follow *find(const struct follows *f, struct topic topic)
{
	for (unsigned i = 0; i < f->n; i++) {
		if (is_same(f->at[i].topic->topic, topic))
			return &f->at[i];
	}
	return NULL;
}

bool sub_has(const struct follows *f, struct topic topic)
{
	return find(f, topic) != NULL;
}

bool sub_has_kind(const struct follows *f, enum topic_kind kind)
{
	for (unsigned i = 0; i < f->n; i++) {
		if (f->at[i].topic->topic.kind == kind)
			return true;
	}
	return false;
}

static struct followed *topic_at(struct subs *s, struct topic topic)
{
	struct followed *t = map_get(&s->topics, key_of(topic));

	if (!t) {
		t = mem_alloc(sizeof(*t));
		t->topic = topic;
		map_set(&s->topics, key_of(topic), t);
	}
	return t;
}

bool sub_add(struct subs *s, struct follows *f, struct topic topic)
{
	struct followed *t;

	if (sub_has(f, topic))
		return true;
	if (f->n == SUB_TOPICS_MOST)
		return false;
	t = topic_at(s, topic);
	if (t->n == t->size) {
		t->size = t->size ? t->size * 2 : 4;
		t->at = mem_resize(t->at, t->size * sizeof(*t->at));
	}
	if (f->n == f->size) {
		f->size = f->size ? f->size * 2 : 4;
		f->at = mem_resize(f->at, f->size * sizeof(*f->at));
	}
	f->at[f->n] = (struct follow){ t, t->n };
	t->at[t->n] = (struct member){ f, f->n };
	f->n++;
	t->n++;
	s->n++;
	return true;
}

static void forget(struct subs *s, struct followed *t)
{
	map_remove(&s->topics, key_of(t->topic));
	free(t->at);
	free(t);
}

static void remove_at(struct subs *s, struct follows *f, unsigned i)
{
	struct followed *t = f->at[i].topic;
	unsigned place = f->at[i].place;

	t->at[place] = t->at[--t->n];
	t->at[place].f->at[t->at[place].place].place = place;
	f->at[i] = f->at[--f->n];
	if (i < f->n)
		f->at[i].topic->at[f->at[i].place].place = i;
	s->n--;
	if (!t->n)
		forget(s, t);
}

void sub_remove(struct subs *s, struct follows *f, struct topic topic)
{
	const struct follow *hit = find(f, topic);

	if (hit)
		remove_at(s, f, (unsigned)(hit - f->at));
}

void sub_remove_all(struct subs *s, struct follows *f)
{
	while (f->n)
		remove_at(s, f, f->n - 1);
	free(f->at);
	*f = (struct follows){ 0 };
}

size_t sub_each(const struct subs *s, struct topic topic,
		void (*each)(void *arg, struct follows *f), void *arg)
{
	const struct followed *t = map_get(&s->topics, key_of(topic));

	if (!t)
		return 0;
	for (unsigned i = 0; i < t->n; i++)
		each(arg, t->at[i].f);
	return t->n;
}

void subs_done(struct subs *s)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	while (map_next(&s->topics, &pos, &key, &value)) {
		free(((struct followed *)value)->at);
		free(value);
	}
	map_done(&s->topics);
}
