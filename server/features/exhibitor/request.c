/*
 * Employers who ask to come: anybody may, at a fair that is planned, and its organisers say yes or no. Nobody
 * gets an account or a mail by asking; who got a yes is as good as one from a list. Engine thread.
 */
#include "features/exhibitor/exhibitor_db.h"
#include "features/exhibitor/internal.h"
#include "features/handlers.h"

#define HOUR_MS (60 * 60 * INT64_C(1000))
/* Open requests of a fair, and new ones of an hour: more are somebody's script. */
#define OPEN_MOST 200
#define HOUR_MOST 40
/* Open ones of one network (listen_network()): nobody keeps all others out alone. */
#define NEAR_MOST 5

static enum err check_flood(struct cmd *cmd, int64_t fair)
{
	enum fair_state state = FAIR_STATE_CLOSED;
	struct request_counts n = { 0 };
	enum err e = request_db_fair(cmd->db, fair, &state);

	if (!e && state != FAIR_STATE_PLANNED)
		return ERR_WRONG_STATE;
	if (!e)
		e = request_db_count(cmd->db, fair, cmd->now_ms - HOUR_MS, cmd->command->network, &n);
	if (!e && (n.all >= OPEN_MOST || n.newest >= HOUR_MOST || n.near >= NEAR_MOST))
		return ERR_RATE_LIMITED;
	return e;
}

enum err on_exhibitor_ask(struct cmd *cmd, const struct exhibitor_ask_args *args,
			  struct exhibitor_ask_reply *ret_reply)
{
	struct exhibitor_draft draft;
	struct wire_exhibitor_request request = { .id = cmd_id(cmd), .asked_ms = cmd->now_ms };
	enum err e = exhibitor_read(cmd, args->fair, &args->draft, &draft);

	(void)ret_reply;
	if (!e)
		e = check_flood(cmd, args->fair);
	if (e)
		return e;
	request.employer = draft.booth.employer;
	request.city = draft.booth.city;
	request.room = draft.booth.room;
	request.contact = draft.contact;
	request.email = draft.email;
	request.tagline = draft.booth.tagline;
	request.locale = draft.locale;
	touch_exhibitors_request(cmd, args->fair, request.id);
	return request_db_add(cmd->db, args->fair, cmd->command->network, &request);
}

static enum err find(struct cmd *cmd, int64_t fair, int64_t id, struct wire_exhibitor_request *ret)
{
	bool is_found = false;
	enum err e = request_db_get(cmd->db, cmd->arena, fair, id, ret, &is_found);

	touch_exhibitors_request(cmd, fair, id);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err on_exhibitor_approve(struct cmd *cmd, const struct exhibitor_approve_args *args,
			      struct exhibitor_approve_reply *ret_reply)
{
	struct wire_exhibitor_request request;
	struct exhibitor_draft draft;
	enum err e = find(cmd, args->fair, args->request, &request);

	if (e)
		return e;
	draft = (struct exhibitor_draft){
		.booth = { .fair = args->fair, .room = request.room, .employer = request.employer,
			   .name = request.employer, .city = request.city, .tagline = request.tagline },
		.contact = request.contact,
		.email = request.email,
		.locale = request.locale,
	};
	e = exhibitor_admit(cmd, &draft);
	if (!e)
		e = request_db_remove(cmd->db, args->request);
	if (!e)
		e = exhibitor_welcome(cmd, draft.booth_id, &ret_reply->is_mailed);
	ret_reply->booth = draft.booth_id;
	return e;
}

enum err on_exhibitor_refuse(struct cmd *cmd, const struct exhibitor_refuse_args *args,
			     struct exhibitor_refuse_reply *ret_reply)
{
	struct wire_exhibitor_request request;
	enum err e = find(cmd, args->fair, args->request, &request);

	(void)ret_reply;
	return e ? e : request_db_remove(cmd->db, args->request);
}

enum err list_exhibitors_request(const struct view *v, int64_t topic, struct ids *ret)
{
	return request_db_list(v->db, v->arena, topic, ret);
}

enum err read_exhibitors_request(const struct view *v, int64_t topic, int64_t key,
				 struct wire_exhibitor_request *ret, bool *ret_found)
{
	return request_db_get(v->db, v->arena, topic, key, ret, ret_found);
}
