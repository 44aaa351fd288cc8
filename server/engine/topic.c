/*
 * Topics: what followers see of committed state (design §3, §4, §11).
 *
 * An event is an item of a topic as it stands after the commit, or word that it is gone; so events
 * repeat without harm, a batch costs one event an item, and there is no way to publish what is not
 * in the database. Log topics send a frame per commit; state topics gather keys until their tick.
 * Every frame names its sequence and that of the topic's frame before. Engine thread only.
 */
#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "engine/internal.h"

/* Frames kept for those who come back, and for how long a topic without use is kept at all. */
#define HISTORY 32
/* More changed items than this and a snapshot is the shorter answer. */
#define KEPT_MOST 256
#define FORGET_MS (60 * 60 * INT64_C(1000))
#define FORGET_EVERY_MS 1000
/* How often a state topic that sends frames asks whether anybody reads them. */
#define ASK_MS (60 * INT64_C(1000))
/* A frame of what is not kept is not made longer than this and one event. */
#define SAID_MOST 16384

struct past {
	int64_t seq;
	struct str events; /* the inside of "ev", owned */
};

struct topic_state {
	struct topic topic;
	struct list dirty;    /* in engine.dirty while keys wait for the tick */
	struct touches keys;  /* what changed since the last frame */
	int64_t base, last;   /* sequence at creation, and of the newest frame */
	int64_t flushed_ms, used_ms, asked_ms;
	uint32_t ask;	   /* counts askings, and everybody who began to follow since */
	unsigned n_nobody; /* I/O threads that answered the newest: nobody here */
	struct past past[HISTORY];
	size_t n_past, first_past;
	/* Of a state topic, until something changes; owned, and made when somebody asks. */
	struct str snapshot, packed;
	bool is_packed; /* its followers inflate */
};

static uint64_t topic_key(struct topic t)
{
	return (uint64_t)t.id * TOPIC_COUNT + (uint64_t)t.kind;
}

void touches_add(struct touches *t, struct touch one)
{
	if (t->n == t->size) {
		t->size = t->size ? t->size * 2 : 64;
		t->at = mem_resize(t->at, t->size * sizeof(*t->at));
	}
	t->at[t->n++] = one;
}

#define ORDER(x, y)                                                                                \
	if ((x) != (y))                                                                            \
	return (x) < (y) ? -1 : 1

static int compare(const void *left, const void *right)
{
	const struct touch *a = left, *b = right;

	ORDER(a->kind, b->kind);
	ORDER(a->topic, b->topic);
	ORDER(a->item, b->item);
	ORDER(a->key, b->key);
	return 0;
}

void touches_sort(struct touches *t)
{
	size_t kept = 0;

	if (t->n)
		qsort(t->at, t->n, sizeof(*t->at), compare);
	for (size_t i = 0; i < t->n; i++) {
		if (!kept || compare(&t->at[kept - 1], &t->at[i]) != 0)
			t->at[kept++] = t->at[i];
	}
	t->n = kept;
}

static void drop_text(struct str *s)
{
	free((char *)s->at);
	*s = (struct str){ 0 };
}

static struct str keep_text(struct str s)
{
	char *copy = mem_alloc(s.len + 1);

	memcpy(copy, s.at, s.len);
	return (struct str){ copy, s.len };
}

static struct topic_state *find(struct engine *e, struct topic t)
{
	return map_get(&e->topics, topic_key(t));
}

static struct topic_state *find_or_make(struct engine *e, struct topic t)
{
	struct topic_state *s = find(e, t);

	if (!s) {
		s = mem_alloc(sizeof(*s));
		s->topic = t;
		s->base = s->last = e->app_seq;
		s->asked_ms = e->now_ms;
		list_init(&s->dirty);
		map_set(&e->topics, topic_key(t), s);
		atomic_store(&e->metrics.topics, (long long)e->topics.n);
	}
	s->used_ms = e->now_ms;
	return s;
}

static void topic_free(struct topic_state *s)
{
	list_remove(&s->dirty);
	for (size_t i = 0; i < s->n_past; i++)
		drop_text(&s->past[(s->first_past + i) % HISTORY].events);
	drop_text(&s->snapshot);
	drop_text(&s->packed);
	free(s->keys.at);
	free(s);
}

void topics_init(struct engine *e)
{
	list_init(&e->dirty);
	e->packer = packer_new();
}

void topics_done(struct engine *e)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	while (map_next(&e->topics, &pos, &key, &value))
		topic_free(value);
	map_done(&e->topics);
	packer_free(e->packer);
	buf_done(&e->said.events);
	free(e->touched.at);
}

