/*
 * See tell.h. Reminders are timers: when one is due it is looked whether the booking still is what it was. They are
 * set where no mails are written too, which may have changed by then.
 */
#include "features/meet/tell.h"

#include "base/buf.h"
#include "features/account/account.h"
#include "features/handlers.h"
#include "features/mail/mail.h"
#include "features/meet/core.h"
#include "features/meet/tell_db.h"

#define DAY_MS (24 * 60 * MINUTE_MS)
#define WEEK_MS (7 * DAY_MS)
#define SOON_MS (10 * MINUTE_MS)
/* How long an answer, or that one is owed, is news. */
#define NEWS_MS (3 * DAY_MS)
#define LISTED_MOST 20

/* ---- bookings ---- */

static enum err tell(struct cmd *cmd, const struct booking *booking, struct mail_draft *draft)
{
	struct booth booth;
	struct mail_event event;
	enum err e = booth_get(cmd->db, cmd->arena, booking->booth, &booth);

	if (e)
		return e;
	draft->account = booking->account;
	draft->fair = booking->fair;
	if (!draft->path.len)
		draft->path = STR("/agenda");
	draft->values[0] = (struct mail_value){ "booth", booth.name, 0 };
	draft->values[1] = (struct mail_value){ "when", STR(""), booking->starts_ms };
	if (booking->until_ms)
		draft->values[2] = (struct mail_value){ "until", STR(""), booking->until_ms };
	if (draft->event) {
		event = *draft->event;
		event.booking = booking->id;
		event.booth = booking->booth;
		event.sequence = booking->version;
		event.starts_ms = booking->starts_ms;
		event.ends_ms = booking->ends_ms;
		event.booth_name = booth.name;
		draft->event = &event;
	}
	return mail_write(cmd, draft);
}

/* It leaves their calendar. `path`: where they can choose another; empty: their agenda. */
static enum err tell_off(struct cmd *cmd, const struct booking *booking, enum mail_words words, struct str path)
{
	struct mail_draft draft = { .kind = MAIL_KIND_CANCELLED,
				    .words = words,
				    .until_ms = booking->starts_ms,
				    .path = path,
				    .event = &(struct mail_event){ .status = EVENT_CANCELLED } };

	return booking->starts_ms > cmd->now_ms ? tell(cmd, booking, &draft) : ERR_OK;
}

static enum err tell_moved(struct cmd *cmd, const struct booking *booking)
{
	struct mail_draft draft = { .kind = MAIL_KIND_MOVED,
				    .words = WORDS_MOVED,
				    .until_ms = booking->until_ms,
				    .event = &(struct mail_event){ .status = EVENT_ASKED } };

	return tell(cmd, booking, &draft);
}

/* Why one ends that nobody let lapse. */
static enum mail_words words_of_end(const struct cmd *cmd, const struct booking *booking)
{
	if (booking->is_called_off)
		return WORDS_CANCELLED;
	if (booking->is_replaced || booking->is_spent || cmd->who.account != booking->account)
		return WORDS_LAPSED;
	return WORDS_GIVEN_BACK;
}

enum err tell_booking(struct cmd *cmd, const struct booking *booking, enum booking_state before)
{
	bool is_asked = before == BOOKING_STATE_OFFERED && booking->offer == OFFER_KIND_MOVED;
	/* What a mail brought there; of one that moved, the new time. */
	bool is_in_calendar = before == BOOKING_STATE_BOOKED || before == BOOKING_STATE_CHECKED_IN || is_asked;

	if (booking->state == BOOKING_STATE_OFFERED && booking->offer == OFFER_KIND_MOVED)
		return tell_moved(cmd, booking);
	if (booking->state == BOOKING_STATE_CANCELLED && is_in_calendar)
		return tell_off(cmd, booking, words_of_end(cmd, booking), STR(""));
	if (booking->state == BOOKING_STATE_EXPIRED && is_asked)
		return tell_off(cmd, booking, WORDS_UNANSWERED,
				arena_printf(cmd->arena, "/stand/%lld", (long long)booking->booth));
	return ERR_OK;
}

enum err tell_offered(struct cmd *cmd, const struct booking *booking)
{
	struct mail_draft draft = { .kind = MAIL_KIND_OFFERED,
				    .words = WORDS_OFFERED,
				    .until_ms = booking->until_ms };

	return tell(cmd, booking, &draft);
}

static enum err remind_at(struct cmd *cmd, const struct booking *booking, int64_t due_ms, bool is_soon)
{
	if (due_ms <= cmd->now_ms)
		return ERR_OK;
	return cmd_timer(cmd, due_ms, CMD_BOOKING_REMIND,
			 arena_printf(cmd->arena, "{\"booking\":%lld,\"version\":%u,\"is_soon\":%s}",
				      (long long)booking->id, booking->version, is_soon ? "true" : "false"));
}

enum err tell_booked(struct cmd *cmd, const struct booking *booking)
{
	struct mail_draft draft = { .kind = MAIL_KIND_BOOKED,
				    .words = WORDS_BOOKED,
				    .until_ms = booking->starts_ms,
				    .event = &(struct mail_event){ .status = EVENT_SURE } };
	enum err e = remind_at(cmd, booking, booking->starts_ms - DAY_MS, false);

