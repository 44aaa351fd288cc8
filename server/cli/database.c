/*
 * `stagebeurs migrate`, `backup`, `check` and `restore`: the database as a file. Backups and copies
 * hold personal data, so nobody but the server's own user may read them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/cli_db.h"
#include "cli/words.h"

static struct str path_of(const struct conf *conf, struct arena *a)
{
	return conf_data_path(conf, a, "stagebeurs.db");
}

static int refuse(const char *subcommand, int code, const char *path, const char *why)
{
	fprintf(stderr, "stagebeurs %s: %s: %s\n", subcommand, path, why);
	return code;
}

/*
 * Takes the writer's lock, the one that db_open() takes, without opening the database: it may be
 * damaged, which is why somebody restores. EX_OK and the descriptor, or why not.
 */
static int take_lock(const char *subcommand, struct str path, int *ret_fd)
{
	AUTO(arena_done) struct arena arena = { 0 };
	int fd = open(arena_printf(&arena, "%.*s.lock", STR_FMT(path)).at,
		      O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return refuse(subcommand, EX_CANTCREAT, path.at, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		*ret_fd = fd;
		return EX_OK;
	}
	close(fd);
	return refuse(subcommand, EX_UNAVAILABLE, path.at, "a server is using it; stop it first");
}

/* Opens for reading; EX_OK, or why not after saying it. */
static int open_reader(const char *subcommand, const char *path, struct db **ret)
{
	if (access(path, R_OK))
		return refuse(subcommand, EX_NOINPUT, path, strerror(errno));
	return db_open(path, DB_READER, ret) ? EX_DATAERR : EX_OK;
}

/* ---- migrate, check, backup ---- */

int cli_migrate(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct str path = path_of(conf, &arena);
	int lock = -1, code;
	struct db *db;

	if (!words_fit("migrate", argc, argv, 0, 0, "no further words"))
		return EX_USAGE;
	/* Only to say in words that a server runs; db_open() takes the lock again. */
	code = take_lock("migrate", path, &lock);
	if (code)
		return code;
	close(lock);
	/* Opening for writing is what migrates. */
	if (db_open(path.at, DB_WRITER, &db))
		return EX_DATAERR;
	printf("the database is at version %d\n", db_schema_version(db));
	db_close(db);
	return EX_OK;
}

/* A database of ours that this program can read, and nothing in it is damaged. */
static bool is_usable(struct db *db)
{
	int version = db_schema_version(db);

	return db_is_ours(db) && version >= 1 && version <= db_schema_known() && db_is_sound(db);
}

int cli_check(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	const char *path = path_of(conf, &arena).at;
	struct db *db;
	bool is_sound;
	int code;

	if (!words_fit("check", argc, argv, 0, 1, "nothing more, or the name of a backup"))
		return EX_USAGE;
	code = open_reader("check", argc ? argv[0] : path, &db);
	if (code)
		return code;
	is_sound = is_usable(db);
	if (db_is_ours(db))
		printf("%s, version %d of %d\n", is_sound ? "sound" : "NOT SOUND",
		       db_schema_version(db), db_schema_known());
	else
		printf("no Stagebeurs database\n");
	db_close(db);
	return is_sound ? EX_OK : EX_DATAERR;
}

int cli_backup(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct db *db;
	int code;

	if (!words_fit("backup", argc, argv, 1, 1, "the name of a file that does not exist yet"))
		return EX_USAGE;
	if (access(argv[0], F_OK) == 0)
		return refuse("backup", EX_CANTCREAT, argv[0], "exists already");
	code = open_reader("backup", path_of(conf, &arena).at, &db);
	if (code)
		return code;
	if (db_backup(db, argv[0])) {
		unlink(argv[0]); /* half a backup is worse than none */
		code = refuse("backup", EX_CANTCREAT, argv[0], "could not be written");
	}
	db_close(db);
	return code;
}

/* ---- restore ---- */

static int64_t incarnation_of(const char *path)
{
	struct db *db;
	int64_t n = 0;

	if (access(path, F_OK))
		return 0;
	/* What clients saw of a damaged one nobody knows; no count gets as far as the clock. */
	if (db_open(path, DB_READER, &db))
		return clock_utc_ms() / 1000;
	if (!is_usable(db) || cli_db_incarnation(db, &n))
		n = clock_utc_ms() / 1000;
	db_close(db);
	return n;
}

/* Copies the backup to `fresh`, with what its log holds, if it is one. */
static int copy(const char *backup, const char *fresh)
{
	struct db *db;
	int code = open_reader("restore", backup, &db);

	if (code)
		return code;
	if (!db_is_ours(db))
		code = refuse("restore", EX_DATAERR, backup, "is no Stagebeurs database");
	else if (!is_usable(db))
		code = refuse("restore", EX_DATAERR, backup,
			      "is no sound Stagebeurs database of this version or an older one");
	else if (db_backup(db, fresh))
		code = refuse("restore", EX_CANTCREAT, fresh, "could not be written");
	db_close(db);
	return code;
}

/* Brings the copy up to date and tells it that it is a new history: clients that saw more of the
 * old one, or another one, forget their sequences. */
static int renew(const char *fresh, int64_t old_incarnation)
{
	struct db *db;
	int64_t own = 0;
	enum err e = db_open(fresh, DB_WRITER, &db);

	if (e)
		return EX_DATAERR;
	e = cli_db_incarnation(db, &own);
	if (!e)
		e = cli_db_set_incarnation(db, (own > old_incarnation ? own : old_incarnation) + 1);
	db_close(db); /* the last connection folds the log into the file */
	return e ? EX_IOERR : EX_OK;
}

/* A log that stayed behind would be played into the next copy of this name. */
static void remove_copy(struct arena *arena, struct str fresh)
{
	static const char *const PARTS[] = { "", "-wal", "-shm", ".lock" };

	for (size_t i = 0; i < ARRAY_LEN(PARTS); i++)
		unlink(arena_printf(arena, "%.*s%s", STR_FMT(fresh), PARTS[i]).at);
}

/* Moves the database and its log out of the way, under a name that is free. */
static int set_aside(struct arena *arena, struct str path)
{
	static const char *const PARTS[] = { "-wal", "-shm", "" };
	struct str to = path;

	for (int i = 1; i == 1 || access(to.at, F_OK) == 0; i++)
		to = arena_printf(arena, "%.*s.before-restore-%d", STR_FMT(path), i);
	/* The log first: a database never lies beside the log of another one. */
	for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
		struct str from = arena_printf(arena, "%.*s%s", STR_FMT(path), PARTS[i]);
		struct str there = arena_printf(arena, "%.*s%s", STR_FMT(to), PARTS[i]);

		if (rename(from.at, there.at) && errno != ENOENT)
			return refuse("restore", EX_CANTCREAT, from.at, strerror(errno));
	}
	if (access(to.at, F_OK) == 0)
		printf("the database that was there is %.*s now\n", STR_FMT(to));
	return EX_OK;
}

