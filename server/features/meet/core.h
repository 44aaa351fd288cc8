/*
 * What the commands of the meeting share: one function per machine that takes a step, keeps it,
 * sets its timer and tells everybody who sees it. Engine thread, inside a command.
 */
#pragma once

#include "features/fair/fair.h"
#include "features/meet/meet.h"
#include "features/meet/meet_db.h"

/* Ranks leave room between them, so that somebody can be put back between two others. */
#define RANK_STEP (INT64_C(1) << 20)

/* How long an entry that ended without a talk stays visible, so that it can be explained. */
#define EXPLAIN_MS (60 * MINUTE_MS)

/* Each takes one step of its machine; the struct is as it now stands. A refusal changes nothing. */
enum err entry_apply(struct cmd *cmd, struct entry *entry, enum entry_event event) MUST_CHECK;
enum err seat_apply(struct cmd *cmd, struct seat *seat, enum seat_event event, int64_t until_ms)
	MUST_CHECK;
enum err booking_apply(struct cmd *cmd, struct booking *booking, enum booking_event event)
	MUST_CHECK;

/* A booth with the placement of it that fits a student best; score 0: none does. */
struct match {
	struct fit_place place;
	uint32_t score;
	enum fit_reason reasons[FIT_REASONS_MOST];
	size_t n_reasons;
};

enum err fit_at_booth(const struct view *v, int64_t booth, int64_t student, struct match *ret)
	MUST_CHECK;

/* Says that a booking changed, to its student, its booth and whoever sees the slots. */
void booking_touch(struct cmd *cmd, const struct booking *booking);

/* A new booking of a slot; not kept yet. */
struct booking booking_of(struct cmd *cmd, const struct slot *slot, int64_t student,
			  enum booking_state state);

/* Whether a student may hold this slot of that booth besides what they hold; a booking `except` is replaced by it.
 * Refuses like slot.book, but for slots that are not open yet. */
enum err may_hold(struct cmd *cmd, const struct booth *booth, const struct slot *slot, int64_t student,
		  int64_t except) MUST_CHECK;

/* Whether a student may choose to meet this booth, again if they talked before. */
enum err may_talk_again(struct cmd *cmd, const struct booth *booth, int64_t student) MUST_CHECK;

/* A student holds this booking from now on: it is looked at again after its start, its booth has
 * their card, and they wait for no other time there. */
enum err booking_held(struct cmd *cmd, const struct booking *booking) MUST_CHECK;

/* Looks at a booking again, at this time. */
enum err booking_look_later(struct cmd *cmd, int64_t booking, int64_t due_ms) MUST_CHECK;

/* A place in line, or a talk from it, is that of the booking which its student holds at the booth, if the
 * time for that has come: the booking is checked in. */
enum err booking_claim(struct cmd *cmd, struct entry *entry) MUST_CHECK;

/* A recruiter sits down at a booth: who is booked with them and has come waits for them from now on. */
enum err bookings_want(struct cmd *cmd, int64_t booth, int64_t recruiter) MUST_CHECK;

/* A student talked at a booth: if that was as often as the fair allows, what they still hold or are
 * offered there is somebody else's. */
enum err booking_spent(struct cmd *cmd, const struct booth *booth, int64_t student) MUST_CHECK;

/* The time of a booking has moved: its student is asked whether it suits. */
enum err booking_ask_again(struct cmd *cmd, struct booking *booking) MUST_CHECK;

/* The server was away: what is offered is kept for as much longer. */
enum err offers_resume(struct cmd *cmd, int64_t down_ms) MUST_CHECK;

/* A slot is free: it is offered to the first on the waiting list who can have it. */
enum err slot_offer_next(struct cmd *cmd, int64_t slot) MUST_CHECK;

/* A booking or an offer is over that kept its student from others: where they wait for a time, the first that
 * came free is offered to them. */
enum err slot_offer_unblocked(struct cmd *cmd, const struct booking *over) MUST_CHECK;

/* A student waits no more for a time at a booth. */
enum err slot_wait_end(struct cmd *cmd, int64_t booth, int64_t student) MUST_CHECK;

/* Says that the waiting list for a time changed, to who is on it: who waits behind somebody has another
 * place when that one comes or goes. */
enum err slot_waiters_touch(struct cmd *cmd, int64_t booth) MUST_CHECK;

/* Says to whom a booth is offered that it may be had now, or not. */
enum err handovers_touch(struct cmd *cmd, int64_t booth) MUST_CHECK;

