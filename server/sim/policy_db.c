/* What policies that are not ours have to know of a line. */
#include "sim/internal.h"
#include "store/db.h"

bool policy_first_is_busy(struct sim *s, int64_t booth, int64_t *ret_entry, int64_t *ret_account)
{
	/* Who booked or was handed over is waited for in every policy. */
	static const char SQL[] =
		"SELECT q.id, q.account_id, q.precedence = 2 AND EXISTS ("
		"  SELECT 1 FROM queue_entry o WHERE o.account_id = q.account_id "
		"  AND o.state IN ('called', 'in_call')) "
		"FROM queue_entry q WHERE q.booth_id = :booth AND q.ended_ms IS NULL "
		"AND q.state = 'waiting' ORDER BY q.precedence, q.rank LIMIT 1";
	struct stmt *q = db_stmt(s->db, SQL);
	bool is_busy = false;

	stmt_i64(q, ":booth", booth);
	if (stmt_row(q)) {
		*ret_entry = col_i64(q, 0);
		*ret_account = col_i64(q, 1);
		is_busy = col_i64(q, 2) != 0;
	}
	if (stmt_end(q))
		sim_fail(s, "the database cannot be read");
	return is_busy;
}
