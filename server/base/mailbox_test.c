/* The mailbox, from several threads at once. Runs under TSan too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/mailbox.h"

#define POSTERS 4
#define MAILS 10000

struct letter {
	struct mail mail;
	size_t poster, number;
};

struct poster {
	pthread_t thread;
	struct mailbox *box;
	struct letter *letters;
};

static struct letter *letter_of(struct mail *m)
{
	return CONTAINER_OF(m, struct letter, mail);
}

static void *post_all(void *arg)
{
	struct poster *p = arg;

	for (size_t i = 0; i < MAILS; i++)
		mailbox_post(p->box, &p->letters[i].mail);
	return NULL;
}

static void start_posters(struct poster posters[POSTERS], struct mailbox *box)
{
	for (size_t i = 0; i < POSTERS; i++) {
		posters[i] =
		    (struct poster){ .box = box, .letters = calloc(MAILS, sizeof(struct letter)) };
		assert_non_null(posters[i].letters);
		for (size_t k = 0; k < MAILS; k++) {
			posters[i].letters[k].poster = i;
			posters[i].letters[k].number = k;
		}
	}
	for (size_t i = 0; i < POSTERS; i++)
		assert_int_equal(pthread_create(&posters[i].thread, NULL, post_all, &posters[i]),
				 0);
}

static void stop_posters(struct poster posters[POSTERS])
{
	for (size_t i = 0; i < POSTERS; i++) {
		pthread_join(posters[i].thread, NULL);
		free(posters[i].letters);
	}
}

/* Counts a batch: each poster's letters come in the order in which they were posted. */
static size_t read_batch(struct mail *m, size_t next[POSTERS])
{
	size_t n = 0;

	for (; m; m = m->next, n++) {
		struct letter *l = letter_of(m);

		assert_int_equal(l->number, next[l->poster]);
		next[l->poster]++;
	}
	return n;
}

static void mails_of_four_threads_arrive_once_and_in_order(void **state)
{
	struct poster posters[POSTERS];
	struct mailbox box;
	size_t next[POSTERS] = { 0 }, n = 0;

	(void)state;
	mailbox_init(&box, NULL, NULL);
	start_posters(posters, &box);
	while (n < POSTERS * MAILS) {
		mailbox_wait(&box, -1);
		n += read_batch(mailbox_take(&box), next);
	}
	stop_posters(posters);
	assert_null(mailbox_take(&box));
	assert_int_equal(mailbox_len(&box), 0);
	mailbox_done(&box);
}

static void batches_are_bounded_while_others_post(void **state)
{
	struct poster posters[POSTERS];
	struct mailbox box;
	size_t next[POSTERS] = { 0 }, n = 0;

	(void)state;
	mailbox_init(&box, NULL, NULL);
	start_posters(posters, &box);
	while (n < POSTERS * MAILS) {
		size_t got;

		mailbox_wait(&box, -1);
		got = read_batch(mailbox_take_some(&box, 7), next);
		assert_in_range(got, 1, 7);
		n += got;
	}
	stop_posters(posters);
	mailbox_done(&box);
}

static void take_some_takes_the_oldest_and_leaves_the_rest(void **state)
{
	struct letter letters[6] = { 0 };
	struct mailbox box;
	size_t next[POSTERS] = { 0 };

	(void)state;
	mailbox_init(&box, NULL, NULL);
	for (size_t i = 0; i < 5; i++) {
		letters[i].number = i;
		mailbox_post(&box, &letters[i].mail);
	}
	assert_null(mailbox_take_some(&box, 0));
	assert_int_equal(mailbox_len(&box), 5);
	assert_int_equal(read_batch(mailbox_take_some(&box, 2), next), 2);
	assert_int_equal(mailbox_len(&box), 3);
	/* What is posted now comes behind what was left. */
	letters[5].number = 5;
	mailbox_post(&box, &letters[5].mail);
	assert_int_equal(read_batch(mailbox_take_some(&box, 4), next), 4);
	assert_int_equal(mailbox_len(&box), 0);
	assert_null(mailbox_take_some(&box, 4));
	mailbox_post(&box, &letters[0].mail);
	assert_ptr_equal(mailbox_take(&box), &letters[0].mail);
	mailbox_done(&box);
}

