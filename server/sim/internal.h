/* What the files of sim/ share; nobody else includes it. */
#pragma once

#include "base/map.h"
#include "conf/conf.h"
#include "sim/sim.h"

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)

/* Employers owe an answer so soon that some are late, and some overdue, before the evening is over. */
#define ANSWER_HOURS 1

struct sim;
struct person;

/* ---- chance.c: all that is drawn follows from a seed ---- */

struct chance {
	uint64_t state;
};

struct chance chance_of(uint64_t seed, uint64_t who);
uint64_t chance_bits(struct chance *c);
/* From 0 up to 1. */
double chance_unit(struct chance *c);
bool chance_is(struct chance *c, double share);
int64_t chance_between(struct chance *c, int64_t low, int64_t high);
/* One of so many that falls to an id and is not drawn: what else people do stays what it was without it. */
unsigned chance_by_id(int64_t id, unsigned n);
/* Around `mean`, never negative: waiting for something that may come at any time. */
double chance_exponential(struct chance *c, double mean);
/* Around `mean` with a spread relative to it, always positive: how long people talk. */
double chance_lognormal(struct chance *c, double mean, double spread);

/* ---- people ---- */

enum person_kind { PERSON_ORGANISER, PERSON_RECRUITER, PERSON_STUDENT };

#define LINES_MOST 3
#define WISHES_MOST 12

/* What somebody asked and has no answer to yet: after a crash they ask again, with the same key. */
struct question {
	struct question *next;
	struct person *who;
	int64_t id;
	const char *cmd;
	json_t *args;
	char key[32];
	int64_t about; /* the booth, where the answer does not say */
};

struct person {
	enum person_kind kind;
	unsigned index;
	int64_t account;
	struct chance chance;
	char email[48], token[48]; /* the session's */
	uint64_t conn;             /* 0: not connected */
	bool is_gone;              /* went home */
	bool is_touched;           /* in sim.touched */
	uint64_t told_visit; /* the connection on which they heard all of `me` */
	uint64_t visit; /* counts connections: what was planned for an earlier one is void */
	/* the call at hand, as `me` shows it */
	int64_t call, pair;
	bool is_in_call, is_answering;
	/* a student's evening */
	unsigned wishes[WISHES_MOST], n_wishes, next_wish;
	int64_t entries[LINES_MOST], entry_booth[LINES_MOST];
	unsigned n_talks, n_wanted, n_refused; /* lines in a row that took nobody */
	bool has_talked, has_booked;
	int64_t waits_from_ms; /* came in, or ended a talk; 0: did not come */
	int64_t booking;
	/* at a door with a bound */
	unsigned door_number; /* they wait there; 0: they do not */
	unsigned let_in_as;   /* the number they had just before */
	int64_t outside_ms;   /* since when they know that they wait there */
	bool is_inside, is_let_in; /* is_let_in: since the last look */
	int64_t lost_ms; /* their connection */
	/* a recruiter's */
	unsigned booth;           /* index */
	struct person *colleague; /* the next one at this booth */
	int64_t seat;
	char seat_state[12];
	int64_t seat_since_ms;
	bool is_pressing;
};

struct booth_info {
	int64_t id;
	struct person *staff; /* linked by colleague */
	double popularity;
};

/* One thing that will happen to somebody. */
struct happening {
	int64_t at_ms;
	uint64_t order, visit;
	struct person *who;
	void (*act)(struct sim *s, struct person *p, int64_t arg);
	int64_t arg;
	bool is_always; /* also when the connection it was planned on is gone */
};

/* A command that was answered, and whose effect must be there. */
struct acked {
	int64_t account, question;
};

struct sim {
	struct sim_options options;
	struct sim_report *report;
	char *failure;
	char db_path[256];
	struct engine *engine;
	struct db *db; /* for looking: read-only, also while the server is down */
	struct conf *conf;
	int64_t crashed_ms, now_ms, opens_ms, closes_ms, next_sample_ms;
	int64_t fair;
	struct booth_info *booths;
	struct person *people;
	unsigned n_people, n_recruiters, n_touched;
	struct person **touched; /* of whom something changed since the last look */
	struct map by_account, by_booth, questions; /* id → struct question */
	struct map floors; /* entry → what nobody could say better, in ms */
	struct happening *heap;
	size_t n_heap, size_heap;
	struct acked *acked; /* since the last look */
	size_t n_acked, size_acked;
	uint64_t order, next_conn;
	int64_t next_question;
	struct chance chance;
	bool is_over;
	struct map answered; /* leads whose student a recruiter has answered, or is about to */
	struct map decided;  /* leads of which their student has thought what the answer means to them */
	struct ledger *ledger;
	json_t *results, *result_lines, *result_waits; /* the fair's report, as its organiser gets it at the end */
};

/* ---- world.c ---- */

/* Rooms of one sector are one to the report. */
#define SCHOOLS 3
#define LEVELS 4
#define ROOMS 4
#define SECTORS 3

/* Makes the fair through an import, as an organiser would, and the people. */
bool world_make(struct sim *s);
/* What an import does not say; before the doors open. */
void world_set_rules(struct sim *s, struct person *organiser);
/* Of which school and level a student is, and in which sector a booth is; and what the report calls those. */
unsigned world_school(const struct sim *s, const struct person *student);
unsigned world_level(const struct sim *s, const struct person *student);
unsigned world_sector(unsigned booth);
extern const char *const WORLD_SCHOOLS[SCHOOLS], *const WORLD_LEVELS[LEVELS], *const WORLD_SECTORS[SECTORS];
#define WORLD_TARGET 100

/* ---- run.c ---- */

/* Plans something; without a connection it does not happen unless `always`. */
void plan(struct sim *s, struct person *p, int64_t in_ms,
	  void (*act)(struct sim *s, struct person *p, int64_t arg), int64_t arg);
