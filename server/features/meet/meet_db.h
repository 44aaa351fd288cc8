/*
 * The SQL of the meeting: rows in, rows out; what they mean is in the rules. Engine thread; texts
 * live in the arena given. `…_get` answers ERR_NOT_FOUND when there is no such row.
 */
#pragma once

#include "engine/command.h"
#include "features/meet/estimate.h"
#include "features/fair/fair.h"
#include "features/meet/rules.h"
#include "store/db.h"

struct seat {
	int64_t id, fair, booth, account;
	struct seat_life life;
	bool is_auto; /* calls the next by itself */
	uint32_t version;
};

struct entry {
	int64_t id, fair, booth, account, booking;
	int64_t wanted_seat; /* handed to a colleague; 0: whoever is free */
	uint32_t number, precedence, version;
	int64_t rank, joined_ms;
	struct entry_life life;
	struct str question, note; /* the student's; of whoever handed them over */
};

struct slot {
	int64_t id, fair, booth, starts_ms, ends_ms;
	int64_t opens_ms; /* everybody may book from then on */
	bool is_reserved, is_removed;
};

struct booking {
	int64_t id, fair, booth, slot, account, starts_ms, ends_ms;
	enum booking_state state;
	bool has_offer;
	enum offer_kind offer; /* why it was offered */
	int64_t until_ms;      /* offered: decide before; 0: not */
	int64_t recruiter;     /* the account of the colleague whose it is; 0: whoever is free */
	bool is_called_off;    /* cancelled, and not by its student */
	bool is_replaced;      /* cancelled for another that follows at once; not kept */
	bool is_spent;	       /* cancelled because they talked as often as one may; not kept */
	uint32_t version;
};

struct call {
	int64_t id, fair, booth, entry, seat, student, recruiter, chat;
	int64_t rang_ms, asked_by;
	bool is_picked; /* called by hand, out of turn */
	struct call_life life;
	uint32_t pages, student_page, recruiter_page, pair, version;
};

struct lead {
	int64_t id, fair, booth, account, owner;
	enum lead_state state;
	uint32_t rating;
	struct str note, reason;
	bool has_answer, has_next_step;
	enum answer answer;
	enum next_step next_step;
	int64_t next_on_ms, spoken_ms, due_ms, created_ms;
	int64_t placement; /* that it is about; 0: none in particular */
	bool was_owed, is_answered_late; /* an answer was, and came; after its term */
	bool is_shared_by_student, is_shared_by_employer; /* the address */
};

/* ---- seats ---- */

enum err seat_db_get(struct db *db, struct arena *a, int64_t id, struct seat *ret) MUST_CHECK;
/* The seat of a person at a booth; id 0 when they never sat there. */
enum err seat_db_of(struct db *db, struct arena *a, int64_t booth, int64_t account,
		    struct seat *ret) MUST_CHECK;
/* The seat that a person holds now at a fair; id 0: none. */
enum err seat_db_held(struct db *db, struct arena *a, int64_t fair, int64_t account,
		      struct seat *ret) MUST_CHECK;
enum err seat_db_insert(struct db *db, const struct seat *seat) MUST_CHECK;
enum err seat_db_update(struct db *db, const struct seat *seat) MUST_CHECK;
enum err seat_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
enum err seat_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
	MUST_CHECK;