/* Says that an entry changed, to its owner, its booth and whoever sees the line. */
enum err entry_touch(struct cmd *cmd, const struct entry *entry) MUST_CHECK;
/* Keeps it as it stands, and says so. */
enum err entry_save(struct cmd *cmd, const struct entry *entry) MUST_CHECK;

/* The seat that alone calls this entry now: see struct place. id 0: any. */
enum err wanted_now(const struct view *v, const struct entry *entry, struct seat *ret) MUST_CHECK;

/* Says that a seat changed, to its owner, its booth and whoever looks at it. */
enum err seat_touch(struct cmd *cmd, const struct seat *seat) MUST_CHECK;

/* Says that something about a booth changed, to whoever looks at it and to seats that call by
 * themselves. */
enum err booth_changed(struct cmd *cmd, int64_t booth) MUST_CHECK;

/* Says that a booth's line may take walk-ins again, or no longer, to whoever wants to know. */
enum err watchers_touch(struct cmd *cmd, int64_t booth) MUST_CHECK;

/* A student who waits here need not be told any more. */
enum err watch_end(struct cmd *cmd, int64_t booth, int64_t student) MUST_CHECK;

/* A person began or stopped to ring or talk: their other places are held, or free again. */
enum err person_touch(struct cmd *cmd, int64_t account) MUST_CHECK;

/* A person stopped ringing or talking: what they lose by being offline, if they are. */
enum err person_look_again(struct cmd *cmd, int64_t account) MUST_CHECK;

/* Keeps a call as it stands, with its timer, and tells both sides. */
enum err call_save(struct cmd *cmd, struct call *call) MUST_CHECK;
/* What its two people and the booth see of it may have changed. */
void call_touch(struct cmd *cmd, const struct call *call);

/* The text of who talked last closes, or opens again: another talk begins, or they are to meet no more. */
enum err call_text_changed(struct cmd *cmd, int64_t account) MUST_CHECK;

/* Nobody is at this seat, or somebody changed their mind: it calls no more by itself. */
enum err seat_stop_auto(struct cmd *cmd, int64_t seat) MUST_CHECK;

/* Takes a step of a call, and all that follows from it for entry, seat, booking and lead. */
enum err call_apply(struct cmd *cmd, struct call *call, enum call_event event) MUST_CHECK;

/* The lead of a student at a booth, made when there is none yet. */
enum err lead_ensure(struct cmd *cmd, int64_t fair, int64_t booth, int64_t student,
		     struct lead *ret) MUST_CHECK;
enum err lead_save(struct cmd *cmd, const struct lead *lead) MUST_CHECK;

/* Takes a step of a lead; it is not kept yet. */
enum err lead_advance(struct lead *lead, enum lead_event event) MUST_CHECK;

/* What was answered holds no longer, nor the words that explained it; it is not kept yet. */
void lead_unanswer(struct lead *lead);

/* Says that what a student tried at a booth came to something else: their lead, where there is one,
 * may be a missed one now, or no longer. */
enum err lead_look_again(struct cmd *cmd, int64_t booth, int64_t student) MUST_CHECK;
/* Whether a booth still sees the card that it was shown of a student (design §2, consent): for the fair's term,
 * and longer while they agree on a place. */
enum err card_is_shown(const struct view *v, const struct booth *booth, int64_t student, bool *ret) MUST_CHECK;
/* The talk of this call has begun: where the booth did not know who the student is, all that it sees of
 * them says so from now on. */
enum err student_shown(struct cmd *cmd, const struct call *call) MUST_CHECK;

