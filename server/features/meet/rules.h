/*
 * The pure state machines of the meeting: entry, seat, booking, call. Each has one step() with a
 * full switch; nobody else assigns a state. No SQL, no clock, no chance: now is an argument
 * (design §2, §3.3).
 */
#pragma once

#include "base/auto.h"
#include "base/err.h"
#include "features/fair/numbers.h"
#include "wire/protocol.h"

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)

/* Design §2. What a fair may set for itself is in struct numbers; these are the same everywhere. */
#define EXTRA_MINUTE_MS (60 * SECOND_MS)
#define CONNECT_MS (30 * SECOND_MS)
#define GRACE_MS (90 * SECOND_MS)
#define ROUND_OFF_MS (30 * SECOND_MS)
#define EXTENSION_MS (2 * MINUTE_MS)
#define SEAT_OFFLINE_MS (60 * SECOND_MS)
#define AWAY_AFTER_MS (120 * SECOND_MS)
#define LEFT_AFTER_MS (15 * MINUTE_MS)
#define CHECK_IN_BEFORE_MS (10 * MINUTE_MS)
#define LOOK_AGAIN_MS (1 * MINUTE_MS)
#define OFFER_LEAST_MS (2 * MINUTE_MS)
#define OFFER_WAITING_MOST_MS (12 * 60 * MINUTE_MS)
#define OFFER_MOST_MS (48 * 60 * MINUTE_MS)
#define RESERVE_ENDS_MS (30 * MINUTE_MS)
/* After a ring that nobody answered: time to come back to the screen. */
#define REST_MS (60 * SECOND_MS)
/* Nobody is expected any more so long after their booked time, whatever kept them: it bounds a search. */
#define EXPECTED_FOR_MS (60 * MINUTE_MS)
/* The most that lies between calling somebody and the end of their talk, beside the talk itself: a booking
 * that needs the seat, or the student, has that much room before it. A lost connection may still cost it
 * GRACE_MS: nobody knows that before. */
int64_t booking_buffer_ms(const struct numbers *numbers);

/* ---- queue entry ---- */

enum entry_event {
	ENTRY_CALL,	       /* a recruiter rings */
	ENTRY_ACCEPT,	       /* answered: into the call */
	ENTRY_MISS,	       /* did not answer, or let the turn pass */
	ENTRY_RING_OVER,       /* the recruiter took the ring back, or it came before the booked time */
	ENTRY_TALKED,	       /* the call is over */
	ENTRY_CALL_FAILED,     /* answered, but no talk came of it: back to the same rank */
	ENTRY_NOT_COME,	       /* answered, and did not come: as if they had not */
	ENTRY_LEAVE,	       /* gave the number back */
	ENTRY_STEP_AWAY,       /* away by choice */
	ENTRY_COME_BACK,       /* present again, by choice */
	ENTRY_OFFLINE_LONG,    /* all connections lost for a while */
	ENTRY_ONLINE,	       /* connected again */
	ENTRY_GONE,	       /* offline for so long that the place is given up */
	ENTRY_SUSPENSION_OVER, /* sat out and did not come back */
	ENTRY_CLOSE,	       /* the fair closed */
	ENTRY_REMOVE,	       /* sent away, or one does not want to meet the other */
};

struct entry_life {
	enum entry_state state;
	uint32_t misses;
	bool is_stepped_away;
	bool is_lost;	  /* left by being away for too long, not by choice */
	bool is_put_back; /* out: the caller moves the rank behind the next two */
	int64_t until_ms; /* suspended until; 0: not */
	int64_t ended_ms; /* 0: lives */
};

/* ERR_WRONG_STATE: the event is not possible now, *life is as it was. */
enum err entry_step(struct entry_life *life, enum entry_event event, int64_t now_ms,
		    const struct numbers *numbers) MUST_CHECK;

/* Whether it ended in a way that its student did not choose, and is owed a word about. */
bool entry_is_explained(const struct entry_life *life);

/* Whether a place with this wait, of the time that is left, goes to who waits in fewer lines than
 * n_lines: nobody waits three times at a fair that cannot reach everybody once. */
bool is_scarce(int64_t wait_ms, int64_t left_ms, size_t n_lines);

/* ---- seat ---- */

enum seat_event {
	SEAT_TAKE,
	SEAT_LEAVE,
	SEAT_PAUSE,	/* until_ms is given */
	SEAT_RESUME,	/* after a pause, or before wrap-up is over */
	SEAT_RING,
	SEAT_RING_OVER, /* nobody answered */
	SEAT_TALK,
	SEAT_TALKED,	/* until_ms is given: wrap-up */
	SEAT_TIME_UP,	/* a pause or wrap-up is over */
	SEAT_LOST,	/* the recruiter is offline too long */
};

struct seat_life {
	enum seat_state state;
	int64_t since_ms, until_ms;
};

