/* Who takes part: the people of fair.py, by their addresses. See load.h. */
#include <stdio.h>
#include <string.h>

#include "cli/client.h"
#include "loadtest/load.h"

static bool ask_for_link(struct client *client, const char *email, char ret_token[64])
{
	json_t *ok = NULL;
	bool is_done =
		!client_call(client, "account.link", json_pack("{s:s}", "email", email), NULL, &ok);

	if (is_done)
		snprintf(ret_token, 64, "%s", json_string_value(json_object_get(ok, "token")));
	json_decref(ok);
	return is_done;
}

bool people_invite(struct load *l)
{
	struct conf conf = { .data = str_of(l->data) };
	struct client *client = client_open(&conf);
	bool is_done = client && client_is_served(client);

	for (unsigned i = 0; is_done && i < l->n_peers; i++) {
		unsigned managers = l->scenario.managers, readers = l->scenario.readers;
		bool is_manager = i >= readers && i < readers + managers;
		unsigned number = is_manager  ? i - readers :
				  i < readers ? l->scenario.first + i :
						l->scenario.first + i - managers;
		char email[64];

		snprintf(email, sizeof(email), "%c%u@load.example", is_manager ? 'm' : 's', number);
		is_done = ask_for_link(client, email, l->peers[i].token);
	}
	if (client)
		client_close(client);
	return is_done;
}
