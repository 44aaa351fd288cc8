/* Who takes part: the people of loadtest/world, by their addresses. See load.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/client.h"
#include "loadtest/load.h"

static bool sign_in(struct load *l, struct client *client, const char *email, char ret_cookie[96])
{
	json_t *ok = NULL;
	char args[300];
	int status = 0;

	if (!client_call(client, "account.link", json_pack("{s:s}", "email", email), NULL, &ok)) {
		snprintf(args, sizeof(args), "{\"token\":\"%s\"}",
			 json_string_value(json_object_get(ok, "token")));
		status = post(l->port, "session.redeem", args, NULL, ret_cookie);
		if (status != 200)
			fprintf(stderr, "signing in %s: status %d\n", email, status);
	}
	json_decref(ok);
	return status == 200 && ret_cookie[0];
}

bool people_sign_in(struct load *l)
{
	struct conf conf = { .data = str_of(l->data) };
	struct client *client = client_open(&conf);
	bool is_done = client && client_is_served(client);

	for (unsigned i = 0; is_done && i < l->n_peers; i++) {
		bool is_manager = i >= l->scenario.readers && l->scenario.writes_as_manager;
		unsigned number = is_manager ? i - l->scenario.readers : i;
		char email[64];

		snprintf(email, sizeof(email), "%c%u@load.example", is_manager ? 'm' : 's', number);
		is_done = sign_in(l, client, email, l->peers[i].cookie);
	}
	if (client)
		client_close(client);
	return is_done;
}