/* `until_ms` is for SEAT_PAUSE and SEAT_TALKED. ERR_SEAT_BUSY: leaving, or being lost, while ringing or in a call;
 * ERR_WRONG_STATE: whatever else is not possible now. *life is then as it was. */
enum err seat_step(struct seat_life *life, enum seat_event event, int64_t now_ms, int64_t until_ms)
	MUST_CHECK;

/* ---- booking ---- */

enum booking_event {
	BOOKING_ACCEPT,	  /* the offer is taken */
	BOOKING_EXPIRE,	  /* it was not, in time */
	BOOKING_MOVE,	  /* its time moved: its student is asked again */
	BOOKING_CHECK_IN,
	BOOKING_CANCEL,	  /* given back, called off, or the offer turned down */
	BOOKING_TALK,
	BOOKING_TALKED,
	BOOKING_TALK_FAILED,
	BOOKING_STUDENT_MISSING, /* the start is no_show_ms past; or past, and who checked in is away */
	BOOKING_EMPLOYER_MISSING, /* employer_missed_ms past, and the student is there */
};

/* It holds its slot and its student: booked, offered, or under way. */
bool booking_is_live(enum booking_state state);

/* `starts_ms` is the slot's start. */
enum err booking_step(enum booking_state *state, enum booking_event event, int64_t now_ms,
		      int64_t starts_ms, const struct numbers *numbers) MUST_CHECK;

/* ---- a booking whose time has come ---- */

/* Where its student is. */
enum whereabouts {
	STUDENT_GONE,	   /* not in the booth's line, or away from it */
	STUDENT_LOST,	   /* in it, and without a connection just now */
	STUDENT_ELSEWHERE, /* rings or talks at another booth */
	STUDENT_WAITS,	   /* in the line, and can be called */
	STUDENT_WITH_US,   /* rings or talks at this booth */
};

struct booking_facts {
	int64_t starts_ms, ends_ms;
	enum whereabouts student;
	bool was_rung;	   /* and did not answer */
	int64_t talked_ms; /* when the student last ended to ring or talk, wherever; 0: never */
	int64_t resumed_ms; /* since when people could come in: the doors, or the server; 0: all the time */
	bool is_staffed;   /* somebody of the booth is at work */
};

/* What happens now to a booking that started: true, and *ret; or false, and when to look again.
 * BOOKING_CANCEL: nobody could come in before it was over, and its student did not come after that. */
bool booking_judge(enum booking_state state, const struct booking_facts *facts, int64_t now_ms,
		   const struct numbers *numbers, enum booking_event *ret, int64_t *ret_again_ms);

/* ---- slots ---- */

/* Until when a time is kept for who is offered it; 0: it starts too soon to offer. Who waits for one
 * gets a twelfth of the time that is left, as others wait behind them; who is asked out of the blue
 * gets half of it. */
int64_t offer_until_ms(enum offer_kind kind, int64_t now_ms, int64_t starts_ms);

/* From when everybody may book: a reserved slot is everybody's when its time is near. */
int64_t slot_opens_ms(int64_t released_ms, bool is_reserved, int64_t starts_ms);

#define PLAN_SLOTS_MOST 200

struct planned_slot {
	int64_t starts_ms, ends_ms, released_ms;
	bool is_reserved;
};

/* What is wrong with a plan at a fair that is open from `opens_ms` to `closes_ms`: the field, and in
 * *ret_expected what is expected of it; NULL: nothing. */
const char *slot_plan_wrong(const struct wire_slot_plan *plan, int64_t opens_ms, int64_t closes_ms,
			    int64_t now_ms, const char **ret_expected);

/* How many moments a plan has; it is a sound one. */
size_t slot_plan_count(const struct wire_slot_plan *plan);

/* Its moment `i`. Reserve and waves are spread over the whole of it, so that each has early times and
 * late ones. */
struct planned_slot slot_plan_at(const struct wire_slot_plan *plan, size_t i);

/* ---- call ---- */

enum call_event {
	CALL_ACCEPT,
	CALL_EXTRA_MINUTE,
	CALL_DECLINE,
	CALL_CONNECTED, /* media or text: the clock may start */
	CALL_PAGE_LOST, /* a side is not there any more */
	CALL_PAGES_BACK, /* both sides are there again */
	CALL_TIMEOUT,	/* whatever the state waits for is over */
	CALL_HANG_UP,
	CALL_EXTEND,	/* both want it */
};

struct call_life {
	enum call_state state;
	int64_t deadline_ms, started_ms, ends_ms, left_ms, ended_ms;
	bool is_extra_minute_used, is_clock_stopped_once;
	bool are_pages_there; /* in: both sides have a page in the call */
	uint32_t extensions;
	bool has_reason;
	enum end_reason reason;
};

/* What a call is held to. */
struct call_terms {
	int64_t talk_ms;     /* the planned length, for the moment the clock starts */
	uint32_t extensions; /* how often it may be made longer */
};

enum err call_step(struct call_life *life, enum call_event event, int64_t now_ms,
		   const struct call_terms *terms) MUST_CHECK;

