/* `stagebeurs user` and `stagebeurs link`: accounts, and the links that sign people in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/auto.h"
#include "cli/cli.h"
#include "cli/client.h"

static const char *text_at(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* Takes a flag out of the words; true when it was there. */
static bool take_flag(int *argc, char **argv, const char *flag)
{
	for (int i = 0; i < *argc; i++) {
		if (strcmp(argv[i], flag) != 0)
			continue;
		memmove(argv + i, argv + i + 1, sizeof(*argv) * (size_t)(*argc - i - 1));
		(*argc)--;
		return true;
	}
	return false;
}

static int list_people(struct client *client)
{
	json_t *ok = client_call(client, "account.list", json_object()), *one;
	size_t i;

	json_array_foreach(json_object_get(ok, "people"), i, one)
		printf("%-14s %-32s %-28s %s\n",
		       json_is_true(json_object_get(one, "is_admin")) ? "administrator" :
									text_at(one, "role"),
		       text_at(one, "email"), text_at(one, "name"), text_at(one, "organisation"));
	json_decref(ok);
	return ok ? EX_OK : EX_DATAERR;
}

int cli_user(const struct conf *conf, int argc, char **argv)
{
	bool is_admin = take_flag(&argc, argv, "--admin");
	struct client *client;
	json_t *ok;
	int code;

	if (argc != 0 && argc != 2) {
		fprintf(stderr, "stagebeurs user: expected EMAIL NAME [--admin] to make an account, "
				"or nothing to list them\n");
		return EX_USAGE;
	}
	client = client_open(conf);
	if (!client)
		return EX_UNAVAILABLE;
	if (argc == 0) {
		code = list_people(client);
	} else {
		ok = client_call(client, "account.create",
				 json_pack("{s:s,s:s,s:b}", "email", argv[0], "name", argv[1],
					   "is_admin", is_admin));
		code = ok ? EX_OK : EX_DATAERR;
		json_decref(ok);
	}
	client_close(client);
	return code;
}

/* ---- links ---- */

static const char *origin_of(const struct conf *conf, char *to, size_t size)
{
	if (conf->origins.n)
		return conf->origins.at[0].at;
	snprintf(to, size, "%s://localhost:%lld", conf->tls_cert.len ? "https" : "http",
		 (long long)conf->port);
	return to;
}

/* The whole address; the token stands behind # so that it is in nobody's log. */
static json_t *link_for(struct client *client, const struct conf *conf, const char *email)
{
	char origin[64], url[512];
	json_t *ok = client_call(client, "account.link", json_pack("{s:s}", "email", email));

	if (!ok)
		return NULL;
	snprintf(url, sizeof(url), "%s/in#%s", origin_of(conf, origin, sizeof(origin)),
		 text_at(ok, "token"));
	json_object_set_new(ok, "url", json_string(url));
	return ok;
}

/* The people of the demo fair (demo/people.csv, demo/students.csv) that a visitor wants to be. */
static const struct {
	const char *email, *role;
} DEMO[] = {
	{ "organisator@demo.example", "organiser" },
	{ "recruiter@demo.example", "recruiter" },
	{ "recruiter2@demo.example", "second recruiter" },
	{ "student@demo.example", "student" },
	{ "student2@demo.example", "second student" },
};

static int demo_links(struct client *client, const struct conf *conf)
{
	for (size_t i = 0; i < ARRAY_LEN(DEMO); i++) {
		json_t *link = link_for(client, conf, DEMO[i].email);

		if (!link)
			return EX_DATAERR;
		printf("  %-17s %-20s %s\n", DEMO[i].role, text_at(link, "name"),
		       text_at(link, "url"));
		json_decref(link);
	}
	return EX_OK;
}

static int one_link(struct client *client, const struct conf *conf, const char *email, bool as_json)
{
	json_t *link = link_for(client, conf, email);

	if (!link)
		return EX_DATAERR;
	if (as_json)
		json_dumpf(link, stdout, JSON_COMPACT);
	else
		printf("%s", text_at(link, "url"));
	putchar('\n');
	json_decref(link);
	return EX_OK;
}

int cli_link(const struct conf *conf, int argc, char **argv)
{
	bool as_json = take_flag(&argc, argv, "--json"), is_demo = take_flag(&argc, argv, "--demo");
	struct client *client;
	int code;

	if (argc != (is_demo ? 0 : 1)) {
		fprintf(stderr, "stagebeurs link: expected EMAIL [--json], or --demo\n");
		return EX_USAGE;
	}
	client = client_open(conf);
	if (!client)
		return EX_UNAVAILABLE;
	code = is_demo ? demo_links(client, conf) : one_link(client, conf, argv[0], as_json);
	client_close(client);
	return code;
}
