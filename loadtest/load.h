/* What the files of a run share; nobody else includes it. */
#pragma once

#include "loadtest/hist.h"
#include "loadtest/peer.h"
#include "loadtest/scenario.h"
#include "loadtest/watch.h"

#define SECOND_NS INT64_C(1000000000)

/* A topic as one reader hears it. */
struct follow {
	const char *name;  /* shared by all who follow it */
	int64_t seq;	   /* of the newest frame; 0: no answer yet */
	uint64_t n, digest; /* frames behind `from`, and what was in them */
};

enum fate { FATE_UNSENT, FATE_SENT, FATE_ACKED, FATE_REFUSED };

struct load {
	struct scenario scenario;
	uint16_t port;
	pid_t server;
	const char *data; /* the server's directory */
	int epoll;
	struct peer *peers; /* readers, then writers */
	unsigned n_peers, n_open, n_following;
	struct follow *follows; /* of each reader, TOPICS_MOST */
	char **names;		/* of each target's topics, TOPICS_MOST */
	/* commands, in the order of their times */
	unsigned n_commands, n_warm_up, n_sent, n_answered;
	uint8_t *fates;
	int64_t *sent_ns;
	int64_t from; /* frames up to here were there before the first command */
	/* what came of it */
	uint64_t delivered, gaps, resyncs, closed, refused, missing, differing, bytes;
	char refusal[256]; /* the first one, as it was answered */
	struct hist latency, answer, late;
	struct usage before, after;
	double measured_s;
};

int64_t clock_ns(void);

/* people.c: signs everybody in, through the server's own socket and HTTP. */
bool people_sign_in(struct load *l);

/* run.c */
bool run_all(struct load *l);

/* report.c: whether every acknowledged command is in the database, and every reader of a topic heard
 * the same, without a gap; counts what is not. */
bool verify(struct load *l);
void report(const struct load *l, bool is_sound);