/* ---- waiting ---- */

static void *wake_it(void *arg)
{
	mailbox_wake(arg);
	return NULL;
}

static void wake_ends_a_wait_without_mail(void **state)
{
	struct mailbox box;
	pthread_t thread;

	(void)state;
	mailbox_init(&box, NULL, NULL);
	assert_int_equal(pthread_create(&thread, NULL, wake_it, &box), 0);
	mailbox_wait(&box, -1); /* for ever, were it not for the wake; it may come first */
	pthread_join(thread, NULL);
	assert_null(mailbox_take(&box));
	mailbox_done(&box);
}

static void one_wake_ends_one_wait(void **state)
{
	struct mailbox box;

	(void)state;
	mailbox_init(&box, NULL, NULL);
	mailbox_wake(&box);
	mailbox_wake(&box);
	assert_true(box.is_woken);
	mailbox_wait(&box, -1);
	assert_false(box.is_woken);
	mailbox_wait(&box, 0);
	mailbox_done(&box);
}

static void a_wait_ends_when_its_time_is_over(void **state)
{
	int64_t started_us = clock_mono_us();
	struct mailbox box;

	(void)state;
	mailbox_init(&box, NULL, NULL);
	mailbox_wait(&box, 0);
	mailbox_wait(&box, 5);
	assert_true(clock_mono_us() - started_us >= 5000);
	mailbox_done(&box);
}

struct errand {
	struct mailbox *box;
	struct letter letter;
};

static void *post_one(void *arg)
{
	struct errand *e = arg;

	mailbox_post(e->box, &e->letter.mail);
	return NULL;
}

static void mail_ends_a_wait_long_before_its_time(void **state)
{
	struct mailbox box;

	(void)state;
	mailbox_init(&box, NULL, NULL);
	for (int i = 0; i < 20; i++) {
		struct errand errand = { .box = &box };
		pthread_t thread;

		assert_int_equal(pthread_create(&thread, NULL, post_one, &errand), 0);
		mailbox_wait(&box, 1000 * INT64_C(100000) + 999); /* more than a day */
		assert_ptr_equal(mailbox_take(&box), &errand.letter.mail);
		pthread_join(thread, NULL);
	}
	mailbox_done(&box);
}

/* ---- the owner's own way of being woken ---- */

static void count(void *arg)
{
	(*(int *)arg)++;
}

static void wake_is_called_for_the_first_mail_of_a_batch(void **state)
{
	struct letter letters[3] = { 0 };
	struct mailbox box;
	int n = 0;

	(void)state;
	mailbox_init(&box, count, &n);
	mailbox_post(&box, &letters[0].mail);
	mailbox_post(&box, &letters[1].mail);
	assert_int_equal(n, 1);
	assert_non_null(mailbox_take(&box));
	mailbox_post(&box, &letters[2].mail);
	assert_int_equal(n, 2);
	mailbox_wake(&box);
	assert_int_equal(n, 3);
	mailbox_done(&box);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mails_of_four_threads_arrive_once_and_in_order),
		cmocka_unit_test(batches_are_bounded_while_others_post),
		cmocka_unit_test(take_some_takes_the_oldest_and_leaves_the_rest),
		cmocka_unit_test(wake_ends_a_wait_without_mail),
		cmocka_unit_test(one_wake_ends_one_wait),
		cmocka_unit_test(a_wait_ends_when_its_time_is_over),
		cmocka_unit_test(mail_ends_a_wait_long_before_its_time),
		cmocka_unit_test(wake_is_called_for_the_first_mail_of_a_batch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
