/* The log of what staff did, to be read. The engine writes it (engine/audit.c). Engine thread. */
#include "features/audit/audit_db.h"
#include "features/handlers.h"

enum err on_audit_of_fair(struct cmd *cmd, const struct audit_of_fair_args *args,
			  struct audit_of_fair_reply *ret_reply)
{
	return audit_db_list(cmd->db, cmd->arena, args->fair, args->role, args->has_before ? args->before : 0,
			     &ret_reply->deeds, &ret_reply->n_deeds);
}

enum err on_audit_of_server(struct cmd *cmd, const struct audit_of_server_args *args,
			    struct audit_of_server_reply *ret_reply)
{
	return audit_db_list(cmd->db, cmd->arena, 0, DEED_ROLE_ADMIN, args->has_before ? args->before : 0, &ret_reply->deeds,
			     &ret_reply->n_deeds);
}
