/* See smtp.h. */
#include "jobs/smtp.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "jobs/header.h"

/* RFC 5321 §4.5.3.2: what was handed over is worth waiting for ten times as long. */
#define ANSWER_TIMES 10

/* One connection, and while it is made one for each kind of address. */
#define SOCKETS_MOST 8

struct smtp {
	const struct conf *conf;
	CURLM *multi; /* keeps the connection for the next mail */
	curl_socket_t sockets[SOCKETS_MOST]; /* that are open; libcurl names none while a mail is sent */
	size_t n_sockets;
};

/* How far the last part of a mail is. */
enum step {
	STEP_CONTENT, /* being written */
	STEP_PAUSE,   /* all of it is read; it is not known to be written yet */
	STEP_END,     /* all of it is written: the end may be asked for */
	STEP_HANDED,
};

struct sending {
	struct smtp *smtp;
	const struct smtp_hooks *hooks;
	CURL *easy;
	struct str last; /* the content of the last part */
	size_t at;
	enum step step;
	int64_t by_ms;
	char *detail;
};

struct smtp *smtp_open(const struct conf *conf)
{
	struct smtp *s;

	if (curl_global_init(CURL_GLOBAL_DEFAULT)) {
		log_error("no_mail_library");
		return NULL;
	}
	s = mem_alloc(sizeof(*s));
	s->conf = conf;
	s->multi = curl_multi_init();
	if (!s->multi || curl_multi_setopt(s->multi, CURLMOPT_MAXCONNECTS, 1L))
		mem_exhausted();
	return s;
}

/* libcurl takes leave with QUIT, and waits for the answer in the middle of whatever it does, from a server that
 * may hang too. Nobody needs that answer: it hears the end of the connection instead. */
static void shut(const struct smtp *s)
{
	for (size_t i = 0; i < s->n_sockets; i++)
		IGNORE(shutdown(s->sockets[i], SHUT_RDWR)); /* not connected yet is fine */
}

void smtp_free(struct smtp *s)
{
	if (!s)
		return;
	shut(s);
	curl_multi_cleanup(s->multi);
	curl_global_cleanup();
	free(s);
}

void smtp_wake(struct smtp *s)
{
	curl_multi_wakeup(s->multi);
}

/* ---- sockets ---- */

static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct smtp *s = arg;
	curl_socket_t fd;

	(void)purpose; /* there is one */
	if (s->n_sockets == SOCKETS_MOST)
		return CURL_SOCKET_BAD;
	fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
	if (fd >= 0)
		s->sockets[s->n_sockets++] = fd;
	return fd;
}

static int close_socket(void *arg, curl_socket_t fd)
{
	struct smtp *s = arg;

	for (size_t i = 0; i < s->n_sockets; i++) {
		if (s->sockets[i] == fd)
			s->sockets[i] = s->sockets[--s->n_sockets];
	}
	return close(fd);
}

/* ---- the end of a mail ---- */

