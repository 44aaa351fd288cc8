/* See ice.h. Engine thread. */
#include "features/meet/ice.h"

#include "conf/conf.h"
#include "features/handlers.h"

#define URLS_MOST 8

static struct wire_ice_server from_list(struct cmd *cmd, const struct conf_list *list)
{
	struct wire_ice_server server = { .n_urls = list->n < URLS_MOST ? list->n : URLS_MOST };

	server.urls = arena_array(cmd->arena, server.n_urls, sizeof(*server.urls));
	for (size_t i = 0; i < server.n_urls; i++)
		server.urls[i] = list->at[i];
	return server;
}

/* A try lasts seconds; a pair of credentials that is passed on should be worth nothing. */
#define CHECK_MS (5 * MINUTE_MS)

/* Whom it is for goes into TURN's own log, so it is no more than a number of ours. */
static void sign(struct cmd *cmd, int64_t expires_ms, const char *of, int64_t id,
		 struct wire_ice_server *server)
{
	unsigned char mac[20];
	char *credential = arena_alloc(cmd->arena, CRYPT_BASE64_LEN(sizeof(mac)));

	server->has_username = server->has_credential = true;
	server->username = arena_printf(cmd->arena, "%lld:%s%lld",
					(long long)(expires_ms / SECOND_MS), of, (long long)id);
	crypt_hmac_sha1(cmd->conf->turn_secret, server->username, mac);
	crypt_base64(mac, sizeof(mac), credential);
	server->credential = str_of(credential);
}

static struct wire_ice_server *servers_until(struct cmd *cmd, int64_t expires_ms, const char *of,
					     int64_t id, size_t *ret_n)
{
	struct wire_ice_server *servers = arena_array(cmd->arena, 2, sizeof(*servers));
	size_t n = 0;

	if (cmd->conf && cmd->conf->stun_urls.n)
		servers[n++] = from_list(cmd, &cmd->conf->stun_urls);
	if (cmd->conf && cmd->conf->turn_urls.n && cmd->conf->turn_secret.len) {
		servers[n] = from_list(cmd, &cmd->conf->turn_urls);
		sign(cmd, expires_ms, of, id, &servers[n++]);
	}
	*ret_n = n;
	return servers;
}

struct wire_ice_server *ice_servers(struct cmd *cmd, const struct call *call, uint32_t extensions,
				    size_t *ret_n)
{
	int64_t ends_ms = call->life.ends_ms ? call->life.ends_ms : cmd->now_ms + 60 * MINUTE_MS;

	return servers_until(cmd, ends_ms + extensions * EXTENSION_MS + 10 * MINUTE_MS, "", call->id, ret_n);
}

enum err on_media_servers(struct cmd *cmd, const struct media_servers_args *args,
			  struct media_servers_reply *ret_reply)
{
	(void)args;
	ret_reply->ice = servers_until(cmd, cmd->now_ms + CHECK_MS, "check-", cmd->who.account,
				       &ret_reply->n_ice);
	return ERR_OK;
}
