/*
 * One more booth at a fair, and its employer where that is new. An employer is known by its name, and only to
 * who organises a fair at which it stands: fairs of others on this server are not looked into. Engine thread.
 */
#include "features/chat/chat.h"
#include "features/exhibitor/exhibitor.h"
#include "features/fair/add_db.h"
#include "features/fair/fair.h"

enum err fair_room_called(struct cmd *cmd, int64_t fair, struct str name, int64_t *ret)
{
	return add_db_room_called(cmd->db, fair, name, ret);
}

enum err fair_find_booth(struct cmd *cmd, const struct booth_draft *draft, int64_t *ret_org,
			 int64_t *ret_booth)
{
	enum err e = add_db_employer(cmd->db, draft, cmd->who.account, ret_org);

	*ret_booth = 0;
	return e || !*ret_org ? e : add_db_booth_called(cmd->db, draft, *ret_org, ret_booth);
}

static enum err add_employer(struct cmd *cmd, const struct booth_draft *draft, const char *field,
			     int64_t *org)
{
	struct str slug;
	enum err e = fair_new_slug(cmd, SLUG_OF_EMPLOYER, 0, draft->employer, field, &slug);

	*org = cmd_id(cmd);
	return e ? e : add_db_add_employer(cmd->db, *org, slug, draft);
}

enum err fair_add_booth(struct cmd *cmd, const struct booth_draft *draft, const char *field, int64_t *org,
			int64_t *ret_booth)
{
	struct booth booth = { .id = cmd_id(cmd), .fair = draft->fair, .room = draft->room };
	struct str slug;
	enum err e = *org ? ERR_OK : add_employer(cmd, draft, field, org);

	if (!e)
		e = fair_new_slug(cmd, SLUG_OF_BOOTH, draft->fair, draft->name, field, &slug);
	if (!e)
		e = chat_create(cmd, draft->fair, booth.id, 0, &booth.chat);
	booth.org = *org;
	if (!e)
		e = add_db_add_booth(cmd->db, &booth, slug, draft);
	*ret_booth = booth.id;
	booth_touch(cmd, &booth);
	fair_setup_touch(cmd, draft->fair);
	exhibitor_touch(cmd, draft->fair, booth.id);
	return e;
}