static void write_name(struct buf *b, const struct engine *e, struct topic t)
{
	buf_str(b, str_of(e->options.tables.topics[t.kind].name));
	if (t.kind != TOPIC_ME)
		buf_printf(b, ":%lld", (long long)t.id);
}

static struct view view_of(struct engine *e, struct arena *arena)
{
	return (struct view){ .db = e->db, .arena = arena, .now_ms = e->now_ms,
			      .conf = e->options.conf,
			      .memo = e->is_reading ? &e->memo : NULL };
}

struct arena *view_keep(const struct view *v)
{
	return v->memo ? &v->memo->arena : v->arena;
}

const void *view_recall(const struct view *v, const void *kind, int64_t id)
{
	const struct recollection *r = v->memo ? map_get(&v->memo->about, (uint64_t)id) : NULL;

	while (r && r->kind != kind)
		r = r->next;
	return r ? r->value : NULL;
}

void view_remember(const struct view *v, const void *kind, int64_t id, const void *value)
{
	struct recollection *r;

	if (!v->memo)
		return;
	r = arena_alloc(&v->memo->arena, sizeof(*r));
	*r = (struct recollection){ map_get(&v->memo->about, (uint64_t)id), kind, value };
	map_set(&v->memo->about, (uint64_t)id, r);
}

/* One event: the item as it stands, or gone. An item that cannot be read is left out (logged). */
static void write_event(struct engine *e, struct buf *b, const struct view *v,
			const struct touch *one)
{
	const struct item_def *item = &e->options.tables.topics[one->kind].items[one->item];
	size_t start = b->len;
	bool is_found = false;

	buf_printf(b, "%s{\"type\":\"%s\",\"item\":", start ? "," : "", item->name);
	if (item->render(v, one->topic, one->key, b, &is_found)) {
		log_error("item_unreadable", "item", item->name, "key", log_i(one->key));
		b->len = start;
		return;
	}
	if (is_found) {
		buf_char(b, '}');
	} else {
		b->len = start;
		buf_printf(b, "%s{\"type\":\"%s\",\"gone\":%lld}", start ? "," : "", item->name,
			   (long long)one->key);
	}
	atomic_fetch_add(&e->metrics.events, 1);
}

static void write_events(struct engine *e, struct buf *b, const struct touches *t)
{
	struct arena arena = { 0 };
	struct view v = view_of(e, &arena);

	for (size_t i = 0; i < t->n; i++) {
		write_event(e, b, &v, &t->at[i]);
		arena_done(&arena);
	}
}

static void remember(struct topic_state *s, int64_t seq, struct str events)
{
	struct past *slot;

	if (s->n_past == HISTORY) {
		slot = &s->past[s->first_past];
		s->base = slot->seq;
		drop_text(&slot->events);
		s->first_past = (s->first_past + 1) % HISTORY;
		s->n_past--;
	}
	slot = &s->past[(s->first_past + s->n_past++) % HISTORY];
	*slot = (struct past){ seq, keep_text(events) };
}

/* Not 0: the frame at hand asks who follows. Log topics do not: who comes back to one wants to hear
 * what they missed, and it is short. */
static uint32_t ask_now(struct engine *e, struct topic_state *s)
{
	if (e->options.tables.topics[s->topic.kind].is_log || e->now_ms - s->asked_ms < ASK_MS)
		return 0;
	s->asked_ms = e->now_ms;
	s->n_nobody = 0;
	return ++s->ask;
}

/* To everybody who follows: a reference for each I/O thread. Takes the frame. `ask`: see struct
 * delivery. */
static void deliver(struct engine *e, struct topic topic, struct frame *frame, uint32_t ask)
{
	for (unsigned io = 0; io < e->options.n_io; io++) {
		struct delivery *d = mem_alloc(sizeof(*d));

		d->kind = DELIVER_FRAME;
		d->topic = topic;
		d->ask = ask;
		d->frame = frame_ref(frame);
		e->options.deliver(e->options.deliver_arg, io, d);
	}
	frame_unref(frame);
}

/* For who follows this topic: packed where they inflate. */
static struct frame *frame_for(struct engine *e, const struct topic_state *s, struct str text)
{
	struct frame *frame = frame_new(text);

	return s && s->is_packed ? frame_packed(frame, e->packer) : frame;
}

void topic_say(struct engine *e, struct topic topic, struct str event)
{
	struct buf *events = &e->said.events;

	if (events->len > SAID_MOST || e->said.topic.kind != topic.kind || e->said.topic.id != topic.id)
		topics_said(e);
	e->said.topic = topic;
	if (events->len)
		buf_char(events, ',');
	buf_str(events, event);
}

