/*
 * A many-to-one queue between threads: the only thing that threads share. Anybody posts; only the
 * owner takes. A mail is embedded in the message that travels; ownership moves with it.
 */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mail {
	struct mail *next;
};

struct mailbox {
	pthread_mutex_t lock; /* held for a few instructions, never while working */
	pthread_cond_t filled;
	struct mail *first, **last;
	size_t n;
	bool is_woken;
	void (*wake)(void *arg); /* called by the poster when the box was empty; NULL: wait instead */
	void *wake_arg;
};

/* wake is called from the posting thread whenever the first mail of a batch arrives. */
void mailbox_init(struct mailbox *box, void (*wake)(void *arg), void *wake_arg);
void mailbox_done(struct mailbox *box);

/* Any thread. The mail belongs to the owner from here on. */
void mailbox_post(struct mailbox *box, struct mail *mail);

/* Owner: all mails in the order of posting, linked through next; NULL when empty. Never waits. */
struct mail *mailbox_take(struct mailbox *box);

/* Owner: at most `most` mails, for batches of a bounded size. */
struct mail *mailbox_take_some(struct mailbox *box, size_t most);

/* Owner of a box without wake: waits until there is mail, or mailbox_wake(), or wait_ms is over
 * (-1: no limit). */
void mailbox_wait(struct mailbox *box, int64_t wait_ms);

/* Any thread: ends the owner's wait. */
void mailbox_wake(struct mailbox *box);

/* Any thread: mails in the box now, for metrics and for saying "busy". */
size_t mailbox_len(struct mailbox *box);
