/* What the files of a run share; nobody else includes it. */
#pragma once

#include "loadtest/dialect.h"
#include "loadtest/hist.h"
#include "loadtest/peer.h"
#include "loadtest/scenario.h"
#include "loadtest/stream.h"
#include "loadtest/watch.h"

#define SECOND_NS INT64_C(1000000000)
/* Command k's text begins with this, its number in hex, and an @. */
#define MARK "@lt:"
#define MARK_LEN 4

/* A topic as one reader hears it. */
struct follow {
	const char *name;  /* shared by all who follow it */
	int64_t seq;	   /* of the newest frame; 0: no answer yet */
	uint64_t n, digest; /* frames that tell of commands, and the sum of their hashes */
};

enum fate { FATE_UNSENT, FATE_SENT, FATE_ACKED, FATE_REFUSED };

/* Some seconds at one rate. */
struct phase {
	double rate;		/* commands a second */
	unsigned first, beyond; /* commands measured: first <= k < beyond; those before warmed up */
	uint64_t delivered, closed; /* connections lost meanwhile */
	struct hist latency, answer, late;
	struct usage before, after;
	double measured_s;
	bool is_kept_up;
};

struct load {
	struct scenario scenario;
	const struct dialect *dialect;
	uint16_t port;
	pid_t server;
	const char *data; /* our server's directory */
	int epoll;
	struct peer *peers; /* readers, then writers */
	unsigned n_peers, n_open, n_following;
	struct follow *follows; /* of each reader, TOPICS_MOST */
	char **names;		/* of each target's topics, TOPICS_MOST */
	struct stream *streams; /* of those who follow the same: reader n has the n-th, round and round */
	unsigned n_streams;
	unsigned *places; /* of each reader: the next one in its stream */
	/* commands, in the order of their times, over all phases */
	unsigned n_commands, n_sent, n_answered;
	uint8_t *fates;
	int64_t *sent_ns; /* when it was to be sent */
	struct phase *phases, *phase;
	unsigned n_phases;
	/* what came of it */
	uint64_t heard, gaps, resyncs, closed, refused, missing, differing, bytes;
	char refusal[256]; /* the first one, as it was answered */
};

int64_t clock_ns(void);

/* people.c: signs everybody in, through the server's own socket and HTTP. */
bool people_sign_in(struct load *l);

/* run.c */
bool run_all(struct load *l);
/* Which of l->peers. */
unsigned load_index(const struct load *l, const struct peer *p);

/* report.c: whether every acknowledged command is in the database, and every reader of a topic heard
 * the same, without a gap; counts what is not. */
bool verify(struct load *l);
void report(const struct load *l, bool is_sound);
