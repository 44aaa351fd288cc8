/*
 * Whole fairs in virtual time: the real engine on a temporary database, people who behave like
 * people, and a server that is killed between any two steps. For the tests, which look for what must
 * never happen, and for organisers who plan a fair (`stagebeurs simulate`). A seed says all: the same
 * seed is the same evening. No threads; nothing outlives the call.
 */
#pragma once

#include "engine/engine.h"

/* What a fair is like. Shares are 0 to 1. */
struct sim_scenario {
	const char *name, *about;
	unsigned students, booths, minutes, talk_minutes; /* planned: see talk_factor */
	double recruiters; /* a booth, on average */
	double skew;	   /* of the booths' popularity: 0 all alike, 1 a few are wanted by most */
	double misses;	   /* rings that nobody answers */
	double drops;	   /* times an hour that somebody's connection is lost */
	double late;	   /* recruiters who come late, pause and leave early */
	double bookers;	   /* students who book a slot */
	double talk_factor; /* how long talks last, of what is planned; on average */
	unsigned inside;    /* students at once; 0: no bound */
};

/* All of them; n is set. */
const struct sim_scenario *sim_scenarios(size_t *ret_n);

/* Recruiters of all booths together: one each at least. */
unsigned sim_recruiters(const struct sim_scenario *scenario);

/* How a fair lets people wait. The engine is the same; what is not ours is done by the people. */
enum sim_policy {
	SIM_OURS,     /* several lines at once, places are held, quiet booths are shown */
	SIM_ONE_LINE, /* one line at a time, first come first served */
	SIM_NOT_HELD, /* several lines; who is rung while they talk elsewhere goes to the end */
};

struct sim_options {
	struct engine_tables tables;
	const struct sim_scenario *scenario;
	enum sim_policy policy;
	uint64_t seed;
	const char *dir;      /* where the database is made; it must exist and be empty */
	unsigned crash_every; /* kills the server after this many steps, on average; 0: never */
	bool has_floor;	      /* also what an estimate that knows all would have said */
	unsigned check_every; /* looks at all invariants after this many steps; 0: at the end only */
	bool checks_steps;    /* after every step at those of whom it changed something */
	bool (*is_over)(void); /* asked before every step: whoever started it wants it to end; NULL: never */
};

/* What came of it. Times are in seconds. */
struct sim_report {
	uint64_t steps, commands, crashes, checks;
	unsigned students, came, without_talk, talks, calls, booked, no_shows;
	double seated_s, talking_s, idle_s; /* of recruiters: without pauses; idle is free or ringing */
	double wait_p50_s, wait_p90_s;      /* in a line, of who was rung */
	double talk_wait_p50_s, talk_wait_p90_s; /* until a talk, in whatever line; all evening for none */
	unsigned places_lost;			 /* turns lost for ringing or talking elsewhere */
	unsigned estimates;		 /* told on taking a number, and followed by a ring */
	double within_p50, within_p90;	 /* shares of them that came true */
	double live_within_p50, live_within_p90; /* of all that was told, at each place in line */
	double error_s, naive_error_s;	 /* median absolute error; of place × planned length ÷ seats */
	double floor_error_s;		 /* of the floor (floor.h), where it was asked for */
};

/*
 * Runs one fair. True when every invariant held to its end; otherwise ret_failure names the seed, the
 * step and what was wrong.
 */
bool sim_run(const struct sim_options *options, struct sim_report *ret, char ret_failure[512]);
