/*
 * One mail through a mail server, by libcurl: connection, TLS, sign-in and MIME are its. What is ours is to
 * know at every failure whether the mail can have been sent. All of it but its end is written first; then
 * `hand_over` is asked, and only then the end follows. Before that, whatever goes wrong, it was not sent;
 * after it, only the server's answer tells. One thread, but smtp_wake().
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "conf/conf.h"
#include "wire/protocol.h"

struct smtp;

#define SMTP_DETAIL_BYTES 200

struct smtp_hooks {
	/* All but the end is with the server: true when the end may follow. */
	bool (*hand_over)(void *arg);
	/* When to give up although nothing went wrong, on clock_mono_ms(); INT64_MAX: never. */
	int64_t (*stop_by_ms)(void *arg);
	void *arg;
};

/* NULL: logged. */
struct smtp *smtp_open(const struct conf *conf);
void smtp_free(struct smtp *s);

/* Sends a mail; what came of it, and in ret_detail what the server said last, or why nothing was heard. */
enum mail_outcome smtp_send(struct smtp *s, const struct wire_outgoing_mail *mail,
			    const struct smtp_hooks *hooks, char ret_detail[SMTP_DETAIL_BYTES]);

/* Any thread: has stop_by_ms asked again. */
void smtp_wake(struct smtp *s);
