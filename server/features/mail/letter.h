/*
 * A mail as plain text and as HTML, from the words of one language and values that anybody may have typed:
 * whatever they hold, it stays text in its own paragraph. Pure; texts live in the arena.
 */
#pragma once

#include "base/arena.h"
#include "features/mail/mail.h"

/* Words of one language. A value takes the place of {its name}; paragraphs are parted by empty lines. */
struct letter_words {
	const char *subject, *body, *button;
};

struct letter {
	struct str subject, text, html;
};

/* What every letter has around its words, in one language. */
struct letter_frame {
	const char *lang, *greeting, *footer;
};

extern const struct letter_words letter_words[WORDS_COUNT][LOCALE_COUNT];
extern const struct letter_frame letter_frames[LOCALE_COUNT];
/* What an appointment is called, before the name of its booth; as the client calls it. */
extern const char *const event_titles[FAIR_KIND_COUNT][LOCALE_COUNT];

/* `url` is where the button leads; it is our own. */
void letter_write(struct arena *a, const struct mail_draft *draft, enum locale locale, struct str name,
		  struct str origin, struct letter *ret);
