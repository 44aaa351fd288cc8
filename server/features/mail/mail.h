/*
 * The outbox as other features see it: a mail is a row of the transaction that wants it. Words are in
 * words.c. Engine thread.
 */
#pragma once

#include "engine/command.h"

/* What is said, in Dutch and English; what stands in braces in words.c is given as a value. */
enum mail_words {
	WORDS_SIGN_IN,
	WORDS_NEW_BROWSER,	/* when */
	WORDS_SCHOOL,		/* school, fair */
	WORDS_CODE,		/* code: proves that somebody reads this address */
	WORDS_INVITATION,	/* booth, fair: with a sign-in link */
	WORDS_INVITATION_KNOWN, /* booth, fair: who signs in as before */
	WORDS_SCHOOL_STAFF,	/* school, fair: who works on it for a school, with a sign-in link */
	WORDS_SCHOOL_STAFF_KNOWN, /* school, fair: who signs in as before */
	WORDS_EXHIBITOR,	/* booth, fair: who answers for it, with a sign-in link */
	WORDS_EXHIBITOR_KNOWN,	/* booth, fair: who signs in as before */
	WORDS_EXHIBITOR_REMINDER, /* booth, fair, count: what is still to be done, in steps */
	WORDS_BOOKED,		/* booth, when */
	WORDS_OFFERED,		/* booth, when, until */
	WORDS_MOVED,		/* booth, when, until: the fair moved, and it is asked whether that suits */
	WORDS_FAIR_MOVED,	/* fair, from, to: who works at it */
	WORDS_CANCELLED,	/* booth, when: by others */
	WORDS_UNANSWERED,	/* booth, when: they were asked whether the new time suits, and did not say */
	WORDS_GIVEN_BACK,	/* booth, when: they did it */
	WORDS_LAPSED,		/* booth, when: another took its place, or it has no use any more */
	WORDS_REMINDER_DAY,	/* booth, when */
	WORDS_REMINDER_SOON,	/* booth, when */
	WORDS_ANSWER_YES,	/* booth, reason; all three */
	WORDS_ANSWER_MAYBE,
	WORDS_ANSWER_NO,
	WORDS_OVERDUE, /* booth, count, list */
	WORDS_FAIR_CALLED_OFF,	/* fair, when: who was to work at it */
	WORDS_NOTE, /* booth, text: what an organiser wrote to it */
	WORDS_STUDENT, /* fair: with a sign-in link */
	WORDS_STUDENT_KNOWN, /* fair: who signs in as before */
	WORDS_COUNT,
};

#define MAIL_VALUES_MOST 6

/* What takes the place of {name}. The value is text of whoever typed it, or a moment, which is written as the
 * clocks of the fair show it, in the reader's language. */
struct mail_value {
	const char *name;
	struct str value;
	int64_t at_ms; /* 0: it is no moment */
};

/* An appointment, for the reader's own calendar. The same id is the same entry there, and the greater sequence
 * the newer; the client's own download (web/src/features/meet/agenda/ics.ts) has the same id. */
struct mail_event {
	int64_t booking, booth;
	uint32_t sequence;
	int64_t starts_ms, ends_ms;
	struct str booth_name;
	enum fair_kind kind; /* of its fair; mail_write sets it */
	enum { EVENT_SURE, EVENT_ASKED, EVENT_CANCELLED } status;
};

/* Who reads an address of which nobody has proven anything. They are called by no name that somebody typed: it could
 * be anything, sent to anybody. */
struct mail_stranger {
	struct str address;
	enum locale locale;
};

struct mail_draft {
	int64_t account; /* to whom */
	const struct mail_stranger *stranger; /* instead; NULL: as the account says */
	int64_t fair;	 /* 0: it is about no fair */
	enum mail_kind kind;
	enum mail_words words;
	int64_t until_ms; /* of no use afterwards */
	struct str path;  /* where its button leads: "/agenda" */
	const struct mail_event *event; /* NULL: it is no appointment */
	struct mail_value values[MAIL_VALUES_MOST]; /* up to the first without a name */
};

/*
 * Writes a mail into the outbox, in the language of its account; {name} is theirs always. Nothing where this
 * server writes no mails, or they have no address. Texts are borrowed for the call.
 */
enum err mail_write(struct cmd *cmd, const struct mail_draft *draft) MUST_CHECK;

/* How many mails of this kind were written to somebody since then. */
enum err mail_count(struct db *db, int64_t account, enum mail_kind kind, int64_t since_ms, int64_t *ret) MUST_CHECK;

/* How mails go from here. */
enum err mail_mode_get(struct db *db, enum mail_mode *ret) MUST_CHECK;
