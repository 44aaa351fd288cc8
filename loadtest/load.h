/* What the files of a run share; nobody else includes it. */
#pragma once

#include "loadtest/dialect.h"
#include "loadtest/hist.h"
#include "loadtest/peer.h"
#include "loadtest/scenario.h"
#include "loadtest/stream.h"
#include "loadtest/watch.h"

#define SECOND_NS INT64_C(1000000000)
/* At our server ids of commands begin here; below are subscriptions. */
#define FIRST_ID 100
/* Command k's text begins with this, its number in hex, and an @. */
#define MARK "@lt:"
#define MARK_LEN 4

/* A topic as one reader hears it. */
struct follow {
	const char *name;  /* shared by all who follow it */
	int64_t seq;	   /* of the newest frame; 0: no answer yet */
	bool is_on;	   /* the subscription was answered */
	bool is_resumed;   /* it was lost and taken up again: what came meanwhile is not compared */
	bool is_renewed;   /* told anew: what it missed is not known */
	uint64_t n, digest; /* frames that tell of commands, and the sum of their hashes */
};

/* FATE_ASKED: nothing of it is kept, and that it was answered is all that is to be seen. */
enum fate { FATE_UNSENT, FATE_SENT, FATE_ASKED, FATE_ACKED, FATE_ANSWERED, FATE_REFUSED };

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

/* Connections were lost, and all came back. */
struct storm {
	int64_t began_ns, up_ns; /* it was told to stop; the first one is in again */
	double back_s;		 /* from up_ns until everybody follows everything again */
	struct hist back;	 /* of each, from up_ns */
	uint64_t lost;		 /* connections */
	uint64_t snapshots, resumed; /* topics told anew, and taken up from where they were */
};

struct evening;

struct load {
	struct scenario scenario;
	const struct dialect *dialect;
	uint16_t port;
	pid_t server;
	const char *data; /* our server's directory */
	int epoll;
	struct peer *peers; /* readers, then writers */
	unsigned n_peers, n_coming, n_open, n_following, n_to_follow;
	bool *is_in;
	int64_t *due_ns, *came_ns; /* when each comes in next (INT64_MAX: it did), and was to come last */
	unsigned n_heeding; /* readers who still read: the first ones */
	bool is_storm; /* who loses the connection comes back */
	uint32_t chance;
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
	struct evening *evening; /* where people live one */
	unsigned n_phases;
	struct usage empty, full; /* before anybody came in, and when all had */
	struct hist arrival;	  /* from when somebody is to come in to the last of their topics */
	struct storm storm;
	struct usage looks[VISIT_LOOKS]; /* while people go and come */
	unsigned n_looks;
	unsigned *marks_of; /* how many commands each reader heard of */
	/* what came of it */
	uint64_t cut_off; /* of those who read no more */
	uint64_t heard, gaps, resyncs, closed, refused, missing, differing, bytes;
	char refusal[256]; /* the first one, as it was answered */
};

int64_t clock_ns(void);

/* people.c: a sign-in link for everybody, through the administrator's socket. */
bool people_invite(struct load *l);

/* run.c */
bool run_all(struct load *l);
/* Sends again what this writer has no answer to, with the same keys. */
void load_send_again(struct load *l, unsigned writer);
/* Commands are sent whose time has come, and what came in is heard; waits for it so long at most. */
void load_pump(struct load *l, int wait_ms);
/* evening.c: writers who live an evening, each of them for themselves. */
void evening_begin(struct load *l);
void evening_live(struct load *l);
/* What happens to one of them: is in, hears something, has an answer to command k. */
void evening_enter(struct load *l, unsigned writer);
void evening_hear(struct load *l, unsigned writer, struct str message);
void evening_answered(struct load *l, unsigned k, struct str message);

/* Which of l->peers. */
unsigned load_index(const struct load *l, const struct peer *p);

/* door.c: everybody comes in and follows what they follow. False after saying why not on stderr. */
bool door_open(struct load *l, const struct peer_events *events);
/* Opens a connection for all whose time has come; false: the system has no more. */
bool door_open_due(struct load *l);
/* Until everybody is in and follows what they follow. */
bool door_wait(struct load *l);
/* Stops the server, which somebody else starts again, and waits until all are back. */
bool door_restart(struct load *l);
/* What happens to one of them: a connection is open, a topic is followed, the server says when to come
 * back, the connection is gone. */
void door_in(struct load *l, unsigned who);
void door_follows(struct load *l, unsigned who);
void door_goodbye(struct load *l, unsigned who, int64_t retry_ms);
void door_lost(struct load *l, unsigned who, unsigned code);

/* report.c: whether every acknowledged command is in the database, and every reader of a topic heard
 * the same, without a gap; counts what is not. */
bool verify(struct load *l);
void report(const struct load *l, bool is_sound);
