/*
 * Rules between keys, and of keys whose values are more than their type says; see conf.h. Main thread.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "conf/internal.h"

static bool is_origin(struct str s)
{
	struct str rest;

	if (str_starts(s, STR("https://")))
		rest = str_from(s, 8);
	else if (str_starts(s, STR("http://")))
		rest = str_from(s, 7);
	else
		return false;
	for (size_t i = 0; i < rest.len; i++) {
		char c = rest.at[i];

		/* Browsers send hosts in lower case, so nothing else could ever match. */
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(".-:[]", c)))
			return false;
	}
	return rest.len > 0;
}

static bool is_smtp(struct str s)
{
	return (str_starts(s, STR("smtp://")) && s.len > 7) ||
	       (str_starts(s, STR("smtps://")) && s.len > 8);
}

static ssize_t read_some(const char *path, char *to, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, to, size);
	int why = errno;

	if (fd >= 0)
		close(fd);
	errno = why;
	return got;
}

/* The password's first line takes its place among the values. */
static bool read_password(struct reader *r)
{
	struct conf *c = r->conf;
	char bytes[258];
	struct str text, line;
	ssize_t got;

	if (!c->smtp_password_file.len)
		return true;
	if (c->smtp_password.len)
		return conf_refuse(r, "smtp_password: is given already by smtp_password_file");
	got = read_some(c->smtp_password_file.at, bytes, sizeof(bytes));
	if (got < 0)
		return conf_refuse(r, "smtp_password_file: cannot read %s: %s", c->smtp_password_file.at,
			      strerror(errno));
	text = (struct str){ bytes, (size_t)got };
	str_cut(&text, '\n', &line);
	line = str_trim(line);
	if (!line.len || line.len > 256 || memchr(line.at, '\0', line.len))
		return conf_refuse(r, "smtp_password_file: the first line of %s must be a password of 1 to "
				 "256 bytes", c->smtp_password_file.at);
	c->smtp_password = arena_str(&c->arena, line);
	return true;
}

static bool check_mail(struct reader *r)
{
	const struct conf *c = r->conf;

	if (c->public_url.len && !is_origin(c->public_url))
		return conf_refuse(r, "public_url: \"%.*s\" is not allowed; it must read https://host or "
				 "http://host:port, in lower case and without a path",
			      STR_FMT(c->public_url));
	if (!c->smtp_url.len)
		return true;
	if (!is_smtp(c->smtp_url))
		return conf_refuse(r, "smtp_url: \"%.*s\" is not allowed; it must read smtp://host:port or "
				 "smtps://host:port", STR_FMT(c->smtp_url));
	/* What follows stands in a mail's head. */
	if (!memchr(c->mail_from.at, '@', c->mail_from.len) || strpbrk(c->mail_from.at, " <>\r\n\t\""))
		return conf_refuse(r, "mail_from: must be an e-mail address where smtp_url is given");
	if (!c->public_url.len && !c->origins.n)
		return conf_refuse(r, "public_url: must be given where smtp_url is, or no link in a mail "
				 "could be followed");
	return read_password(r) &&
	       (!c->smtp_user.len == !c->smtp_password.len ||
		conf_refuse(r, "%s: smtp_user and a password must be given together",
		       c->smtp_user.len ? "smtp_password" : "smtp_user"));
}

bool conf_check(struct reader *r)
{
	const struct conf *c = r->conf;

	if (!c->tls_cert.len != !c->tls_key.len)
		return conf_refuse(r, "%s: tls_cert and tls_key must be given together",
			      c->tls_cert.len ? "tls_key" : "tls_cert");
	if (c->turn_urls.n && !c->turn_secret.len)
		return conf_refuse(r, "turn_secret: must be given where turn_urls is");
	for (size_t i = 0; i < c->origins.n; i++) {
		if (!is_origin(c->origins.at[i]))
			return conf_refuse(r,
				      "origins: \"%.*s\" is not allowed; it must read "
				      "https://host or http://host:port, in lower case",
				      STR_FMT(c->origins.at[i]));
	}
	return check_mail(r);
}
