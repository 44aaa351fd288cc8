/* `stagebeurs user` and `stagebeurs link`: accounts, and the links that sign people in. */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/auto.h"
#include "cli/cli.h"
#include "cli/client.h"
#include "cli/words.h"

static const char *text_at(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* ---- user ---- */

static int list_people(struct client *client)
{
	json_t *ok = NULL, *one;
	int code = client_call(client, "account.list", json_object(), NULL, &ok);
	size_t i;

	json_array_foreach(json_object_get(ok, "people"), i, one)
		printf("%-14s %-32s %-28s %s\n",
		       json_is_true(json_object_get(one, "is_admin")) ? "administrator" :
									text_at(one, "role"),
		       text_at(one, "email"), text_at(one, "name"), text_at(one, "organisation"));
	json_decref(ok);
	return code;
}

static int make_person(struct client *client, const char *email, const char *name, bool is_admin)
{
	json_t *ok = NULL;
	int code = client_call(client, "account.create",
			       json_pack("{s:s,s:s,s:b}", "email", email, "name", name, "is_admin",
					 is_admin),
			       NULL, &ok);

	if (!code)
		printf("%s is the account of %s%s\n", email, name,
		       is_admin ? ", an administrator" : "");
	json_decref(ok);
	return code;
}

/* What is certainly none; that it is theirs, only mail could tell. */
static bool is_email(const char *email)
{
	const char *at = strchr(email, '@');

	return at && at != email && at[1] && !strchr(at + 1, '@') && !strpbrk(email, " ,;<>\"");
}

int cli_user(const struct conf *conf, int argc, char **argv)
{
	static const char EXPECTED[] =
		"EMAIL NAME [--admin] to make or change an account, or nothing to list them";
	bool is_admin = words_take(&argc, argv, "--admin");
	struct client *client;
	int code;

	if (!words_fit("user", argc, argv, 0, 2, EXPECTED))
		return EX_USAGE;
	if (argc == 1 || (argc == 0 && is_admin) || (argc == 2 && !is_email(argv[0]))) {
		fprintf(stderr, "stagebeurs user: expected %s\n",
			argc == 2 ? "an e-mail address as the first word" : EXPECTED);
		return EX_USAGE;
	}
	client = client_open(conf);
	if (!client)
		return EX_UNAVAILABLE;
	code = argc ? make_person(client, argv[0], argv[1], is_admin) : list_people(client);
	client_close(client);
	return code;
}

/* ---- link ---- */

static const char *origin_of(const struct conf *conf, char *to, size_t size)
{
	if (conf->origins.n)
		return conf->origins.at[0].at;
	snprintf(to, size, "%s://localhost:%lld", conf->tls_cert.len ? "https" : "http",
		 (long long)conf->port);
	return to;
}

/* The whole address; the token stands behind # so that it is in nobody's log. */
static int link_for(struct client *client, const struct conf *conf, const char *email,
		    const char *quietly, json_t **ret)
{
	char origin[64], url[512];
	int code = client_call(client, "account.link", json_pack("{s:s}", "email", email), quietly,
			       ret);

	if (code)
		return code;
	snprintf(url, sizeof(url), "%s/in#%s", origin_of(conf, origin, sizeof(origin)),
		 text_at(*ret, "token"));
	json_object_set_new(*ret, "email", json_string(email));
	json_object_set_new(*ret, "url", json_string(url));
	return EX_OK;
}

static void print_json(const json_t *link)
{
	json_dumpf(link, stdout, JSON_COMPACT);
	putchar('\n');
}

/* The people of the demo fair (demo/README.md) that a visitor wants to be. */
static const struct {
	const char *email, *role;
} DEMO[] = {
	{ "organisator@demo.example", "organiser" },
	{ "beheerder@demo.example", "administrator" },
	{ "recruiter@demo.example", "recruiter" },
	{ "recruiter2@demo.example", "second recruiter" },
	{ "manager@demo.example", "manager" },
	{ "coordinator@demo.example", "coordinator" },
	{ "coach@demo.example", "coach" },
	{ "student@demo.example", "student" },
	{ "student2@demo.example", "second student" },
	{ "student3@demo.example", "third student" },
};

/* Whoever is not there is left out: this runs at every start, whatever the database holds. */
static int demo_links(struct client *client, const struct conf *conf, bool as_json)
{
	for (size_t i = 0; i < ARRAY_LEN(DEMO); i++) {
		json_t *link = NULL;
		int code = link_for(client, conf, DEMO[i].email, "not_found", &link);

		if (code == EX_UNAVAILABLE)
			return code;
		if (code)
			continue;
		if (as_json)
			print_json(link);
		else
			printf("  %-17s %-20s %s\n", DEMO[i].role, text_at(link, "name"),
			       text_at(link, "url"));
		json_decref(link);
	}
	return EX_OK;
}

static int one_link(struct client *client, const struct conf *conf, const char *email, bool as_json)
{
	json_t *link = NULL;
	int code = link_for(client, conf, email, NULL, &link);

	if (code)
		return code;
	if (as_json)
		print_json(link);
	else
		printf("%s\n", text_at(link, "url"));
	json_decref(link);
	return EX_OK;
}

int cli_link(const struct conf *conf, int argc, char **argv)
{
	bool as_json = words_take(&argc, argv, "--json"),
	     is_demo = words_take(&argc, argv, "--demo");
	struct client *client;
	int code;

	if (!words_fit("link", argc, argv, !is_demo, !is_demo,
		       "EMAIL [--json], or --demo [--json]"))
		return EX_USAGE;
	client = client_open(conf);
	if (!client)
		return EX_UNAVAILABLE;
	code = is_demo ? demo_links(client, conf, as_json) :
			 one_link(client, conf, argv[0], as_json);
	client_close(client);
	return code;
}
