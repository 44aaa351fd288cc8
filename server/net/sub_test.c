/* Who follows what, against a plain table of the same facts; and the token bucket. */
#include "net/sub.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "net/limit.h"

#define PEOPLE 20
#define TOPICS 60
#define STEPS 40000

static struct topic topic_at(size_t i)
{
	return (struct topic){ (enum topic_kind)(i % TOPIC_COUNT), (int64_t)(i / TOPIC_COUNT) + 1 };
}

static void count(void *arg, struct follows *f)
{
	unsigned *seen = arg;

	(void)f;
	++*seen;
}

static unsigned followers(const struct subs *s, struct topic t)
{
	unsigned seen = 0;
	size_t n = sub_each(s, t, count, &seen);

	assert_int_equal(n, seen);
	return seen;
}

/* Any order of joining, leaving and vanishing comes to what a table says. The seed is fixed: a
 * failure repeats. */
static void any_order_comes_to_the_same(void **state)
{
	struct follows people[PEOPLE] = { 0 };
	bool table[PEOPLE][TOPICS] = { 0 };
	struct subs subs = { 0 };
	unsigned short seed[3] = { 1, 2, 3 };

	(void)state;
	for (int step = 0; step < STEPS; step++) {
		size_t p = (size_t)nrand48(seed) % PEOPLE, t = (size_t)nrand48(seed) % TOPICS;
		long what = nrand48(seed) % 100;
		size_t n = 0, expected = 0, total = 0;

		if (what < 55)
			table[p][t] = sub_add(&subs, &people[p], topic_at(t));
		else if (what < 98)
			sub_remove(&subs, &people[p], topic_at(t));
		else
			sub_remove_all(&subs, &people[p]);
		for (size_t i = 0; i < TOPICS; i++) {
			if (what >= 98 || (what >= 55 && i == t))
				table[p][i] = false;
			n += table[p][i];
			assert_int_equal(sub_has(&people[p], topic_at(i)), table[p][i]);
		}
		assert_int_equal(people[p].n, n);
		for (size_t i = 0; i < PEOPLE; i++) {
			expected += table[i][t];
			total += people[i].n;
		}
		assert_int_equal(followers(&subs, topic_at(t)), expected);
		assert_int_equal(subs.n, total);
	}
	for (size_t p = 0; p < PEOPLE; p++)
		sub_remove_all(&subs, &people[p]);
	assert_int_equal(subs.n, 0);
	assert_int_equal(subs.topics.n, 0);
	subs_done(&subs);
}

static void thirty_two_topics_and_no_more(void **state)
{
	struct follows f = { 0 };
	struct subs subs = { 0 };

	(void)state;
	for (size_t i = 0; i < SUB_TOPICS_MOST; i++)
		assert_true(sub_add(&subs, &f, topic_at(i)));
	assert_false(sub_add(&subs, &f, topic_at(SUB_TOPICS_MOST)));
	assert_true(sub_add(&subs, &f, topic_at(0)));
	sub_remove(&subs, &f, topic_at(5));
	assert_true(sub_add(&subs, &f, topic_at(SUB_TOPICS_MOST)));
	sub_remove_all(&subs, &f);
	subs_done(&subs);
}

static void kinds_are_told_apart(void **state)
{
	struct follows f = { 0 };
	struct subs subs = { 0 };
	struct topic largest = { TOPIC_CALL, (INT64_C(1) << 53) - 1 };

	(void)state;
	assert_true(sub_add(&subs, &f, (struct topic){ TOPIC_ROOM, 7 }));
	assert_false(sub_has_kind(&f, TOPIC_CALL));
	assert_int_equal(followers(&subs, (struct topic){ TOPIC_BOOTH, 7 }), 0);
	assert_true(sub_add(&subs, &f, largest));
	assert_true(sub_has_kind(&f, TOPIC_CALL));
	assert_int_equal(followers(&subs, largest), 1);
	sub_remove_all(&subs, &f);
	subs_done(&subs);
}

static void a_bucket_gives_its_burst_and_refills(void **state)
{
	struct bucket b = { 0 };
	int64_t now = 1000;
	unsigned n = 0;

	(void)state;
	while (bucket_take(&b, now, 1, 20, 60))
		n++;
	assert_int_equal(n, 60);
	assert_false(bucket_take(&b, now + 49, 1, 20, 60));
	assert_true(bucket_take(&b, now + 50, 1, 20, 60));
	assert_false(bucket_take(&b, now + 51, 1, 20, 60));
	assert_false(bucket_take(&b, now + 3000, 61, 20, 60));
	assert_true(bucket_take(&b, INT64_MAX / 2, 60, 20, 60));
	assert_false(bucket_take(&b, INT64_MAX / 2, 1, 20, 60));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_comes_to_the_same),
		cmocka_unit_test(thirty_two_topics_and_no_more),
		cmocka_unit_test(kinds_are_told_apart),
		cmocka_unit_test(a_bucket_gives_its_burst_and_refills),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
