/* See mailer.h. */
#include "jobs/mailer.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "jobs/smtp.h"

/* Between attempts to tell the engine something that it could not take. */
#define AGAIN_MS 1000

struct mailer {
	const struct conf *conf;
	struct engine_tables tables;
	unsigned io;
	struct engine *engine;
	struct smtp *smtp; /* NULL: mails are not sent from here */
	struct mailbox answers;
	pthread_t thread;
	bool has_thread;
	atomic_uint n_wakes;
	atomic_llong stop_by_ms; /* 0: not yet */
	/* the thread's own */
	int64_t last_ask;
	int64_t mail, attempt; /* in hand */
	bool is_handed;
};

struct mailer *mailer_open(const struct conf *conf, const struct engine_tables *tables, unsigned io)
{
	struct mailer *m = mem_alloc(sizeof(*m));

	m->conf = conf;
	m->tables = *tables;
	m->io = io;
	mailbox_init(&m->answers, NULL, NULL);
	if (conf->smtp_url.len) {
		m->smtp = smtp_open(conf);
		if (!m->smtp) {
			mailer_free(m);
			return NULL;
		}
	} else if (conf->mail_shown) {
		log_info("mail_shown", "hint", "smtp_url is not set: an administrator reads the mails");
	} else {
		log_warn("no_mail", "hint", "smtp_url is not set: no mails are sent from this server");
	}
	return m;
}

void mailer_free(struct mailer *m)
{
	if (!m)
		return;
	for (struct mail *next, *one = mailbox_take(&m->answers); one; one = next) {
		next = one->next;
		delivery_free(CONTAINER_OF(one, struct delivery, mail));
	}
	mailbox_done(&m->answers);
	smtp_free(m->smtp);
	free(m);
}

void mailer_wake(void *arg)
{
	struct mailer *m = arg;

	atomic_fetch_add(&m->n_wakes, 1);
	mailbox_wake(&m->answers);
}

void mailer_deliver(struct mailer *m, struct delivery *d)
{
	mailbox_post(&m->answers, &d->mail);
}

static bool is_stopping(struct mailer *m)
{
	return atomic_load(&m->stop_by_ms) != 0;
}

/* ---- commands ---- */

static bool post(struct mailer *m, enum command_id which, json_t *args, int64_t id)
{
	struct fault fault = { 0 };
	struct command *c = NULL;
	enum err e = command_make(m->tables.commands, str_of(m->tables.commands[which].name), args, &c, &fault);

	json_decref(args);
	if (e) {
		log_error("mail_command", "field", fault.field, "expected", fault.expected);
		return false;
	}
	c->is_system = true;
	c->origin = (struct origin){ .io = m->io, .id = id, .wants_reply = id != 0 };
	if (engine_post(m->engine, c))
		return true;
	command_free(c);
	return false;
}

/* The engine always answers what it took. Nothing else is delivered here. */
static struct delivery *hear(struct mailer *m)
{
	struct mail *one;

	while (!(one = mailbox_take_some(&m->answers, 1)))
		mailbox_wait(&m->answers, -1);
	return CONTAINER_OF(one, struct delivery, mail);
}

/* Sends a command and waits for its answer; args are stolen. What is inside "ok", if it was asked for, is the
 * caller's. */
static enum err ask(struct mailer *m, enum command_id which, json_t *args, json_t **ret_ok)
{
	struct fault fault = { 0 };
	struct delivery *d;
	struct str text;
	enum err e;

	if (!post(m, which, args, ++m->last_ask))
		return ERR_BUSY;
	d = hear(m);
	e = d->err;
	if (!e && ret_ok) {
		json_t *reply;

		text = frame_text(d->frame);
		reply = wire_load(text.at, text.len, WIRE_LOCAL, &fault);
		*ret_ok = json_incref(json_object_get(reply, "ok"));
		json_decref(reply);
	}
	delivery_free(d);
	return e;
}

static json_t *args_of_mail(const struct mailer *m)
{
	return json_pack("{s:I,s:I}", "mail", (json_int_t)m->mail, "attempt", (json_int_t)m->attempt);
}

/* ---- one mail ---- */

static bool hand_over(void *arg)
{
	struct mailer *m = arg;

	if (is_stopping(m) || ask(m, CMD_MAIL_HAND_OVER, args_of_mail(m), NULL))
		return false;
	m->is_handed = true;
	return true;
}

static int64_t stop_by_ms(void *arg)
{
	struct mailer *m = arg;
	int64_t by_ms = atomic_load(&m->stop_by_ms);

	if (!by_ms)
		return INT64_MAX;
	return m->is_handed ? by_ms : 0;
}

