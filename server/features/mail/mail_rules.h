/* What becomes of a mail that was tried, and when it is tried again. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "wire/protocol.h"

/* A mail that a server may take later: half a minute, then twice as long each time, up to an hour. `chance` is
 * a byte of it: up to a quarter more, so that mails that failed together do not come back together. */
int64_t mail_backoff_ms(uint32_t attempts, uint8_t chance);

/* A mail server that is not there, after `failures` in a row: five seconds, up to five minutes. */
int64_t mail_hold_ms(uint32_t failures, uint8_t chance);

/* The state after an attempt; the state before is one of a mail in hand. Whatever was not handed over is known
 * to be unsent. */
enum mail_state mail_after(enum mail_state before, enum mail_outcome outcome);
