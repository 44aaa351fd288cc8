/*
 * What changed when, of the topics that are kept (schema: "kept"): a row an item, written in the
 * transaction that touched it. So who comes back after a restart, when no frame is in memory any
 * more, gets exactly the items that changed since. Rows of a topic follow each other by time and are only
 * added, so that a change costs one page. Engine thread only.
 */
#include "engine/internal.h"

/* Who was away for more transactions than this gets everything anew; an evening has some sixty a second. */
#define KEEP_SEQS 100000
/* What is older goes with every so many transactions, of the topics that they touch. */
#define PRUNE_EVERY 64

static enum err keep(struct engine *e, const struct touch *one)
{
	static const char SQL[] = "INSERT INTO change (topic, topic_id, item, key, app_seq) "
				  "VALUES (:topic, :id, :item, :key, :seq) ON CONFLICT DO NOTHING";
	const struct topic_def *def = &e->options.tables.topics[one->kind];
	struct stmt *s = db_stmt(e->db, SQL);

	stmt_str(s, ":topic", str_of(def->name));
	stmt_i64(s, ":id", one->topic);
	stmt_str(s, ":item", str_of(def->items[one->item].name));
	stmt_i64(s, ":key", one->key);
	stmt_i64(s, ":seq", e->app_seq + 1);
	return stmt_run(s);
}

static enum err prune(struct engine *e, const struct touch *one)
{
	static const char SQL[] = "DELETE FROM change WHERE topic = :topic AND topic_id = :id AND app_seq < :oldest";
	struct stmt *s = db_stmt(e->db, SQL);

	stmt_str(s, ":topic", str_of(e->options.tables.topics[one->kind].name));
	stmt_i64(s, ":id", one->topic);
	stmt_i64(s, ":oldest", e->app_seq - KEEP_SEQS);
	return stmt_run(s);
}

enum err changes_keep(struct engine *e)
{
	bool prunes = (e->app_seq + 1) % PRUNE_EVERY == 0;
	enum err err = ERR_OK;

	for (size_t i = 0; i < e->touched.n && !err; i++) {
		if (!e->options.tables.topics[e->touched.at[i].kind].is_kept)
			continue;
		err = keep(e, &e->touched.at[i]);
		if (!err && prunes)
			err = prune(e, &e->touched.at[i]);
	}
	return err;
}

/* An item's place in its topic; false when this version knows no such item. */
static bool item_from(const struct topic_def *def, struct str name, unsigned *ret)
{
	for (unsigned i = 0; i < def->n_items; i++) {
		if (str_eq(str_of(def->items[i].name), name)) {
			*ret = i;
			return true;
		}
	}
	return false;
}

enum err changes_since(struct engine *e, struct topic topic, int64_t since, size_t most,
		       struct touches *ret)
{
	static const char SQL[] = "SELECT DISTINCT item, key FROM change WHERE topic = :topic "
				  "AND topic_id = :id AND app_seq > :since LIMIT :most";
	const struct topic_def *def = &e->options.tables.topics[topic.kind];
	struct arena arena = { 0 };
	struct stmt *s;

	if (since < e->app_seq - KEEP_SEQS)
		return ERR_NOT_FOUND;
	s = db_stmt(e->db, SQL);
	stmt_str(s, ":topic", str_of(def->name));
	stmt_i64(s, ":id", topic.id);
	stmt_i64(s, ":since", since);
	stmt_i64(s, ":most", (int64_t)most);
	while (stmt_row(s)) {
		struct touch one = { .kind = topic.kind, .topic = topic.id, .key = col_i64(s, 1) };

		if (item_from(def, col_str(s, 0, &arena), &one.item))
			touches_add(ret, one);
	}
	arena_done(&arena);
	return stmt_end(s);
}
