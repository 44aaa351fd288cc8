/* Appointments as iCalendar, whatever a booth is called (calendar.h). */
#include "features/mail/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct calendar_people PEOPLE = { { "https://beurs.example:8443", 26 }, { "a@b.example", 11 },
					       { "noor@school.example", 19 } };

static struct str calendar(struct arena *a, const char *booth, int status)
{
	struct mail_event event = { .booking = 7,
				    .booth = 21,
				    .sequence = 3,
				    .starts_ms = 1795718705000,
				    .ends_ms = 1795719305000,
				    .booth_name = str_of(booth),
				    .status = (unsigned)status };

	return calendar_of(a, &event, &PEOPLE, LOCALE_EN, 1795700000000);
}

static void has(struct str text, const char *line)
{
	if (!memmem(text.at, text.len, line, strlen(line)))
		fail_msg("no %s in\n%.*s", line, STR_FMT(text));
}

static void it_is_the_entry_that_the_client_makes(void **state)
{
	AUTO(arena_done) struct arena a = { 0 };
	struct str text = calendar(&a, "Bakery", EVENT_SURE);

	(void)state;
	has(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Stagebeurs//NL\r\nMETHOD:REQUEST\r\n");
	has(text, "\r\nUID:booking-7@beurs.example:8443\r\nSEQUENCE:3\r\n");
	has(text, "\r\nDTSTART:20261126T184505Z\r\nDTEND:20261126T185505Z\r\n");
	has(text, "\r\nSUMMARY:Internship fair: conversation with Bakery\r\nSTATUS:CONFIRMED\r\n");
	has(text, "\r\nORGANIZER;CN=Stagebeurs:mailto:a@b.example\r\n");
	has(text, "\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void one_that_is_off_rings_no_bell(void **state)
{
	AUTO(arena_done) struct arena a = { 0 };
	struct str text = calendar(&a, "Bakery", EVENT_CANCELLED);

	(void)state;
	has(text, "\r\nMETHOD:CANCEL\r\n");
	has(text, "\r\nSTATUS:CANCELLED\r\n");
	assert_null(memmem(text.at, text.len, "VALARM", 6));
}

static void a_name_stays_in_its_line_and_no_line_is_too_long(void **state)
{
	AUTO(arena_done) struct arena a = { 0 };
	struct str text = calendar(&a, "a,b;c\\d\r\nATTENDEE:mailto:x@y.example "
				       "éééééééééééééééééééééééééééééééééééééééé",
				   EVENT_SURE),
		   line, rest = text;

	(void)state;
	has(text, "conversation with a\\,b\\;c\\\\d\\nAT");
	assert_null(memmem(text.at, text.len, "\nATTENDEE:mailto:x", 18));
	while (rest.len) {
		assert_true(str_cut(&rest, '\n', &line));
		assert_true(line.len <= 76); /* with its carriage return */
		/* Folded between characters. */
		assert_true(!line.len || ((unsigned char)line.at[0] & 0xc0) != 0x80);
		assert_true(line.at[0] != ' ' || ((unsigned char)line.at[1] & 0xc0) != 0x80);
	}
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(it_is_the_entry_that_the_client_makes),
		cmocka_unit_test(one_that_is_off_rings_no_bell),
		cmocka_unit_test(a_name_stays_in_its_line_and_no_line_is_too_long),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