/* What came of it must be told, as long as there is somebody to tell. */
static void settle(struct mailer *m, enum mail_outcome outcome, const char *detail)
{
	for (;;) {
		json_t *args = args_of_mail(m);
		enum err e;

		json_object_set_new(args, "outcome", json_string(mail_outcome_name(outcome)));
		json_object_set_new(args, "detail", json_string(detail));
		e = ask(m, CMD_MAIL_SETTLE, args, NULL);
		if (e != ERR_BUSY && e != ERR_INTERNAL)
			return;
		if (is_stopping(m))
			return; /* taken for what it was when the next one is taken */
		mailbox_wait(&m->answers, AGAIN_MS);
	}
}

static void text_at(const json_t *mail, const char *name, struct str *ret, bool *ret_has)
{
	const json_t *value = json_object_get(mail, name);

	*ret = (struct str){ json_string_value(value), json_string_length(value) };
	if (ret_has)
		*ret_has = value != NULL;
}

static void send_one(struct mailer *m, const json_t *mail)
{
	struct smtp_hooks hooks = { hand_over, stop_by_ms, m };
	struct wire_outgoing_mail out = {
		.id = json_integer_value(json_object_get(mail, "id")),
		.attempt = (uint32_t)json_integer_value(json_object_get(mail, "attempt")),
		.written_ms = json_integer_value(json_object_get(mail, "written_ms")),
	};
	char detail[SMTP_DETAIL_BYTES];
	enum mail_outcome outcome;

	text_at(mail, "address", &out.address, NULL);
	text_at(mail, "message_id", &out.message_id, NULL);
	text_at(mail, "subject", &out.subject, NULL);
	text_at(mail, "text", &out.text, NULL);
	text_at(mail, "html", &out.html, NULL);
	text_at(mail, "calendar", &out.calendar, &out.has_calendar);
	text_at(mail, "method", &out.method, &out.has_method);
	m->mail = out.id;
	m->attempt = out.attempt;
	m->is_handed = false;
	outcome = smtp_send(m->smtp, &out, &hooks, detail);
	settle(m, outcome, detail);
	/* Never what the server said: it likes to name addresses. */
	log_line(outcome == MAIL_OUTCOME_SENT ? LOG_LEVEL_INFO : LOG_LEVEL_WARN, "mail", "id", log_i(out.id),
		 "attempt", log_i(out.attempt), "outcome", mail_outcome_name(outcome), (char *)NULL);
}

/* ---- the thread ---- */

static void *run(void *arg)
{
	struct mailer *m = arg;

	while (!is_stopping(m)) {
		unsigned n_wakes = atomic_load(&m->n_wakes);
		json_t *ok = NULL, *mail;
		enum err e = ask(m, CMD_MAIL_TAKE, json_object(), &ok);

		mail = json_object_get(ok, "mail");
		if (mail)
			send_one(m, mail);
		else if (e)
			mailbox_wait(&m->answers, AGAIN_MS);
		else
			while (!is_stopping(m) && atomic_load(&m->n_wakes) == n_wakes)
				mailbox_wait(&m->answers, -1);
		json_decref(ok);
	}
	return NULL;
}

/* Whether no mails were sent from here before either: then a start changes nothing. */
static bool is_off_already(struct mailer *m)
{
	json_t *ok = NULL;
	enum err e = ask(m, CMD_MAIL_MODE, json_object(), &ok);
	const char *mode = json_string_value(json_object_get(ok, "mode"));
	bool is_off = !e && mode && !strcmp(mode, mail_mode_name(MAIL_MODE_OFF));

	json_decref(ok);
	return is_off;
}

static void configure(struct mailer *m)
{
	struct arena arena = { 0 };
	struct str origin = conf_public_url(m->conf, &arena);
	enum mail_mode mode = m->smtp		  ? MAIL_MODE_SENT :
			      m->conf->mail_shown ? MAIL_MODE_SHOWN :
						    MAIL_MODE_OFF;

	if (mode != MAIL_MODE_OFF || !is_off_already(m))
		IGNORE(!post(m, CMD_MAIL_CONFIGURE,
			     json_pack("{s:s,s:s%,s:s%}", "mode", mail_mode_name(mode), "origin", origin.at,
				       origin.len, "sender", m->conf->mail_from.at, m->conf->mail_from.len),
			     0)); /* the first commands of an empty mailbox: they are taken */
	arena_done(&arena);
}

void mailer_start(struct mailer *m, struct engine *engine)
{
	m->engine = engine;
	configure(m);
	if (!m->smtp)
		return;
	if (pthread_create(&m->thread, NULL, run, m))
		log_error("no_thread");
	else
		m->has_thread = true;
}

void mailer_stop(struct mailer *m)
{
	if (!m->has_thread)
		return;
	atomic_store(&m->stop_by_ms, clock_mono_ms() + m->conf->stop_timeout_ms);
	mailbox_wake(&m->answers);
	smtp_wake(m->smtp);
	pthread_join(m->thread, NULL);
	m->has_thread = false;
}