/* Whether the server is there still: it has nothing to say before the end but that it leaves. */
static bool is_open(curl_socket_t fd)
{
	char first;
	ssize_t n = recv(fd, &first, 1, MSG_PEEK | MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
	/* A record of TLS begins with another byte than a reply does. */
	return n == 1 && first != '4' && first != '5';
}

static bool is_there(const struct smtp *s)
{
	for (size_t i = 0; i < s->n_sockets; i++) {
		if (!is_open(s->sockets[i]))
			return false;
	}
	return s->n_sockets > 0;
}

/*
 * The content of the last part. Behind it libcurl would write the end of the mail in one go; so at the
 * content's end it is told to pause, which it does once everything before has been written, and asked to
 * go on.
 */
static size_t read_last(char *to, size_t size, size_t n, void *arg)
{
	struct sending *g = arg;
	size_t len = size * n < g->last.len - g->at ? size * n : g->last.len - g->at;

	if (len) {
		memcpy(to, g->last.at + g->at, len);
		g->at += len;
		return len;
	}
	if (g->step == STEP_CONTENT) {
		g->step = STEP_PAUSE;
		return CURL_READFUNC_PAUSE;
	}
	g->step = STEP_END;
	if (!is_there(g->smtp) || !g->hooks->hand_over(g->hooks->arg) || !is_there(g->smtp))
		return CURL_READFUNC_ABORT;
	g->step = STEP_HANDED;
	g->by_ms = clock_mono_ms() + g->smtp->conf->smtp_timeout_ms * ANSWER_TIMES;
	return 0;
}

static int seek_last(void *arg, curl_off_t offset, int origin)
{
	struct sending *g = arg;

	if (origin != SEEK_SET || g->step == STEP_HANDED)
		return CURL_SEEKFUNC_FAIL;
	g->at = (size_t)offset;
	g->step = STEP_CONTENT;
	return CURL_SEEKFUNC_OK;
}

/* ---- the mail ---- */

static void must(CURLcode code)
{
	if (code == CURLE_OUT_OF_MEMORY)
		mem_exhausted();
	if (code)
		abort(); /* an option or a part that this libcurl does not know: our own mistake */
}

static curl_mimepart *add_part(curl_mime *mime, const char *type, const char *encoder)
{
	curl_mimepart *part = curl_mime_addpart(mime);

	if (!part)
		mem_exhausted();
	must(curl_mime_type(part, type));
	if (encoder)
		must(curl_mime_encoder(part, encoder));
	return part;
}

static void add_text(curl_mime *mime, const char *type, struct str text)
{
	must(curl_mime_data(add_part(mime, type, "quoted-printable"), text.at, text.len));
}

static void add_last(curl_mimepart *part, struct sending *g, struct str content)
{
	g->last = content;
	/* Of a part whose length it knows, libcurl would not ask for the end. */
	must(curl_mime_data_cb(part, -1, read_last, seek_last, NULL, g));
}

static curl_mime *new_mime(CURL *easy)
{
	curl_mime *mime = curl_mime_init(easy);

	if (!mime)
		mem_exhausted();
	return mime;
}

/* Text and HTML; an appointment stands beside them for programs, and once more as a file for people. */
static curl_mime *mime_of(struct sending *g, const struct wire_outgoing_mail *mail, struct arena *a)
{
	curl_mime *parts = new_mime(g->easy), *all;
	curl_mimepart *file;

	add_text(parts, "text/plain; charset=utf-8", mail->text);
	if (!mail->has_calendar) {
		add_last(add_part(parts, "text/html; charset=utf-8", "quoted-printable"), g, mail->html);
		return parts;
	}
	add_text(parts, "text/html; charset=utf-8", mail->html);
	add_text(parts,
		 arena_printf(a, "text/calendar; charset=utf-8; method=%.*s", STR_FMT(mail->method)).at,
		 mail->calendar);
	all = new_mime(g->easy);
	must(curl_mime_subparts(add_part(all, "multipart/alternative", NULL), parts));
	file = add_part(all, "application/ics", "base64");
	must(curl_mime_filename(file, "stagebeurs.ics"));
	add_last(file, g, mail->calendar);
	return all;
}

static struct curl_slist *with_line(struct curl_slist *list, struct str line)
{
	struct curl_slist *longer = curl_slist_append(list, line.at);

	if (!longer)
		mem_exhausted();
	return longer;
}

static struct curl_slist *head_of(const struct conf *conf, const struct wire_outgoing_mail *mail,
				  struct arena *a)
{
	AUTO(buf_done) struct buf line = { 0 };
	struct curl_slist *head = NULL;

	header_date(&line, mail->written_ms);
	head = with_line(head, arena_str(a, buf_view(&line)));
	head = with_line(head, arena_printf(a, "From: Stagebeurs <%s>", conf->mail_from.at));
	head = with_line(head, arena_printf(a, "To: <%.*s>", STR_FMT(mail->address)));
	buf_clear(&line);
	header_subject(&line, mail->subject);
	head = with_line(head, arena_str(a, buf_view(&line)));
	head = with_line(head, arena_printf(a, "Message-ID: <%.*s>", STR_FMT(mail->message_id)));
	/* Nobody's holiday answers it (RFC 3834). */
	return with_line(head, STR("Auto-Submitted: auto-generated"));
}

/* ---- what was heard ---- */

/* The last refusal that the server said, for people; printable, and the length is bounded. */
static void keep_reply(char *detail, struct str line)
{
	size_t n = 0;

	if (!line.len || (line.at[0] != '4' && line.at[0] != '5'))
		return;
	for (size_t i = 0; i < line.len && n + 1 < SMTP_DETAIL_BYTES; i++) {
		if (line.at[i] >= ' ' && line.at[i] <= '~')
			detail[n++] = line.at[i];
	}
	detail[n] = '\0';
}

static int on_debug(CURL *easy, curl_infotype type, char *at, size_t len, void *arg)
{
	struct sending *g = arg;

	(void)easy;
	if (type == CURLINFO_HEADER_IN)
		keep_reply(g->detail, (struct str){ at, len });
	else if (type == CURLINFO_HEADER_OUT && str_starts((struct str){ at, len }, STR("QUIT")))
		shut(g->smtp);
	return 0;
}

/*
 * What a failed attempt means. Replies of the 500s to this mail end it, those of the 400s put it off. All else
 * before the end, a wrong password included, says that the server takes no mail at all now.
 */
static enum mail_outcome judge(const struct sending *g, CURLcode code, long reply)
{
	bool is_reply = code == (g->step == STEP_HANDED ? CURLE_WEIRD_SERVER_REPLY : CURLE_SEND_ERROR);

	if (code == CURLE_OK)
		return MAIL_OUTCOME_SENT;
	if (is_reply && reply >= 500 && reply < 600)
		return MAIL_OUTCOME_REFUSED;
	if (is_reply && reply >= 400 && reply < 500)
		return reply == 421 ? MAIL_OUTCOME_UNREACHABLE : MAIL_OUTCOME_LATER;
	return g->step == STEP_HANDED ? MAIL_OUTCOME_UNKNOWN : MAIL_OUTCOME_UNREACHABLE;
}

/* ---- the attempt ---- */

/* How long it may take still; nothing or less: give up. */
static int64_t left_ms(const struct sending *g)
{
	int64_t by_ms = g->hooks->stop_by_ms(g->hooks->arg);

	return (by_ms < g->by_ms ? by_ms : g->by_ms) - clock_mono_ms();
}

/* libcurl waits for the answer to a mail without coming back to us, but for this, once a second. */
static int on_progress(void *arg, curl_off_t down, curl_off_t down_now, curl_off_t up, curl_off_t up_now)
{
	(void)down, (void)down_now, (void)up, (void)up_now;
	return left_ms(arg) <= 0;
}

static void set_up(struct sending *g)
{
	const struct conf *conf = g->smtp->conf;
	CURL *easy = g->easy;

	must(curl_easy_setopt(easy, CURLOPT_URL, conf->smtp_url.at));
	must(curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps"));
	must(curl_easy_setopt(easy, CURLOPT_USE_SSL,
			      (long)(conf->smtp_plain ? CURLUSESSL_TRY : CURLUSESSL_ALL)));
	if (conf->smtp_ca.len)
		must(curl_easy_setopt(easy, CURLOPT_CAINFO, conf->smtp_ca.at));
	if (conf->smtp_user.len) {
		must(curl_easy_setopt(easy, CURLOPT_USERNAME, conf->smtp_user.at));
		must(curl_easy_setopt(easy, CURLOPT_PASSWORD, conf->smtp_password.at));
	}
	must(curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L));
	must(curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L));
	/* A name server that does not answer holds up nobody. */
	must(curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L));
	must(curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket));
	must(curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, g->smtp));
	must(curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket));
	must(curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, g->smtp));
	/* Deadlines are ours. */
	must(curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 24 * 3600L));
	must(curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, 24 * 3600L));
	must(curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L));
	must(curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress));
	must(curl_easy_setopt(easy, CURLOPT_XFERINFODATA, g));
	must(curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L));
	must(curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug));
	must(curl_easy_setopt(easy, CURLOPT_DEBUGDATA, g));
}