	if (!e)
		e = remind_at(cmd, booking, booking->starts_ms - SOON_MS, true);
	return e ? e : tell(cmd, booking, &draft);
}

enum err on_booking_remind(struct cmd *cmd, const struct booking_remind_args *args,
			   struct booking_remind_reply *ret_reply)
{
	/* Without the appointment: it is in their calendar, where a second copy would be a second entry. */
	struct mail_draft draft = {
		.kind = args->is_soon ? MAIL_KIND_REMINDER_SOON : MAIL_KIND_REMINDER_DAY,
		.words = args->is_soon ? WORDS_REMINDER_SOON : WORDS_REMINDER_DAY,
	};
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	/* Who has checked in is there. */
	if (e || booking.state != BOOKING_STATE_BOOKED || booking.version != args->version)
		return e;
	draft.until_ms = args->is_soon ? booking.starts_ms : booking.starts_ms - SOON_MS;
	return tell(cmd, &booking, &draft);
}

/* ---- answers ---- */

enum err tell_answered(struct cmd *cmd, const struct lead *lead)
{
	static const enum mail_words WORDS[ANSWER_COUNT] = { [ANSWER_YES] = WORDS_ANSWER_YES,
							     [ANSWER_MAYBE] = WORDS_ANSWER_MAYBE,
							     [ANSWER_NO] = WORDS_ANSWER_NO };
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, lead->booth, &booth);
	struct mail_draft draft = {
		.account = lead->account,
		.fair = lead->fair,
		.kind = MAIL_KIND_ANSWER,
		.words = WORDS[lead->answer],
		.until_ms = cmd->now_ms + NEWS_MS,
		.path = STR("/agenda"),
	};

	if (e)
		return e;
	draft.values[0] = (struct mail_value){ "booth", booth.name, 0 };
	draft.values[1] = (struct mail_value){ "reason", str_trim(lead->reason), 0 };
	return mail_write(cmd, &draft);
}

static enum err look_after(struct cmd *cmd, int64_t booth, int64_t due_ms)
{
	return cmd_timer(cmd, due_ms, CMD_LEAD_OWING,
			 arena_printf(cmd->arena, "{\"booth\":%lld}", (long long)booth));
}

enum err tell_owing(struct cmd *cmd, const struct lead *lead)
{
	bool is_new = false;
	enum err e = ERR_OK;

	if (lead->due_ms)
		e = owing_db_watch(cmd->db, lead->fair, lead->booth, &is_new);
	return e || !is_new ? e : look_after(cmd, lead->booth, lead->due_ms);
}

/* Their names, one a line. */
static enum err list_of(struct cmd *cmd, const struct ids *students, struct str *ret)
{
	AUTO(buf_done) struct buf list = { 0 };
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < students->n && i < LISTED_MOST; i++) {
		struct person person;
		struct str name;

		e = person_db_get(cmd->db, cmd->arena, students->at[i], &person);
		if (e)
			break;
		name = account_short_name(cmd->arena, person.name);
		buf_printf(&list, "%s- %.*s", i ? "\n" : "", STR_FMT(name));
	}
	if (students->n > LISTED_MOST)
		BUF_LIT(&list, "\n…");
	*ret = arena_str(cmd->arena, buf_view(&list));
	return e;
}

static enum err tell_managers(struct cmd *cmd, const struct booth *booth, const struct ids *students)
{
	struct mail_draft draft = {
		.fair = booth->fair,
		.kind = MAIL_KIND_OVERDUE,
		.words = WORDS_OVERDUE,
		.until_ms = cmd->now_ms + NEWS_MS,
		.path = arena_printf(cmd->arena, "/console/%lld/opvolgen", (long long)booth->id),
		.values = { { "booth", booth->name, 0 },
			    { "count", arena_printf(cmd->arena, "%zu", students->n), 0 } },
	};
	struct ids managers;
	enum err e = list_of(cmd, students, &draft.values[2].value);

	draft.values[2].name = "list";
	if (!e)
		e = owing_db_managers(cmd->db, cmd->arena, booth->id, &managers);
	for (size_t i = 0; !e && i < managers.n; i++) {
		draft.account = managers.at[i];
		e = mail_write(cmd, &draft);
	}
	return e;
}

enum err on_lead_owing(struct cmd *cmd, const struct lead_owing_args *args, struct lead_owing_reply *ret_reply)
{
	struct booth booth;
	struct ids students;
	int64_t n_owed = 0;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	(void)ret_reply;
	/* They see no longer to whom. */
	if (!e && cmd->now_ms >= booth.cards_until_ms)
		return owing_db_forget(cmd->db, args->booth);
	if (!e)
		e = owing_db_overdue(cmd->db, cmd->arena, args->booth, cmd->now_ms, &students);
	if (!e && students.n)
		e = tell_managers(cmd, &booth, &students);
	if (!e)
		e = owing_db_count(cmd->db, args->booth, &n_owed);
	if (e)
		return e;
	return n_owed ? look_after(cmd, args->booth, cmd->now_ms + WEEK_MS) :
			owing_db_forget(cmd->db, args->booth);
}
