/*
 * replay LOG DATABASE: makes the database anew from a server's command log (engine/record.h), for
 * tests/server/replay.test.mjs to compare. The database must not be there yet.
 */
#include <stdio.h>
#include <sysexits.h>

#include "base/log.h"
#include "conf/conf.h"
#include "engine/record.h"
#include "engine/tables.h"

int main(int argc, char **argv)
{
	AUTO(conf_done) struct conf conf;
	struct conf_input input = { 0 };
	char error[CONF_ERROR_BYTES];
	struct engine_options options = {
		.tables = { command_table, topic_table, resolver_table },
		.conf = &conf,
		.db_path = argc == 3 ? argv[2] : "",
	};

	if (argc != 3 || conf_load(&conf, &input, error) != CONF_OK) {
		fprintf(stderr, "replay LOG DATABASE\n");
		return EX_USAGE;
	}
	log_set_level(LOG_LEVEL_WARN);
	return record_replay(argv[1], &options) ? EX_DATAERR : EX_OK;
}
