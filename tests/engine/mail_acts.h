/* The job that sends mails, which is the test, for the tests of mails. Included once by each of them. */
#pragma once

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "evening.h"

#define VISITOR INT64_C(-1)
#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define FAR_SLOT INT64_C(901)
#define FAR_MS (T0 + 3 * DAY)

static inline int start(void **state)
{
	int code = evening_start(state);

	fixture_ok(*state, 0, "mail.configure",
		   J("{\"mode\":\"sent\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}"));
	fixture_sql_write(*state, "INSERT INTO slot VALUES (901, 1, 21, 1, 1800259200000, 1800259800000, 0, 0, 0)");
	return code;
}

/* The next mail, as the job gets it; NULL: none is due. */
static inline const json_t *take(struct fixture *f)
{
	return json_object_get(fixture_ok(f, 0, "mail.take", json_object()), "mail");
}

static inline void settle(struct fixture *f, const json_t *mail, const char *outcome)
{
	fixture_ok(f, 0, "mail.settle",
		   J("{\"mail\":%lld,\"attempt\":%lld,\"outcome\":\"%s\",\"detail\":\"\"}",
		     (long long)int_of(mail, "id"), (long long)int_of(mail, "attempt"), outcome));
}

static inline void hand_over(struct fixture *f, const json_t *mail)
{
	fixture_ok(f, 0, "mail.hand_over",
		   J("{\"mail\":%lld,\"attempt\":%lld}", (long long)int_of(mail, "id"),
		     (long long)int_of(mail, "attempt")));
}

static inline void holds(const json_t *mail, const char *field, const char *what)
{
	if (!strstr(text_of(mail, field), what))
		fail_msg("%s does not hold %s:\n%s", field, what, text_of(mail, field));
}

/* The next mail, which must be of this kind; sent. Borrowed until the next command but one. */
static inline json_t *sent(struct fixture *f, const char *kind)
{
	const json_t *mail = take(f);
	json_t *copy;

	if (!mail)
		fail_msg("no mail of kind %s", kind);
	assert_string_equal(text_of(mail, "kind"), kind);
	copy = json_deep_copy(mail);
	settle(f, copy, "sent");
	return copy;
}

static inline void is_sent(struct fixture *f, const char *kind)
{
	json_decref(sent(f, kind));
}

/* The next mail to somebody, who gets one; those to others are sent before. */
static inline json_t *sent_to(struct fixture *f, const char *address, const char *kind)
{
	json_t *mail = sent(f, kind);

	while (strcmp(text_of(mail, "address"), address) != 0) {
		json_decref(mail);
		mail = sent(f, kind);
	}
	return mail;
}

static inline int64_t book(struct fixture *f, int64_t slot)
{
	return int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":%lld}", (long long)slot)), "booking");
}

static inline int64_t n_mails(struct fixture *f)
{
	return fixture_sql(f, "SELECT count(*) FROM mail");
}
