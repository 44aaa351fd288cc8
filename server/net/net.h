/*
 * The socket layer as main.c sees it. It knows two calls of the engine, submit a command and
 * subscribe since a sequence, and consumes deliveries; never SQL, never a feature (design §10.2).
 *
 * Order of life: net_open → engine_open (with net_deliver) → engine_start → net_start → … →
 * net_quiet → engine_stop → net_stop → net_free.
 */
#pragma once

#include "conf/conf.h"
#include "engine/engine.h"

struct net;

/*
 * Reads the client's files, checks certificate and key, takes the listening socket (one that
 * systemd handed over, or a new one) and makes the I/O threads' contexts. NULL: it was logged in
 * one line that names the key, and *ret_exit is the exit code.
 */
struct net *net_open(const struct conf *conf, const struct engine_tables *tables, int *ret_exit);

/* Starts the threads; from here on connections are served. False: logged, *ret_exit set. */
bool net_start(struct net *net, struct engine *engine, int *ret_exit);

/* An engine_deliver; arg is the struct net. Any thread. */
void net_deliver(void *arg, unsigned io, struct delivery *d);

/* First half of a stop: takes no connections and no commands any more. What was posted is still
 * answered. */
void net_quiet(struct net *net);

/* Second half: tells clients to come back, flushes (bounded), ends the threads. */
void net_stop(struct net *net);
void net_free(struct net *net);