/* The student who acts takes a number, if they may: all that queue.join does. */
enum err line_join(struct cmd *cmd, int64_t booth, struct str question, struct queue_join_reply *ret) MUST_CHECK;
/* Whether a booth's line takes walk-ins now; refuses as queue.join does. */
enum err line_is_open(struct cmd *cmd, int64_t booth) MUST_CHECK;
/* A student waits at a booth: whether they want to is no question any more. */
enum err line_offer_over(struct cmd *cmd, int64_t booth, int64_t student) MUST_CHECK;
/* Refuses a coordinator who means somebody else than a student of their own school. */
enum err may_look_after(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;

/* Takes a step of an offer to be handed over, and tells its student. */
enum err handover_apply(struct cmd *cmd, struct handover *h, enum handover_event event) MUST_CHECK;

/* The two are to meet no more. */
enum err handover_end(struct cmd *cmd, struct handover *h) MUST_CHECK;

/* They talked: an offer to come back for that is out of date. */
enum err call_back_over(struct cmd *cmd, int64_t booth, int64_t student) MUST_CHECK;

/* How busy a booth is now: all that the estimate of a wait needs but who is ahead. */
struct bustle {
	struct seat_counts seats;
	struct wait_walk walk; /* nobody is passed yet */
};

enum err bustle_get(struct db *db, const struct booth *booth, int64_t now_ms, struct bustle *ret)
	MUST_CHECK;

/* Somebody's place in a line that is walked from its head. */
struct standing {
	uint32_t place; /* 1 is next: of those who can be called now */
	bool has_wait;
	struct wait_guess guess;
};

/* Where whoever comes next stands. */
struct standing standing_next(const struct wait_walk *walk, uint32_t callable);

/* Keeps what everybody in a booth's line is told now of their wait, once for each of their places. */
enum err line_keep_told(struct cmd *cmd, int64_t booth) MUST_CHECK;

/* Passes a place of a line; *callable counts those who can be called now. */
void walk_pass(struct wait_walk *walk, uint32_t *callable, const struct place *place);

/* Where a newcomer with this precedence stands. */
struct standing standing_of_newcomer(const struct bustle *b, const struct place *line, size_t n,
				     uint32_t precedence);

/* Whether the line takes walk-ins, or why not; `newcomer` is where they would stand. */
enum line_state line_state_of(const struct booth *booth, const struct bustle *bustle,
			      const struct standing *newcomer, int64_t now_ms);

/* A seat is taken until later_ms, and would be free at free_ms. */
struct occupation {
	int64_t student; /* by them: a booking of their own is not delayed by talking now */
	int64_t free_ms, later_ms;
	int64_t before_ms; /* only bookings that start before this count; 0: later_ms */
};

/* Bookings own their seat (design §2): whether one would have to wait longer for that. */
enum err delays_booking(struct cmd *cmd, int64_t seat, const struct booth *booth,
			const struct occupation *occupation, bool *ret) MUST_CHECK;

/* What a student is called at a booth: `name`, their own, becomes a given name and an initial, because the surname is
 * theirs to give; or no more than a student, where the fair hides them until they talk. */
enum err name_for_booth(const struct view *v, const struct booth *booth, int64_t student, struct str *name,
			bool *ret_is_hidden) MUST_CHECK;

/* When a talk with whoever is called now is over, at the latest. */
int64_t walk_in_over_ms(const struct booth *booth, int64_t now_ms);

/* The booth's line as it is called from now: see entry_db_line(). */
enum err booth_line(struct db *db, struct arena *a, const struct booth *booth, int64_t now_ms,
		    struct place **ret, size_t *ret_n) MUST_CHECK;

/* Whether a slot starts so soon that it, or another booking, would have to wait for those who sit at the
 * booth. Of later ones, and where nobody sits, nothing is known: false. Bookings of `student` do not count. */
enum err is_beyond_reach(struct cmd *cmd, const struct booth *booth, const struct slot *slot,
			 int64_t student, bool *ret) MUST_CHECK;

/* Whether this seat may call a student now without letting a booking wait for it. ERR_NEXT_IS_BOOKED: it may
 * not. */
enum err may_take_walk_in(struct cmd *cmd, int64_t seat, const struct booth *booth, int64_t student) MUST_CHECK;

/* The seats of a booth that call by themselves look at that time whom they can call. */
enum err line_match_at(struct cmd *cmd, int64_t booth, int64_t at_ms) MUST_CHECK;

/* Behind all who are in the line of this entry's booth; it is not kept yet. */
enum err rank_last(struct cmd *cmd, struct entry *entry) MUST_CHECK;

/* Before all of the same precedence who came later; it is not kept yet. */
enum err rank_as_come(struct cmd *cmd, struct entry *entry) MUST_CHECK;

/* A place among those who go before everybody, behind who has been one of them for longer. */
enum err rank_first(struct cmd *cmd, struct entry *entry) MUST_CHECK;

/* Puts a student in a line, behind those of the same precedence. The caller says who, with which
 * precedence and why (booking, question, note, wanted_seat); the rest is filled in. */
enum err entry_create(struct cmd *cmd, const struct booth *booth, struct entry *entry) MUST_CHECK;