/* Until it is done, or time is up: CURLE_OPERATION_TIMEDOUT. */
static CURLcode drive(struct sending *g)
{
	CURLM *multi = g->smtp->multi;

	for (;;) {
		int64_t wait_ms;
		int n_running = 0, n_left;
		CURLMsg *message;

		curl_multi_perform(multi, &n_running);
		message = curl_multi_info_read(multi, &n_left);
		if (message && message->msg == CURLMSG_DONE)
			return message->data.result;
		/* Nothing where it has not paused yet. */
		if (g->step == STEP_PAUSE)
			curl_easy_pause(g->easy, CURLPAUSE_CONT);
		wait_ms = left_ms(g);
		if (wait_ms <= 0)
			return CURLE_OPERATION_TIMEDOUT;
		if (wait_ms > 1000)
			wait_ms = 1000; /* it has deadlines of its own, such as between addresses */
		curl_multi_poll(multi, NULL, 0, g->step == STEP_PAUSE ? 1 : (int)wait_ms, NULL);
	}
}

static CURLcode perform(struct sending *g, const struct wire_outgoing_mail *mail, struct arena *a)
{
	const struct conf *conf = g->smtp->conf;
	struct curl_slist *head = head_of(conf, mail, a);
	struct curl_slist *to = with_line(NULL, arena_printf(a, "<%.*s>", STR_FMT(mail->address)));
	curl_mime *mime = mime_of(g, mail, a);
	CURLcode code;

	set_up(g);
	must(curl_easy_setopt(g->easy, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", conf->mail_from.at).at));
	must(curl_easy_setopt(g->easy, CURLOPT_MAIL_RCPT, to));
	must(curl_easy_setopt(g->easy, CURLOPT_HTTPHEADER, head));
	must(curl_easy_setopt(g->easy, CURLOPT_MIMEPOST, mime));
	if (curl_multi_add_handle(g->smtp->multi, g->easy))
		mem_exhausted();
	code = drive(g);
	if (code)
		shut(g->smtp);
	curl_multi_remove_handle(g->smtp->multi, g->easy);
	curl_slist_free_all(head);
	curl_slist_free_all(to);
	curl_mime_free(mime);
	return code;
}

enum mail_outcome smtp_send(struct smtp *s, const struct wire_outgoing_mail *mail,
			    const struct smtp_hooks *hooks, char ret_detail[SMTP_DETAIL_BYTES])
{
	struct arena arena = { 0 };
	struct sending g = { .smtp = s, .hooks = hooks, .detail = ret_detail };
	enum mail_outcome outcome;
	CURLcode code;
	long reply = 0;

	ret_detail[0] = '\0';
	if (!header_is_address(mail->address)) {
		snprintf(ret_detail, SMTP_DETAIL_BYTES, "the address cannot be written in a mail's head");
		return MAIL_OUTCOME_REFUSED;
	}
	g.easy = curl_easy_init();
	if (!g.easy)
		mem_exhausted();
	g.by_ms = clock_mono_ms() + s->conf->smtp_timeout_ms;
	code = perform(&g, mail, &arena);
	curl_easy_getinfo(g.easy, CURLINFO_RESPONSE_CODE, &reply);
	outcome = judge(&g, code, reply);
	/* What was said before it went silent explains nothing. */
	if (outcome == MAIL_OUTCOME_UNKNOWN || outcome == MAIL_OUTCOME_UNREACHABLE)
		snprintf(ret_detail, SMTP_DETAIL_BYTES, "%s", curl_easy_strerror(code));
	curl_easy_cleanup(g.easy);
	arena_done(&arena);
	return outcome;
}
