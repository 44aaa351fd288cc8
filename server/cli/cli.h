/*
 * The subcommands of `stagebeurs` beside `serve`. Each gets the configuration and the words that
 * were left over, and returns the exit code. Main thread; none of them starts the server.
 */
#pragma once

#include "conf/conf.h"

int cli_import(const struct conf *conf, int argc, char **argv);
int cli_migrate(const struct conf *conf, int argc, char **argv);
int cli_backup(const struct conf *conf, int argc, char **argv);
int cli_restore(const struct conf *conf, int argc, char **argv);
int cli_user(const struct conf *conf, int argc, char **argv);
int cli_link(const struct conf *conf, int argc, char **argv);
int cli_simulate(const struct conf *conf, int argc, char **argv);
int cli_simulate_help(void);
int cli_check(const struct conf *conf, int argc, char **argv);