void topics_said(struct engine *e)
{
	AUTO(buf_done) struct buf text = { 0 };

	if (!e->said.events.len)
		return;
	BUF_LIT(&text, "{\"t\":\"");
	write_name(&text, e, e->said.topic);
	BUF_LIT(&text, "\",\"ev\":[");
	buf_str(&text, buf_view(&e->said.events));
	BUF_LIT(&text, "]}");
	buf_clear(&e->said.events);
	deliver(e, e->said.topic, frame_for(e, find(e, e->said.topic), buf_view(&text)), 0);
}

/* Encodes events once for everybody who follows. */
static void send_frame(struct engine *e, struct topic_state *s, int64_t prev, int64_t seq,
		       struct str events)
{
	struct topic t = s->topic;
	uint32_t ask = ask_now(e, s);
	AUTO(buf_done) struct buf text = { 0 };
	struct frame *frame;

	BUF_LIT(&text, "{\"t\":\"");
	write_name(&text, e, t);
	buf_printf(&text, "\",\"prev\":%lld,\"seq\":%lld,\"ev\":[", (long long)prev,
		   (long long)seq);
	buf_str(&text, events);
	BUF_LIT(&text, "]}");
	frame = frame_for(e, s, buf_view(&text));
	frame->latest_of = e->options.tables.topics[t.kind].is_log ? 0 : topic_key(t);
	deliver(e, t, frame, ask);
	atomic_fetch_add(&e->metrics.frames, 1);
}

/* Whether the newest frame said just this: events are items as they stand, so there is no news. */
static bool is_said(const struct topic_state *s, struct str events)
{
	return s->n_past &&
	       str_eq(s->past[(s->first_past + s->n_past - 1) % HISTORY].events, events);
}

/* Renders what changed and sends it as one frame. */
static void flush(struct engine *e, struct topic_state *s)
{
	AUTO(buf_done) struct buf events = { 0 };
	int64_t prev = s->last;

	touches_sort(&s->keys);
	write_events(e, &events, &s->keys);
	s->keys.n = 0;
	list_remove(&s->dirty);
	s->flushed_ms = e->now_ms;
	if (is_said(s, buf_view(&events)))
		return;
	/* A topic may be flushed twice at one sequence only if it was born there; the chain holds. */
	s->last = e->app_seq;
	remember(s, s->last, buf_view(&events));
	send_frame(e, s, prev, s->last, buf_view(&events));
}

void topics_committed(struct engine *e)
{
	struct touches *t = &e->touched;
	struct topic_state *s = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct touch *one = &t->at[i];
		const struct topic_def *def = &e->options.tables.topics[one->kind];

		if (!s || s->topic.kind != one->kind || s->topic.id != one->topic)
			s = find(e, (struct topic){ one->kind, one->topic });
		if (!s)
			continue; /* nobody followed it since we started, or for long */
		drop_text(&s->snapshot);
		drop_text(&s->packed);
		touches_add(&s->keys, *one);
		if (i + 1 < t->n && t->at[i + 1].kind == one->kind &&
		    t->at[i + 1].topic == one->topic)
			continue;
		if (def->is_log || !def->tick_ms) {
			flush(e, s);
		} else if (list_is_empty(&s->dirty)) {
			list_push(&e->dirty, &s->dirty);
		}
	}
	t->n = 0;
}

static bool is_unused(const struct engine *e, const struct topic_state *s)
{
	return !s->keys.n && e->now_ms - s->used_ms >= FORGET_MS &&
	       e->now_ms - s->flushed_ms >= FORGET_MS;
}

/* Followers of a topic that is forgotten see a broken chain and ask again, which makes it anew:
 * the frame claims to follow one that they have not seen, and nobody has. One a turn; which one does not
 * depend on the order of the map, which is another one in each run. */
static void forget_unused(struct engine *e)
{
	struct topic_state *s = NULL;
	size_t pos = 0;
	uint64_t key;
	void *value;

	if (e->now_ms < e->next_forget_ms)
		return;
	e->next_forget_ms = e->now_ms + FORGET_EVERY_MS;
	while (map_next(&e->topics, &pos, &key, &value)) {
		if (is_unused(e, value) && (!s || key < topic_key(s->topic)))
			s = value;
	}
	if (!s)
		return;
	send_frame(e, s, s->last + 1, s->last + 1, STR(""));
	map_remove(&e->topics, topic_key(s->topic));
	topic_free(s);
}

void topic_unfollowed(struct engine *e, struct topic topic, uint32_t ask)
{
	struct topic_state *s = find(e, topic);

	if (!s || s->ask != ask || ++s->n_nobody < e->options.n_io)
		return;
	map_remove(&e->topics, topic_key(topic));
	topic_free(s);
}

