/* What other features may ask of fairs, rooms and booths. Engine thread. */
#pragma once

#include "engine/command.h"
#include "features/fair/numbers.h"

/* What decides about a booth, from its own row and its fair's. */
struct booth {
	int64_t id, fair, room, org, chat;
	int64_t talk_ms;
	enum fair_state fair_state;
	bool is_line_closed; /* by its people, until they open it again */
	int64_t opens_ms, closes_ms;
	int64_t resumed_ms; /* since when people can come in: the doors, or the server; 0: all the time */
	int64_t answer_ms; /* how long an answer may take after a talk */
	uint32_t max_queues, max_bookings, max_talks;
	bool is_blind; /* from its people, until they talk */
	int64_t cards_until_ms; /* it sees the cards that it was shown until then */
	int64_t wall; /* its fair's wall display; 0: there is none */
	struct numbers numbers;
	struct str name;
};

/* ERR_NOT_FOUND: no such booth. Texts live in the arena. */
enum err booth_get(struct db *db, struct arena *a, int64_t id, struct booth *ret) MUST_CHECK;

/* A booth that is not there yet, and whose it is. */
struct booth_draft {
	int64_t fair, room;
	struct str employer, city, name, tagline, about;
};

/* The room that somebody calls so: by its name in either language or its part of an address; 0: none. */
enum err fair_room_called(struct cmd *cmd, int64_t fair, struct str name, int64_t *ret) MUST_CHECK;

/* The employer of a draft, as far as who asks may know it: at this fair or another one that they organise; and
 * its booth of that name. 0: there is none. */
enum err fair_find_booth(struct cmd *cmd, const struct booth_draft *draft, int64_t *ret_org,
			 int64_t *ret_booth) MUST_CHECK;

/* A booth of this employer (0: a new one). ERR_BAD_VALUE, of `field`: too many are called so. */
enum err fair_add_booth(struct cmd *cmd, const struct booth_draft *draft, const char *field, int64_t *org,
			int64_t *ret_booth) MUST_CHECK;

/* A booth that does not come, with its placements. Nothing else hangs on it any more. */
enum err fair_remove_booth(struct cmd *cmd, const struct booth *booth) MUST_CHECK;

/* Whether its doors have closed. ERR_NOT_FOUND: no such fair. */
enum err fair_is_over(struct db *db, int64_t fair, bool *ret) MUST_CHECK;

/* All booths of a fair. */
enum err booth_ids(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;

/* Gives out the booth's next number; it is never given again. */
enum err booth_take_number(struct db *db, int64_t id, uint32_t *ret) MUST_CHECK;

/* Closes or opens a booth's line; ERR_OK also where it is so already. */
enum err booth_set_line_closed(struct db *db, int64_t id, bool is_closed) MUST_CHECK;

/* The server came back: from now on people can come in again, at every fair that is not over. */
enum err fairs_resumed(struct db *db, int64_t now_ms) MUST_CHECK;

/* Something that the lobby, the room and the booth's page show of a booth has changed. */
void booth_touch(struct cmd *cmd, const struct booth *booth);

/* From now on it is this school's fair too; the first one made it. Nothing where it was already. */
enum err fair_join_school(struct cmd *cmd, int64_t fair, int64_t school) MUST_CHECK;

/* Asks a school to share the fair: its organisers are mailed. */
enum err fair_ask_school(struct cmd *cmd, int64_t fair, int64_t school) MUST_CHECK;

/* ERR_BAD_VALUE, of this field: the school has as many planned fairs as it may. */
enum err fair_check_planned(struct cmd *cmd, int64_t school, const char *field) MUST_CHECK;

/* Something changed of what a fair needs before its doors open: its organisers see what is missing now. */
void fair_setup_touch(struct cmd *cmd, int64_t fair);

/* When booths see no longer what they were shown: a timer for the planned closing as it is now. */
enum err fair_hide_cards_later(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* The fair is shown on this wall display, and on no other any more. */
enum err fair_set_wall(struct cmd *cmd, int64_t fair, int64_t wall) MUST_CHECK;

/* ERR_NOT_READY, and of what: something is missing that a fair cannot do without. */
enum err fair_may_open(struct cmd *cmd, int64_t fair) MUST_CHECK;

enum slug_of { SLUG_OF_FAIR, SLUG_OF_ROOM, SLUG_OF_BOOTH, SLUG_OF_EMPLOYER, SLUG_OF_PROGRAMME };

/* A part of an address that nothing else of its kind has: rooms, booths and programmes at this fair, the others on
 * the server (fair 0). ERR_BAD_VALUE, of this field: too many are called so. */
enum err fair_new_slug(struct cmd *cmd, enum slug_of what, int64_t fair, struct str name, const char *field,
		       struct str *ret) MUST_CHECK;
