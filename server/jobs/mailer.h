/*
 * The thread that sends mails: takes one from the outbox by a command, has it sent, says by a command what
 * came of it. It knows no database. Whatever it does not say, because the process died, the outbox works
 * out by itself when it takes the next one.
 *
 * Order of life: mailer_open → engine_open (with mailer_wake) → engine_start → mailer_start → … →
 * mailer_stop → engine_stop → mailer_free.
 */
#pragma once

#include "conf/conf.h"
#include "engine/engine.h"

struct mailer;

/* Answers of the engine to commands of the mailer come for this I/O thread's number. NULL: logged. */
struct mailer *mailer_open(const struct conf *conf, const struct engine_tables *tables, unsigned io);

/* Tells the engine how mails go, and starts the thread where they are sent. Main thread. */
void mailer_start(struct mailer *m, struct engine *engine);

/* There may be something to send. `arg` is the struct mailer. Any thread. */
void mailer_wake(void *arg);

/* An answer of the engine, which the mailer owns from here on. Engine thread. */
void mailer_deliver(struct mailer *m, struct delivery *d);

/* Gives up what can be given up, waits for an answer to what was handed over (conf.stop_timeout_ms and a
 * second at most), and ends the thread. The engine must run still. Main thread. */
void mailer_stop(struct mailer *m);
void mailer_free(struct mailer *m);