/* Booths of a fair where somebody sits. */
enum err seat_db_staffed_booths(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
	MUST_CHECK;

/* Seats of a booth that are free and call by themselves, the longest idle one first; only of who is
 * connected. */
enum err seat_db_callers(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
/* Those that are free, whether they call by themselves or not, of who is connected. */
enum err seat_db_free(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
/* When each seat of a booth can take somebody: now, or when its call is over at the latest. At most SEATS_MOST;
 * nobody counts on who pauses. */
enum err seat_db_when_free(struct db *db, struct arena *a, const struct booth *booth, int64_t now_ms,
			   struct free_seat **ret, size_t *ret_n) MUST_CHECK;

struct seat_counts {
	uint32_t staffed, working, free; /* not offline; free or at work; free */
};

enum err seat_db_count(struct db *db, int64_t booth, struct seat_counts *ret) MUST_CHECK;

/* ---- queue entries ---- */

enum err entry_db_get(struct db *db, struct arena *a, int64_t id, struct entry *ret) MUST_CHECK;
enum err entry_db_insert(struct db *db, const struct entry *entry) MUST_CHECK;
enum err entry_db_update(struct db *db, const struct entry *entry) MUST_CHECK;
/* A place in a booth's line. */
struct place {
	int64_t entry;
	uint32_t number, precedence;
	int64_t rank;
	enum entry_state state;
	bool is_busy; /* rings or talks elsewhere, or has a booked time there too soon: the place is held */
	/* Only this one calls them, as long as somebody is at work there, or pauses until their booked
	 * time; 0: any. */
	int64_t wanted_seat;
};

/* Live entries of a booth that wait or ring, in the order of their turn. Who has booked a time at another
 * booth that starts before `free_ms`, when a talk that begins now could be over, is busy until that time is
 * over; but for a booked time of their own here that has come. */
enum err entry_db_line(struct db *db, struct arena *a, int64_t booth, int64_t now_ms, int64_t free_ms,
		       struct place **ret, size_t *ret_n) MUST_CHECK;
/* All live entries of a booth. */
enum err entry_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;
/* Those of all booths in the room of this one. */
enum err entry_db_in_room_of(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;
enum err entry_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
	MUST_CHECK;
/* Those, and what ended without a talk since `since_ms`, so that it can be explained. */
enum err entry_db_of_person_since(struct db *db, struct arena *a, int64_t account,
				  int64_t since_ms, struct ids *ret) MUST_CHECK;
enum err entry_db_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
/* The live entry of a person at a booth; id 0: none. */
enum err entry_db_of(struct db *db, struct arena *a, int64_t booth, int64_t account,
		     struct entry *ret) MUST_CHECK;
/* The highest rank in a booth's line, of whatever precedence; 0 when it is empty. */
enum err entry_db_last_rank(struct db *db, int64_t booth, int64_t *ret) MUST_CHECK;
/* The rank of whoever stands, in the same line and precedence, before the first who has a higher number; 0: nobody. */
enum err entry_db_rank_before_later(struct db *db, const struct entry *entry, int64_t *ret) MUST_CHECK;
/* The first rank behind this one that another live entry of the same line and precedence has; 0: none. */
enum err entry_db_rank_behind(struct db *db, const struct entry *entry, int64_t rank,
			      int64_t *ret) MUST_CHECK;
/* Live ones that were handed to whoever sits there, or are booked with them. */
enum err entry_db_wanting(struct db *db, struct arena *a, int64_t seat, struct ids *ret) MUST_CHECK;
/* Whether this person rings or talks now, anywhere. */
enum err entry_db_is_busy(struct db *db, int64_t account, bool *ret) MUST_CHECK;
/* What was shown to somebody at a place in a line. */
struct estimate {
	int64_t entry, fair, shown_ms;
	uint32_t place, seats;
	bool is_first; /* on taking the number */
	struct wait_guess guess;
};

/* Keeps it, unless something was kept for that place before. */
enum err estimate_db_keep(struct db *db, const struct estimate *estimate) MUST_CHECK;

/* ---- the estimate ---- */

/* Adds to a zeroed *ret all that a booth's rows say of how long one waits there. */
enum err wait_db_facts(struct db *db, int64_t fair, int64_t booth, int64_t now_ms,
		       struct wait_facts *ret) MUST_CHECK;

/* How the newest estimates of a fair came out that were told on taking a number, of those who were told
 * more than a minute and whose wait could be twice as long by now: who still waits counts too, or only short waits would. */
enum err outcomes_db_newest(struct db *db, int64_t fair, int64_t now_ms,
			    struct wait_outcome ret[WAIT_OUTCOMES_MOST], size_t *ret_n) MUST_CHECK;

/* What a fair has taught so far, and until when it was counted who gave up. */
struct wait_learned {
	struct wait_calibration calibration;
	struct wait_patience patience;
	int64_t counted_ms;
};

enum err learned_db_get(struct db *db, int64_t fair, struct wait_learned *ret) MUST_CHECK;
enum err learned_db_set(struct db *db, int64_t fair, const struct wait_learned *learned) MUST_CHECK;
/* The server was away: nobody is counted for that time. */
enum err learned_db_resume(struct db *db, int64_t down_ms) MUST_CHECK;
/* Who waits now in any line of a fair, and who gave up since `from_ms`: of one who takes numbers and gives
 * them back over and over only the first within ten minutes counts. */
enum err waiters_db_count(struct db *db, int64_t fair, int64_t from_ms, int64_t now_ms,
			  uint32_t *ret_waiting, uint32_t *ret_left) MUST_CHECK;

/* ---- slots and bookings ---- */

enum err slot_db_get(struct db *db, int64_t id, struct slot *ret) MUST_CHECK;
/* Slots of a booth that start later than `from_ms`, in order. */
enum err slot_db_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			  struct ids *ret) MUST_CHECK;
/* Those of them that nobody holds. */
enum err slot_db_free_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			       struct ids *ret) MUST_CHECK;
/* Whether somebody had it, or was offered it, and has it no more. */
enum err slot_db_was_given_back(struct db *db, int64_t slot, bool *ret) MUST_CHECK;
enum err slot_db_is_taken(struct db *db, int64_t slot, bool *ret) MUST_CHECK;
/* Makes a slot, or takes one that was removed into the plan again; false: something is there at that
 * time already. `column`: which of those at the same moment. */
enum err slot_db_plan(struct db *db, const struct slot *slot, const struct planned_slot *planned,
		      uint32_t column, bool *ret_made) MUST_CHECK;
enum err slot_db_remove(struct db *db, int64_t id) MUST_CHECK;
/* Moves all slots of a fair in time; what opens later than now opens as much later. */
enum err slot_db_shift(struct db *db, int64_t fair, int64_t by_ms, int64_t now_ms) MUST_CHECK;

enum err booking_db_get(struct db *db, struct arena *a, int64_t id, struct booking *ret) MUST_CHECK;
enum err booking_db_insert(struct db *db, const struct booking *b, int64_t now_ms) MUST_CHECK;
enum err booking_db_update(struct db *db, const struct booking *b) MUST_CHECK;
enum err booking_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
	MUST_CHECK;
/* What the booth's people see: not what was given back, nor what is only offered. */
enum err booking_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;
/* Those of slots from `from_ms` on that were given back or expired. */
enum err booking_db_given_back(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			       struct ids *ret) MUST_CHECK;
/* The bookings of a booth that wait for their talk or for a yes, and start before then; without those of
 * `except`, of whose ring or talk here is the booked one or lasts into its time, and of who is away from the line,
 * or talks elsewhere, for longer than one waits for a student. At most DUE_MOST, in an array with room for one more. */
enum err booking_db_due(struct db *db, struct arena *a, const struct booth *booth, int64_t now_ms,
			int64_t before_ms, int64_t except, struct due_booking **ret, size_t *ret_n)
	MUST_CHECK;
/* Whether a person holds one at another booth that waits for its talk, starts before then and is not
 * over. */
enum err booking_db_is_elsewhere(struct db *db, int64_t account, int64_t booth, int64_t now_ms,
				 int64_t before_ms, bool *ret) MUST_CHECK;
/* Bookings of a fair that wait for their talk or for a yes. */
enum err booking_db_open_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
	MUST_CHECK;
/* Those of a booth that are this recruiter's, and still to come. */
enum err booking_db_of_recruiter(struct db *db, struct arena *a, int64_t booth, int64_t account,
				 struct ids *ret) MUST_CHECK;
/* Whether another of theirs, wherever, has a moment in common with this one. */
enum err booking_db_overlaps_of(struct db *db, const struct booking *booking, int64_t recruiter, bool *ret)
	MUST_CHECK;
/* All that are offered, at whatever fair. */
enum err booking_db_offered(struct db *db, struct arena *a, struct ids *ret) MUST_CHECK;
/* What stands in the way of one more booking of a person. */
struct booking_conflicts {
	bool is_at_booth; /* they hold one at this booth, or are offered one */
	bool overlaps;	  /* they hold one at that time, or are in a talk that lasts until then */
	uint32_t held;	  /* how many they hold at the fair */
};

/* Of this slot; a booking `except` does not count. */
enum err booking_db_conflicts(struct db *db, int64_t account, const struct slot *slot, int64_t except,
			      struct booking_conflicts *ret) MUST_CHECK;
/* What a person holds at a booth, or is offered there; id 0: nothing. */
enum err booking_db_live(struct db *db, struct arena *a, int64_t booth, int64_t account,
			 struct booking *ret) MUST_CHECK;
/* Whether this person ever held this slot or was offered it. */
enum err booking_db_had(struct db *db, int64_t account, int64_t slot, bool *ret) MUST_CHECK;

/* ---- who waits for a time ---- */

enum err slot_wait_db_add(struct db *db, int64_t fair, int64_t booth, int64_t account,
			  int64_t now_ms) MUST_CHECK;
enum err slot_wait_db_remove(struct db *db, int64_t booth, int64_t account) MUST_CHECK;
/* The place of a person on a booth's list: 1 is first; 0: they are not on it. */
enum err slot_wait_db_place(struct db *db, int64_t booth, int64_t account, uint32_t *ret)
	MUST_CHECK;
/* Booths where a person waits for a time. */
enum err slot_wait_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
	MUST_CHECK;
/* Who waits at a booth, the longest first. */
enum err slot_wait_db_of_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;

/* ---- calls ---- */

enum err call_db_get(struct db *db, struct arena *a, int64_t id, struct call *ret) MUST_CHECK;
enum err call_db_insert(struct db *db, const struct call *c) MUST_CHECK;
enum err call_db_update(struct db *db, const struct call *c) MUST_CHECK;
/* A person's calls that have not ended, and those that ended since `since_ms`. */
enum err call_db_of_person_since(struct db *db, struct arena *a, int64_t account, int64_t since_ms,
				 struct ids *ret) MUST_CHECK;
/* Calls that have not ended: at a booth, at a fair, or everywhere. */
enum err call_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
enum err call_db_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err call_db_all(struct db *db, struct arena *a, struct ids *ret) MUST_CHECK;
/* When an entry was last rung and not answered, or answered and its student did not come; 0: never. */
enum err call_db_last_missed(struct db *db, int64_t entry, int64_t *ret) MUST_CHECK;
/* Whether this recruiter rings or talks, at whatever fair. */
enum err call_db_is_busy(struct db *db, int64_t recruiter, bool *ret) MUST_CHECK;
/* How often this student talked at this booth. */
enum err call_db_talks(struct db *db, int64_t booth, int64_t student, uint32_t *ret) MUST_CHECK;
/* The last call of a person that was answered and is over, on either side; 0: none. */
enum err call_db_last_talk(struct db *db, int64_t account, int64_t *ret) MUST_CHECK;
/* When this student last ended to ring or talk, wherever; 0: never did. */
enum err call_db_last_ended(struct db *db, int64_t student, int64_t *ret) MUST_CHECK;
/* The call of a seat that has not ended; 0: none. */
enum err call_db_of_seat(struct db *db, int64_t seat, int64_t *ret) MUST_CHECK;

/* ---- leads ---- */

enum err lead_db_get(struct db *db, struct arena *a, int64_t id, struct lead *ret) MUST_CHECK;
/* The lead of a student at a booth; id 0: none. */
enum err lead_db_of(struct db *db, struct arena *a, int64_t booth, int64_t account,
		    struct lead *ret) MUST_CHECK;
enum err lead_db_insert(struct db *db, const struct lead *l) MUST_CHECK;
enum err lead_db_update(struct db *db, const struct lead *l) MUST_CHECK;
/* Whether any booth of a fair has one, or was written to by a student. */
enum err lead_db_has_shown(struct db *db, int64_t fair, bool *ret) MUST_CHECK;
enum err lead_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
	MUST_CHECK;
/* Those of a booth that this account follows up. */
enum err lead_db_of_owner(struct db *db, struct arena *a, int64_t booth, int64_t account,
			  struct ids *ret) MUST_CHECK;
enum err lead_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
/* Leads that are about a placement. */
enum err lead_db_about(struct db *db, struct arena *a, int64_t placement, struct ids *ret) MUST_CHECK;

enum err lead_db_tags(struct db *db, struct arena *a, int64_t lead, struct str **ret, size_t *ret_n)
	MUST_CHECK;
/* In place of those it had. */
enum err lead_db_set_tags(struct db *db, const struct lead *l, const struct str *tags, size_t n)
	MUST_CHECK;
/* A placement of this booth; ERR_NOT_FOUND: it has no such one. */
enum err lead_db_placement(struct db *db, struct arena *a, int64_t booth, int64_t placement,
			   struct str *ret_title) MUST_CHECK;
enum err lead_db_email(struct db *db, struct arena *a, int64_t account, struct str *ret) MUST_CHECK;
/* The newest tries of a student at a booth, those that are not over first. */
enum err lead_db_tries(struct db *db, int64_t booth, int64_t account, struct missed_facts *ret)
	MUST_CHECK;

/* ---- what is asked about many leads at once ---- */

enum err overview_db_team(struct db *db, struct arena *a, int64_t booth,
			  struct wire_team_member **ret, size_t *ret_n) MUST_CHECK;
struct export {
	int64_t id, fair, booth, account;
	enum export_format format;
	uint32_t leads;
};
enum err overview_db_add_export(struct db *db, const struct export *x, int64_t now_ms) MUST_CHECK;
/* Names are whole; shorten them for others. */
enum err overview_db_missed(struct db *db, struct arena *a, int64_t fair,
			    struct wire_missed_booking **ret, size_t *ret_n) MUST_CHECK;
enum err overview_db_owing(struct db *db, struct arena *a, int64_t fair, int64_t now_ms,
			   struct wire_booth_owing **ret, size_t *ret_n) MUST_CHECK;
/* Students of the schools for which this account is a coordinator at this fair, behind the account
 * `after`, in order; without what became of their leads. */
struct school_page {
	int64_t fair, coordinator, after;
	int64_t until; /* leads: the last student of the page */
};
enum err overview_db_students(struct db *db, struct arena *a, const struct school_page *page,
			      struct wire_student_progress **ret, size_t *ret_n) MUST_CHECK;
struct school_offer {
	int64_t account;
	struct wire_line_offer offer;
};
/* What their coordinators asked them, in the same order, of each student the newest first. */
enum err overview_db_offers(struct db *db, struct arena *a, const struct school_page *page, int64_t now_ms,
			    struct school_offer **ret, size_t *ret_n) MUST_CHECK;
/* Their leads, in the same order, of each student the oldest debt first. */
struct school_lead {
	int64_t account, due_ms;
	enum lead_state state;
	bool is_spoken;
	struct str booth_name;
};
enum err overview_db_leads(struct db *db, struct arena *a, const struct school_page *page,
			   struct school_lead **ret, size_t *ret_n) MUST_CHECK;

/* ---- who fits where ---- */

/* A placement of a booth. */
struct fit_place {
	int64_t booth, room, placement;
	struct str booth_name, tagline, title;
	struct fit_facts facts; /* beside this student's card */
};

/* All of them, by booth; none for who has no card. Of booths where somebody is free and nobody waits
 * who could be called, and of those that have times nobody holds: neither where the student waits or has
 * talked. */
enum err fit_db_quiet(struct db *db, struct arena *a, int64_t fair, int64_t student,
		      struct fit_place **ret, size_t *ret_n) MUST_CHECK;
enum err fit_db_with_times(struct db *db, struct arena *a, int64_t fair, int64_t student,
			   int64_t now_ms, struct fit_place **ret, size_t *ret_n) MUST_CHECK;
/* Those of one booth. */
enum err fit_db_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t student,
			 struct fit_place **ret, size_t *ret_n) MUST_CHECK;

/* ---- offers to be handed over to another booth ---- */

struct handover {
	int64_t id, fair, student, recruiter, from, to;
	struct str note;
	enum handover_state state;
	int64_t until_ms; /* a coordinator's: the student decides before then; 0: a recruiter's */
};

enum err handover_db_get(struct db *db, struct arena *a, int64_t id, struct handover *ret)
	MUST_CHECK;
enum err handover_db_insert(struct db *db, const struct handover *h, int64_t now_ms) MUST_CHECK;
enum err handover_db_set_state(struct db *db, int64_t id, enum handover_state state) MUST_CHECK;
/* A coordinator's question: the student decides before then. */
enum err handover_db_set_until(struct db *db, int64_t id, int64_t until_ms) MUST_CHECK;
/* The newest offer of a booth to a student to come back to it; id 0: none. */
enum err handover_db_back(struct db *db, int64_t booth, int64_t student, int64_t *ret_id,
			  enum handover_state *ret_state) MUST_CHECK;
/* Whether a coordinator may ask a student about a booth's line no more: they are asked something now, whatever
 * booth it is about, or said no to this one. */
enum err handover_db_was_asked(struct db *db, int64_t booth, int64_t student, int64_t now_ms, bool *ret)
	MUST_CHECK;
/* How many such questions a student got since then. */
enum err handover_db_count_asked(struct db *db, int64_t student, int64_t since_ms, int64_t *ret) MUST_CHECK;
/* Those that the student can decide on now. */
enum err handover_db_of_person(struct db *db, struct arena *a, int64_t account, int64_t now_ms, struct ids *ret)
	MUST_CHECK;
/* Those of a booth: that a student may go to it and has not decided. */
enum err handover_db_open_to(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;

/* ---- who wants to know when a booth takes walk-ins again ---- */

enum err watch_db_add(struct db *db, int64_t fair, int64_t booth, int64_t account, int64_t now_ms)
	MUST_CHECK;
enum err watch_db_remove(struct db *db, int64_t booth, int64_t account) MUST_CHECK;
enum err watch_db_is(struct db *db, int64_t booth, int64_t account, bool *ret) MUST_CHECK;
enum err watch_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
	MUST_CHECK;
enum err watch_db_of_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;

/* ---- where a student has been ---- */

struct visit {
	int64_t fair, booth, last_ms;
	bool has_chatted;
};

/* Once they have written there, they have. */
enum err visit_db_save(struct db *db, int64_t student, const struct visit *visit) MUST_CHECK;
enum err visit_db_get(struct db *db, int64_t student, int64_t booth, struct visit *ret) MUST_CHECK;
/* Booths, the newest first. */
enum err visit_db_of_person(struct db *db, struct arena *a, int64_t student, struct ids *ret)
	MUST_CHECK;

/* ---- people ---- */

struct person {
	int64_t id, offline_since_ms;
	struct str name; /* whole; shorten it for others */
};

enum err person_db_get(struct db *db, struct arena *a, int64_t account, struct person *ret)
	MUST_CHECK;
/* Everybody who waits, sits or talks, or came to a fair. */
enum err person_db_present(struct db *db, struct arena *a, struct ids *ret) MUST_CHECK;

/* Whether this person is a recruiter or manager of a booth. */
enum err person_db_is_staff(struct db *db, int64_t booth, int64_t account, bool *ret) MUST_CHECK;
/* Whether a student is of a school for which this person is a coordinator at a fair. */
enum err coordinator_db_is_of(struct db *db, int64_t fair, int64_t coordinator, int64_t student,
			      bool *ret) MUST_CHECK;

/* The student's card as an employer sees it. */
enum err card_db_get(struct db *db, struct arena *a, int64_t fair, int64_t account,
		     struct wire_card *ret) MUST_CHECK;