int64_t topics_tick(struct engine *e)
{
	int64_t next = INT64_MAX;
	struct list *at = e->dirty.next;

	while (at != &e->dirty) {
		struct topic_state *s = CONTAINER_OF(at, struct topic_state, dirty);
		int64_t due = s->flushed_ms + e->options.tables.topics[s->topic.kind].tick_ms;

		at = at->next;
		if (due <= e->now_ms)
			flush(e, s);
		else if (due < next)
			next = due;
	}
	forget_unused(e);
	atomic_store(&e->metrics.topics, (long long)e->topics.n);
	return next;
}

static enum err write_snapshot(struct engine *e, struct topic t, struct buf *b)
{
	const struct topic_def *def = &e->options.tables.topics[t.kind];
	struct arena arena = { 0 };
	struct view v = view_of(e, &arena);
	enum err err = ERR_OK;

	buf_char(b, '{');
	for (unsigned i = 0; i < def->n_items && !err; i++) {
		const struct item_def *item = &def->items[i];
		struct ids keys = { 0 };
		bool is_first = true;

		buf_printf(b, "%s\"%s\":[", i ? "," : "", item->name);
		err = item->list(&v, t.id, &keys);
		for (size_t k = 0; k < keys.n && !err; k++) {
			size_t start = b->len;
			bool is_found = false;

			if (!is_first)
				buf_char(b, ',');
			err = item->render(&v, t.id, keys.at[k], b, &is_found);
			if (is_found)
				is_first = false;
			else
				b->len = start;
		}
		buf_char(b, ']');
	}
	buf_char(b, '}');
	arena_done(&arena);
	atomic_fetch_add(&e->metrics.snapshots, 1);
	return err;
}

/* What many see is computed once, and packed once. */
static enum err make_snapshot(struct engine *e, struct topic_state *s, bool is_packed)
{
	AUTO(buf_done) struct buf made = { 0 };

	if (!s->snapshot.at) {
		enum err err = write_snapshot(e, s->topic, &made);

		if (err)
			return err;
		s->snapshot = keep_text(buf_view(&made));
	}
	if (is_packed && !s->packed.at && s->snapshot.len > PACK_FROM) {
		buf_clear(&made);
		pack(e->packer, s->snapshot, &made);
		s->packed = keep_text(buf_view(&made));
	}
	return ERR_OK;
}

static enum err snapshot(struct engine *e, struct topic_state *s, bool inflates, struct buf *ret,
			 struct str *ret_packed)
{
	enum err err;

	/* What one person sees is not worth keeping. */
	if (e->options.tables.topics[s->topic.kind].is_log)
		return write_snapshot(e, s->topic, ret);
	err = make_snapshot(e, s, inflates);
	if (err)
		return err;
	if (inflates && s->packed.at)
		*ret_packed = s->packed;
	else
		buf_str(ret, s->snapshot);
	return ERR_OK;
}

/* What is still in memory of the frames after `since`. */
static void write_past(const struct topic_state *s, int64_t since, struct buf *ret)
{
	bool is_first = true;

	for (size_t i = 0; i < s->n_past; i++) {
		const struct past *p = &s->past[(s->first_past + i) % HISTORY];

		if (p->seq <= since || !p->events.len)
			continue;
		if (!is_first)
			buf_char(ret, ',');
		is_first = false;
		buf_str(ret, p->events);
	}
}

/* What the rows say that changed after `since`; false: too much, or nobody kept it. */
static bool write_kept(struct engine *e, struct topic topic, int64_t since, struct buf *ret)
{
	AUTO(buf_done) struct buf events = { 0 };
	struct touches changed = { 0 };
	bool is_kept = e->options.tables.topics[topic.kind].is_kept && since >= 0 &&
		       !changes_since(e, topic, since, KEPT_MOST + 1, &changed) &&
		       changed.n <= KEPT_MOST;

	if (is_kept) {
		touches_sort(&changed);
		write_events(e, &events, &changed);
		buf_printf(ret, "\"events\":[%.*s]", STR_FMT(buf_view(&events)));
	}
	free(changed.at);
	return is_kept;
}

enum err topic_catch_up(struct engine *e, struct topic topic, int64_t since, bool inflates,
			struct buf *ret, struct str *ret_packed)
{
	struct topic_state *s = find_or_make(e, topic);

	s->is_packed |= inflates;
	s->ask++; /* an answer that is on its way does not know of this one */
	buf_printf(ret, "\"seq\":%lld,", (long long)s->last);
	/* What is after `last` is of a future that a restore took back. */
	if (since >= s->base && since <= s->last) {
		BUF_LIT(ret, "\"events\":[");
		write_past(s, since, ret);
		buf_char(ret, ']');
		return ERR_OK;
	}
	if (since < s->base && write_kept(e, topic, since, ret))
		return ERR_OK;
	BUF_LIT(ret, "\"snapshot\":");
	return snapshot(e, s, inflates, ret, ret_packed);
}
