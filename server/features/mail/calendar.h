/* An appointment as iCalendar (RFC 5545, RFC 5546). Pure; the text lives in the arena. */
#pragma once

#include "base/arena.h"
#include "features/mail/mail.h"

struct calendar_people {
	struct str origin;	   /* https://beurs.example */
	struct str sender, reader; /* addresses; sender may be empty */
};

/* "REQUEST", or "CANCEL" for one that is off. */
const char *calendar_method(const struct mail_event *event);

struct str calendar_of(struct arena *a, const struct mail_event *event, const struct calendar_people *people,
		       enum locale locale, int64_t now_ms);