/* Makes renames last through a power cut. */
static void sync_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static int put_in_place(const struct conf *conf, struct arena *arena, const char *backup)
{
	struct str path = path_of(conf, arena);
	struct str fresh = arena_printf(arena, "%.*s.restoring", STR_FMT(path));
	int code;

	remove_copy(arena, fresh); /* of a restore that was cut off */
	code = copy(backup, fresh.at);
	if (!code)
		code = renew(fresh.at, incarnation_of(path.at));
	if (!code)
		code = set_aside(arena, path);
	if (!code && rename(fresh.at, path.at))
		code = refuse("restore", EX_CANTCREAT, path.at, strerror(errno));
	/* In any case its lock file; the copy itself has moved when all went well. */
	remove_copy(arena, fresh);
	sync_directory(conf->data.at);
	return code;
}

int cli_restore(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	int lock = -1, code;

	if (!words_fit("restore", argc, argv, 1, 1, "the name of a backup"))
		return EX_USAGE;
	if (mkdir(conf->data.at, 0700) && errno != EEXIST)
		return refuse("restore", EX_CANTCREAT, conf->data.at, strerror(errno));
	code = take_lock("restore", path_of(conf, &arena), &lock);
	if (code)
		return code;
	code = put_in_place(conf, &arena, argv[0]);
	close(lock);
	if (!code)
		printf("restored from %s\n", argv[0]);
	return code;
}
