/* What waits for a slow reader. */
#include "net/conn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define ROOM 7
#define FAIR 8

static struct conf conf;
static struct net net = { .conf = &conf };
static struct io io = { .net = &net };

/* A connection whose socket takes nothing. */
static struct conn *slow_reader(void)
{
	static const struct arrival ARRIVAL = { .fd = -1 };
	struct conn *c;

	for (size_t i = 0; i < WHEEL_SLOTS; i++)
		list_init(&io.wheel[i]);
	list_init(&io.dirty);
	list_init(&io.gone);
	c = conn_new(&io, NULL, &ARRIVAL);
	c->is_lagging = true;
	return c;
}

static void give(struct conn *c, uint64_t latest_of, struct str text)
{
	struct frame *f = frame_new(text);

	f->latest_of = latest_of;
	conn_send_frame(c, f);
}

/* What waits is this, in this order; frees the connection. */
static void waits(struct conn *c, const char *const *texts, unsigned n)
{
	assert_int_equal(n, c->n_out);
	for (unsigned i = 0; i < n; i++) {
		struct str text = frame_text(c->out[c->first_out + i].frame);

		assert_int_equal(strlen(texts[i]), text.len);
		assert_memory_equal(texts[i], text.at, text.len);
	}
	conn_free(c);
	assert_int_equal(0, atomic_load(&io.counts.queued_bytes));
}

static void the_newest_of_a_topic_is_enough(void **state)
{
	struct conn *c = slow_reader();

	(void)state;
	give(c, ROOM, STR("room 1"));
	give(c, FAIR, STR("fair 1"));
	give(c, ROOM, STR("room 2"));
	give(c, ROOM, STR("room 3"));
	waits(c, (const char *const[]){ "fair 1", "room 3" }, 2);
}

/* A frame before the answer to a subscription is contained in the answer, and clients forget it: a
 * newer one must never take its place. */
static void what_is_newer_than_an_answer_comes_after_it(void **state)
{
	struct conn *c = slow_reader();

	(void)state;
	give(c, ROOM, STR("room 1"));
	give(c, 0, STR("answer"));
	give(c, ROOM, STR("room 2"));
	waits(c, (const char *const[]){ "answer", "room 2" }, 2);
}

static void what_was_begun_is_sent_to_its_end(void **state)
{
	struct conn *c = slow_reader();

	(void)state;
	give(c, ROOM, STR("room 1"));
	c->sent = 1;
	give(c, ROOM, STR("room 2"));
	give(c, ROOM, STR("room 3"));
	waits(c, (const char *const[]){ "room 1", "room 3" }, 2);
}

static void every_frame_of_a_log_counts(void **state)
{
	struct conn *c = slow_reader();

	(void)state;
	give(c, 0, STR("me 1"));
	give(c, 0, STR("me 2"));
	waits(c, (const char *const[]){ "me 1", "me 2" }, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_of_a_topic_is_enough),
		cmocka_unit_test(what_is_newer_than_an_answer_comes_after_it),
		cmocka_unit_test(what_was_begun_is_sent_to_its_end),
		cmocka_unit_test(every_frame_of_a_log_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
