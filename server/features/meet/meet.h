/* What other features may ask of the meeting. Engine thread. */
#pragma once

#include "engine/command.h"

/* How long a talk that is over stays with its two people: for the note, the after-talk card, and the text
 * beside it, which is open until then unless either begins the next one before (design §2). */
#define AFTER_TALK_MS (60 * 60 * INT64_C(1000))

/* Whether the text beside this call is open: while it goes on, and after it if it was answered. */
enum err meet_text_is_open(struct db *db, int64_t call, int64_t now_ms, bool *ret) MUST_CHECK;

/* What is live about a booth. */
struct meet_live {
	uint32_t waiting, staffed, free;
	enum line_state line;
	bool has_wait;
	struct wire_wait wait; /* for a newcomer */
};

enum err meet_live(const struct view *v, int64_t booth, struct meet_live *ret) MUST_CHECK;

/* A card as an employer at this booth sees it. */
enum err meet_card(const struct view *v, int64_t booth, int64_t account, struct wire_card *ret)
	MUST_CHECK;

/* A student's card at a fair as a booth sees it that may know who they are. Texts live in the arena. */
enum err meet_own_card(struct db *db, struct arena *a, int64_t fair, int64_t student, struct wire_card *ret)
	MUST_CHECK;

/* Why a placement of a booth fits a student (0: the one that does best), as its recruiters read it beside the card. */
struct meet_fit {
	enum fit_reason *reasons; /* the best first; none: it does not, or there is no card */
	size_t n_reasons;
	uint32_t learn; /* of the wanted work processes, how many */
};

enum err meet_fit(const struct view *v, int64_t booth, int64_t placement, int64_t student, struct meet_fit *ret)
	MUST_CHECK;

/* What a student's card says changed: who it is shown to sees that. */
enum err meet_card_changed(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;

/* Whether a booth is not to learn who a student is: the fair hides them until they talk, or its term is over and
 * they agree on no place. `is_read_by_all`: by other booths too, for which one's talk says nothing. */
enum err meet_hides_student(struct db *db, struct arena *a, int64_t booth, int64_t student, int64_t now_ms,
			    bool is_read_by_all, bool *ret) MUST_CHECK;

/* Who works at a booth no longer leaves their seat there, their bookings to whoever is free, and their
 * leads to whoever takes them up. ERR_SEAT_BUSY: they ring or talk; at once, that is over first. */
enum err meet_stand_up(struct cmd *cmd, int64_t booth, int64_t account, bool is_at_once) MUST_CHECK;

/* Whether a student stood in line, booked, talked, waits for a time or was handed over there, or the two do not want to meet, or an
 * organiser wrote to it. */
enum err meet_is_known(struct cmd *cmd, int64_t booth, bool *ret) MUST_CHECK;
/* A booth that nobody knows comes no more: its times and seats, and who looked at it, are forgotten. */
enum err meet_forget_booth(struct cmd *cmd, int64_t booth) MUST_CHECK;

/* A student was at a booth, or wrote in its chat. */
enum err meet_visited(struct cmd *cmd, int64_t fair, int64_t booth, int64_t student,
		      bool has_chatted) MUST_CHECK;

/* Something that a booth sees of a student's lead changed. */
enum err meet_lead_changed(struct cmd *cmd, int64_t booth, int64_t student) MUST_CHECK;

/* What a booth says of itself changed, or one of its placements: who waits there may fit otherwise, and
 * also elsewhere in its room, which is a sector; what a lead is about may have another title. */
enum err meet_booth_edited(struct cmd *cmd, int64_t booth) MUST_CHECK;
enum err meet_placement_edited(struct cmd *cmd, int64_t booth, int64_t placement) MUST_CHECK;

/* A student and a booth meet no more: a talk or ring is over, a place and a booking end. */
enum err meet_part(struct cmd *cmd, int64_t booth, int64_t student, bool is_own_wish) MUST_CHECK;

/* The same at all booths of a fair. */
enum err meet_send_away(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;

/* Who was sent away may do there again what others may. */
enum err meet_let_in_again(struct cmd *cmd, int64_t student) MUST_CHECK;

/* The two of a call. ERR_NOT_FOUND: no such call. */
struct meet_pair {
	int64_t fair, booth, student, recruiter;
};

enum err meet_pair(struct db *db, int64_t call, struct meet_pair *ret) MUST_CHECK;
/* Those of a lead; no recruiter. */
enum err meet_pair_of_lead(struct db *db, int64_t lead, struct meet_pair *ret) MUST_CHECK;

/* The fair opened or closed its doors: what its lines show changes; closing empties them and ends
 * calls that have not begun. Calls that run are finished by their own clock. */
enum err meet_fair_changed(struct cmd *cmd, int64_t fair) MUST_CHECK;
enum err meet_fair_closed(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* The fair's numbers changed: whoever waits or talks is shown the new ones. */
enum err meet_rules_changed(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* Whether a booth of the fair has seen who somebody is: they took a number, booked, left their card
 * there, or wrote in its chat. */
enum err meet_has_shown_card(struct db *db, int64_t fair, bool *ret) MUST_CHECK;

/* The cards that booths of the fair were shown are hidden from now on. */
enum err meet_cards_hidden(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* Time passed at an open fair: the waits of its staffed booths may be others, and their lines may
 * close. */
enum err meet_time_passed(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* The fair moved in time: its slots move along, and who booked is asked again; how many are. */
enum err meet_fair_moved(struct cmd *cmd, int64_t fair, int64_t by_ms, uint32_t *ret_asked)
	MUST_CHECK;

/* When the last time that students can choose at a fair is over; 0: there is none. */
enum err meet_last_slot(struct db *db, int64_t fair, int64_t *ret_ms) MUST_CHECK;