/* When the state needs CALL_TIMEOUT; 0: never. */
int64_t call_due_ms(const struct call_life *life);

/* When both are free again at the latest, with all that may lie around a talk; if nobody is lost from now
 * on, and nothing is extended. */
int64_t call_over_ms(const struct call_life *life, int64_t now_ms, int64_t talk_ms);

/* ---- who is next ---- */

/* A seat, and from when on it can talk to the next one. */
struct free_seat {
	int64_t id, free_ms;
	bool is_idle; /* free, and calls nobody now by itself: who sits there writes, or may not be looking */
};

/* A booking that is expected. */
struct due_booking {
	int64_t starts_ms, talk_ms;
	int64_t wanted_seat; /* its recruiter's, who is at work; 0: any */
	int64_t entry;	     /* where its student waits and can be called; 0: not there */
};

#define SEATS_MOST 64
#define DUE_MOST 128
/* So many steps are tried at the most to find the best plan, which is the first one but where a booth has
 * several seats and bookings that are in each other's way. */
#define PLANS_MOST 1024

/*
 * For how long bookings wait past their starts, all together, when these seats (at most SEATS_MOST) serve them in
 * the order of their starts, and as well as can be. A call, or two more minutes of one, that makes this longer would
 * delay a booking. Sorts the bookings.
 */
int64_t bookings_wait_ms(struct free_seat *seats, size_t n_seats, struct due_booking *bookings,
			 size_t n_bookings);

/* ---- who fits ---- */

/* A placement and a student's card, held beside each other. */
struct fit_facts {
	bool is_for_all;	/* the placement names no programme */
	bool is_same_programme, is_same_level;
	bool is_same_sector; /* its room has placements for the student's programme */
	bool is_near, is_in_period;
	bool speaks; /* the student's language, where that is not Dutch */
	uint32_t learn; /* work processes offered that the student still wants to learn */
};

/* Whether a place is one that a student names as where they look: "Leiden" in "Katwijk of Leiden". */
bool fit_is_near(struct str area, struct str city);

/* Whether two periods, as people write them in Dutch or English, have a month in common. False where
 * either names no month with a year. */
bool fit_is_in_period(struct str a, struct str b);

#define FIT_REASONS_MOST 4

/* How well they fit: 0 is not at all; and why, the best reason first. */
uint32_t fit_score(const struct fit_facts *facts, enum fit_reason ret_reasons[FIT_REASONS_MOST],
		   size_t *ret_n);

/* ---- lead ---- */

enum lead_event {
	LEAD_TALK,	  /* they begin to talk */
	LEAD_ANSWER,	  /* the employer says yes, maybe or no */
	LEAD_INVITE,	  /* the employer takes it further by hand */
	LEAD_OFFER,
	LEAD_PLACE,
	LEAD_TURN_DOWN,	  /* the student chose otherwise */
	LEAD_TAKE_BACK,	  /* the student takes the card back */
	LEAD_LEAVE_AGAIN, /* and leaves it again */
};

/* What was said and done: for LEAD_ANSWER and LEAD_LEAVE_AGAIN. */
struct lead_facts {
	bool has_talked;
	bool has_answer;
	enum answer answer;
	bool is_place_offered; /* by the next step that the employer named */
};

/* They are on their way to a place, or have it. */
bool lead_is_agreeing(enum lead_state s);

/* ERR_WRONG_STATE: the event is not possible now, *state is as it was. */
enum err lead_step(enum lead_state *state, enum lead_event event, const struct lead_facts *facts)
	MUST_CHECK;

/* By which event somebody takes a lead to a state by hand; false: it is not theirs to take it there. */
bool lead_event_to(enum lead_state to, bool is_student, enum lead_event *ret);

/* ---- handing over ---- */

enum handover_event {
	HANDOVER_ACCEPT,
	HANDOVER_DECLINE,
	HANDOVER_TALK, /* they came by themselves, and talk */
	HANDOVER_END,  /* the two are to meet no more */
};

/* ERR_WRONG_STATE: it was decided before. */
enum err handover_step(enum handover_state *state, enum handover_event event) MUST_CHECK;

/* What a student tried last at a booth where they never talked. */
struct missed_facts {
	bool has_entry, has_booking;
	bool is_called_off; /* the booking, and not by its student */
	enum entry_state entry;
	enum booking_state booking;
	int64_t entry_ended_ms; /* 0: they wait */
	int64_t booking_ms;	/* when it was to start, or was made where it was given back */
	int64_t card_ms;	/* when they first left their card */
};

/* Why no talk came of it, and when; false where one may still come. The later of the two counts, and
 * the card where there is neither. */
bool lead_missed(const struct missed_facts *facts, enum missed_reason *ret, int64_t *ret_ms);

/* Tags as they are kept: trimmed, each once, in the order given. False: one says nothing. */
bool lead_tags_trim(struct str *tags, size_t *n);