void plan_always(struct sim *s, struct person *p, int64_t in_ms,
		 void (*act)(struct sim *s, struct person *p, int64_t arg), int64_t arg);

#define QUESTION_KEY "question-%lld"

/* Asks; the answer comes to people_answered(). args is stolen. */
void ask(struct sim *s, struct person *p, const char *cmd, json_t *args, int64_t about);
void person_connect(struct sim *s, struct person *p);
void person_disconnect(struct sim *s, struct person *p);
/* Ends the run: something is wrong that must never be. */
void sim_fail(struct sim *s, const char *format, ...) PRINTF(2, 3);

/* ---- people.c: what everybody does ---- */

/* The evening begins: everybody has a first plan. */
void people_begin(struct sim *s);
/* They are connected (again). */
void people_connected(struct sim *s, struct person *p);
/* A question was answered: `ok` or the error's code. */
void people_answered(struct sim *s, const struct question *q, const json_t *ok, const char *err);
/* An event of a topic that they follow. */
void people_heard(struct sim *s, struct person *p, const char *topic, const json_t *event);

/* In how many lines a student may wait at once. */
unsigned lines_most(const struct sim *s);
/* The doors are open. */
bool is_open(const struct sim *s);
int64_t exponential_ms(struct person *p, double mean_ms);
/* Follows a topic; id 0: `me`. */
void person_follows(struct sim *s, struct person *p, const char *kind, int64_t id);
/* Arguments of one id. */
json_t *id_args(const char *name, int64_t id);
/* Plans: loses the connection, and has one again. */
void person_drops(struct sim *s, struct person *p, int64_t arg);
void person_comes(struct sim *s, struct person *p, int64_t arg);

/* ---- student.c and recruiter.c: plans and reactions, as their names say ---- */

void student_sees_quiet(struct sim *s, struct person *p, const json_t *ok);
void student_looks_around(struct sim *s, struct person *p, int64_t arg);
void student_comes_back(struct sim *s, struct person *p, int64_t entry);
void student_joined(struct sim *s, struct person *p, int64_t booth, const json_t *ok);
void student_loses_turn(struct sim *s, struct person *p, int64_t booth, int64_t entry);
void student_refused(struct sim *s, struct person *p);
void student_lost_place(struct person *p, int64_t entry);
void student_rung(struct sim *s, struct person *p);
void student_looks_for_slots(struct sim *s, struct person *p, int64_t booth);
void student_sees_booth(struct sim *s, struct person *p, int64_t booth, const json_t *ok);
void student_booked(struct sim *s, struct person *p, int64_t starts_ms, int64_t booking);
void student_offered(struct sim *s, struct person *p, int64_t booking);
void student_talked(struct sim *s, struct person *p);
void student_goes_there(struct sim *s, struct person *p, int64_t handover);
void student_rather_not(struct sim *s, struct person *p, int64_t handover);
/* What is theirs with a booth, with an answer or without. */
void student_sees_lead(struct sim *s, struct person *p, const json_t *item);

void recruiter_soon_next(struct sim *s, struct person *p, int64_t in_ms);
void recruiter_sat_down(struct sim *s, struct person *p, int64_t seat);
void recruiter_takes_seat(struct sim *s, struct person *p, int64_t arg);
void recruiter_pauses(struct sim *s, struct person *p, int64_t arg);
void recruiter_leaves(struct sim *s, struct person *p, int64_t arg);
/* After a talk, or much later; and what its answer came to. */
void recruiter_talked(struct sim *s, struct person *p, int64_t lead);
void recruiter_answers(struct sim *s, struct person *p, int64_t lead);
void recruiter_answered(struct sim *s, const struct question *q);
void recruiter_hangs_up(struct sim *s, struct person *p, int64_t call);
void ask_to_extend(struct sim *s, struct person *p, int64_t call);
void recruiter_seat(struct sim *s, struct person *p, const json_t *item);

/* ---- policy_db.c ---- */

/* Whoever is first in a booth's line, when they ring or talk elsewhere: nobody holds their place where
 * the policy does not. */
bool policy_first_is_busy(struct sim *s, int64_t booth, int64_t *ret_entry, int64_t *ret_account);

/* ---- door.c ---- */

/* Whether a student is inside; if not they come to the door, unless they wait there. */
bool door_may_join(struct sim *s, struct person *p);
/* What `me` says they are at the fair; NULL: nothing. */
void door_heard(struct sim *s, struct person *p, const json_t *item);
/* After a step: at whoever came in, and at one student of whom something changed. */
void door_check(struct sim *s);
/* At all who have no connection. */
void door_check_gone(struct sim *s);
void door_check_told(struct sim *s, const struct person *p);

/* ---- check_db.c ---- */

/* Looks at everything that must hold; sim_fail() when it does not. */
void check_all(struct sim *s);
/* Whether all that was acknowledged since the last look is in the database. */
void check_acked(struct sim *s);
/* At what those have a part in of whom something changed since the last look. */
void check_touched(struct sim *s);
/* ---- figures_db.c ---- */

#define SAMPLE_S 15

/* Every SAMPLE_S seconds while the doors are open: what the recruiters do. */
void report_sample(struct sim *s);
/* The figures that the database tells, at the end. */
void report_fill(struct sim *s);
/* Sorts; the value below which this share lies, in seconds. */
double percentile_s(struct ids *values, double share);
/* ---- results.c ---- */

/* The organiser asks for the fair's report. */
void results_ask(struct sim *s);
void results_answered(struct sim *s, const char *cmd, const json_t *ok);
/* Whether it says what report_fill() counted, and what everybody did and was told (ledger.h). */
void results_check(struct sim *s);
