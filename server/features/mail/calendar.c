/* See calendar.h. */
#include "features/mail/calendar.h"

#include <stdio.h>
#include <time.h>

#include "base/buf.h"
#include "features/mail/letter.h"

/* RFC 5545 §3.1: a line has at most 75 octets; what is over goes on after a space. */
#define LINE_MOST 75

struct lines {
	struct buf to, line;
};

/* Ends the line at hand, folded between characters. */
static void end_line(struct lines *l)
{
	struct str rest = buf_view(&l->line);
	size_t most = LINE_MOST;

	while (rest.len > most) {
		size_t len = most;

		while (len > 1 && ((unsigned char)rest.at[len] & 0xc0) == 0x80)
			len--;
		buf_raw(&l->to, rest.at, len);
		BUF_LIT(&l->to, "\r\n ");
		rest = str_from(rest, len);
		most = LINE_MOST - 1;
	}
	buf_str(&l->to, rest);
	BUF_LIT(&l->to, "\r\n");
	buf_clear(&l->line);
}

static void put_line(struct lines *l, const char *text)
{
	buf_str(&l->line, str_of(text));
	end_line(l);
}

/* RFC 5545 §3.3.11. */
static void put_text(struct lines *l, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '\\' || c == ';' || c == ',')
			buf_char(&l->line, '\\');
		if (c == '\n')
			BUF_LIT(&l->line, "\\n");
		else if ((unsigned char)c >= ' ')
			buf_char(&l->line, c);
	}
}

static void put_time(struct lines *l, const char *name, int64_t ms)
{
	time_t at = (time_t)(ms / 1000);
	char stamp[32];
	struct tm utc;

	gmtime_r(&at, &utc);
	strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &utc);
	buf_printf(&l->line, "%s:%s", name, stamp);
	end_line(l);
}

/* Behind "https://". */
static struct str host_of(struct str origin)
{
	const char *host = origin.len ? memmem(origin.at, origin.len, "://", 3) : NULL;

	return host ? str_from(origin, (size_t)(host - origin.at) + 3) : origin;
}

const char *calendar_method(const struct mail_event *event)
{
	return event->status == EVENT_CANCELLED ? "CANCEL" : "REQUEST";
}

static void put_title(struct lines *l, const char *name, const struct mail_event *event, enum locale locale)
{
	buf_printf(&l->line, "%s:", name);
	put_text(l, str_of(event_titles[event->kind][locale]));
	put_text(l, event->booth_name);
	end_line(l);
}

static void put_people(struct lines *l, const struct calendar_people *people)
{
	if (people->sender.len) {
		buf_printf(&l->line, "ORGANIZER;CN=Stagebeurs:mailto:%.*s", STR_FMT(people->sender));
		end_line(l);
	}
	/* They chose it on our pages: nothing is to be answered by mail. */
	buf_printf(&l->line, "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:%.*s", STR_FMT(people->reader));
	end_line(l);
}

static void put_alarm(struct lines *l, const struct mail_event *event, enum locale locale)
{
	put_line(l, "BEGIN:VALARM");
	put_line(l, "ACTION:DISPLAY");
	put_title(l, "DESCRIPTION", event, locale);
	put_line(l, "TRIGGER:-PT15M");
	put_line(l, "END:VALARM");
}

struct str calendar_of(struct arena *a, const struct mail_event *event, const struct calendar_people *people,
		       enum locale locale, int64_t now_ms)
{
	static const char *const STATUSES[] = { [EVENT_SURE] = "CONFIRMED",
						[EVENT_ASKED] = "TENTATIVE",
						[EVENT_CANCELLED] = "CANCELLED" };
	struct lines l = { 0 };
	struct str made;

	put_line(&l, "BEGIN:VCALENDAR");
	put_line(&l, "VERSION:2.0");
	put_line(&l, "PRODID:-//Stagebeurs//NL");
	buf_printf(&l.line, "METHOD:%s", calendar_method(event));
	end_line(&l);
	put_line(&l, "BEGIN:VEVENT");
	buf_printf(&l.line, "UID:booking-%lld@%.*s", (long long)event->booking, STR_FMT(host_of(people->origin)));
	end_line(&l);
	buf_printf(&l.line, "SEQUENCE:%u", event->sequence);
	end_line(&l);
	put_time(&l, "DTSTAMP", now_ms);
	put_time(&l, "DTSTART", event->starts_ms);
	put_time(&l, "DTEND", event->ends_ms);
	put_title(&l, "SUMMARY", event, locale);
	buf_printf(&l.line, "STATUS:%s", STATUSES[event->status]);
	end_line(&l);
	buf_printf(&l.line, "LOCATION:%.*s/stand/%lld", STR_FMT(people->origin), (long long)event->booth);
	end_line(&l);
	buf_printf(&l.line, "URL:%.*s/stand/%lld", STR_FMT(people->origin), (long long)event->booth);
	end_line(&l);
	put_people(&l, people);
	if (event->status != EVENT_CANCELLED)
		put_alarm(&l, event, locale);
	put_line(&l, "END:VEVENT");
	put_line(&l, "END:VCALENDAR");
	made = arena_str(a, buf_view(&l.to));
	buf_done(&l.to);
	buf_done(&l.line);
	return made;
}
