/* A booth that does not come: see meet.h. */
#include "features/meet/core.h"
#include "features/meet/meet.h"

enum err meet_is_known(struct cmd *cmd, int64_t booth, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM booking WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM queue_entry WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM call WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM lead WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM handover WHERE to_booth_id = :booth UNION ALL "
				  "SELECT 1 FROM lead_export WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM slot_wait WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM watch WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM block WHERE booth_id = :booth UNION ALL "
				  "SELECT 1 FROM booth_note WHERE booth_id = :booth LIMIT 1";
	struct stmt *s = db_stmt(cmd->db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_exists(s, ret);
}

enum err meet_forget_booth(struct cmd *cmd, int64_t booth)
{
	static const char *const SQL[] = {
		"DELETE FROM slot WHERE booth_id = :booth", "DELETE FROM seat WHERE booth_id = :booth",
		"DELETE FROM visit WHERE booth_id = :booth", "DELETE FROM owing_watch WHERE booth_id = :booth",
	};
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < ARRAY_LEN(SQL); i++) {
		struct stmt *s = db_stmt(cmd->db, SQL[i]);

		stmt_i64(s, ":booth", booth);
		e = stmt_run(s);
	}
	return e;
}
