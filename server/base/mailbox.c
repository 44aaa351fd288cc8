/* See mailbox.h. A mutex and a list: measured, the lock is never the bottleneck beside a commit or
 * a send(), and a lock that holds for six instructions is simple to believe. */
#include "base/mailbox.h"

#include <errno.h>
#include <time.h>

void mailbox_init(struct mailbox *box, void (*wake)(void *arg), void *wake_arg)
{
	pthread_condattr_t attr;

	*box = (struct mailbox){ .wake = wake, .wake_arg = wake_arg };
	box->last = &box->first;
	pthread_mutex_init(&box->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&box->filled, &attr);
	pthread_condattr_destroy(&attr);
}

void mailbox_done(struct mailbox *box)
{
	pthread_cond_destroy(&box->filled);
	pthread_mutex_destroy(&box->lock);
}

void mailbox_post(struct mailbox *box, struct mail *mail)
{
	bool was_empty;

	mail->next = NULL;
	pthread_mutex_lock(&box->lock);
	was_empty = !box->first;
	*box->last = mail;
	box->last = &mail->next;
	box->n++;
	if (was_empty && !box->wake)
		pthread_cond_signal(&box->filled);
	pthread_mutex_unlock(&box->lock);
	if (was_empty && box->wake)
		box->wake(box->wake_arg);
}

struct mail *mailbox_take(struct mailbox *box)
{
	return mailbox_take_some(box, SIZE_MAX);
}

struct mail *mailbox_take_some(struct mailbox *box, size_t most)
{
	struct mail *first, **end;

	pthread_mutex_lock(&box->lock);
	first = box->first;
	end = &box->first;
	if (most >= box->n) {
		box->first = NULL;
		box->last = &box->first;
		box->n = 0;
	} else if (most) {
		for (size_t i = 0; i < most; i++)
			end = &(*end)->next;
		box->first = *end;
		*end = NULL;
		box->n -= most;
	} else {
		first = NULL;
	}
	pthread_mutex_unlock(&box->lock);
	return first;
}

void mailbox_wait(struct mailbox *box, int64_t wait_ms)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	if (wait_ms >= 0) {
		until.tv_sec += (time_t)(wait_ms / 1000);
		until.tv_nsec += (long)(wait_ms % 1000) * 1000000;
		if (until.tv_nsec >= 1000000000) {
			until.tv_sec++;
			until.tv_nsec -= 1000000000;
		}
	}
	pthread_mutex_lock(&box->lock);
	while (!box->first && !box->is_woken) {
		if (wait_ms < 0)
			pthread_cond_wait(&box->filled, &box->lock);
		else if (pthread_cond_timedwait(&box->filled, &box->lock, &until) == ETIMEDOUT)
			break;
	}
	box->is_woken = false;
	pthread_mutex_unlock(&box->lock);
}

void mailbox_wake(struct mailbox *box)
{
	pthread_mutex_lock(&box->lock);
	box->is_woken = true;
	pthread_cond_signal(&box->filled);
	pthread_mutex_unlock(&box->lock);
	if (box->wake)
		box->wake(box->wake_arg);
}

size_t mailbox_len(struct mailbox *box)
{
	size_t n;

	pthread_mutex_lock(&box->lock);
	n = box->n;
	pthread_mutex_unlock(&box->lock);
	return n;
}
