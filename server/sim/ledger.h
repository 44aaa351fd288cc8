/*
 * What everybody did at a simulated fair and was told of it: the simulator's own books, beside which the fair's
 * report is laid. They are kept from what was acknowledged, from calls and places as people hear of them, and from
 * the rules of a lead (design §2); the server's tables are never asked.
 */
#pragma once

#include "sim/internal.h"
#include "wire/protocol.h"

enum deed_kind { DEED_CARD, DEED_TALK, DEED_ANSWER, DEED_MOVE };

/* Something that changes what a student and a booth have with each other. */
struct deed {
	int64_t at_ms;
	size_t order;
	struct deal *deal;
	enum deed_kind kind;
	bool is_students;
	enum lead_state to; /* of an answer and a move */
};

/* A student and a booth who have to do with each other. */
struct deal {
	enum lead_state state, answer;
	bool is_shown, has_answer, was_owed, is_late; /* is_shown: the card, ever */
	int64_t spoken_ms, due_ms; /* 0: not, none */
};

/* A talk, as one of the two heard that it was over. */
struct talk {
	int64_t ms;
	enum end_reason reason;
};

struct ledger {
	struct map deals;    /* student and booth → struct deal */
	struct map by_lead;  /* lead → struct deal */
	struct map talks;    /* call → struct talk */
	struct map entries;  /* entry → enum entry_state + 1; WAITING: nobody said how it ended */
	struct map bookings; /* booking → enum booking_state + 1 */
	struct map places;   /* booking or offer to be handed over → struct booth_info */
	struct deed *deeds;
	size_t n_deeds, size_deeds;
};

/* A command was answered with yes. */
void ledger_acked(struct sim *s, const struct question *q, const json_t *ok);
/* An item of `me`. */
void ledger_heard(struct sim *s, const struct person *p, const char *type, const json_t *item);
/* What became of all deals, at the end. */
void ledger_close(struct sim *s);
/* NULL: they have nothing to do with each other. */
const struct deal *ledger_deal(const struct sim *s, const struct person *student, unsigned booth);
void ledger_free(struct ledger *l);
