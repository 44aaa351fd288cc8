/* `stagebeurs migrate`, `backup`, `restore` and `check`: the database as a file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sysexits.h>
#include <unistd.h>

#include "cli/cli.h"
#include "store/db.h"

static struct str path_of(const struct conf *conf, struct arena *a)
{
	return conf_data_path(conf, a, "stagebeurs.db");
}

static int expect_words(const char *name, int argc, int n, const char *what)
{
	if (argc == n)
		return EX_OK;
	fprintf(stderr, "stagebeurs %s: expected %s\n", name, what);
	return EX_USAGE;
}

int cli_migrate(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct db *db;

	(void)argv;
	if (expect_words("migrate", argc, 0, "no further words"))
		return EX_USAGE;
	/* Opening for writing is what migrates. */
	if (db_open(path_of(conf, &arena).at, DB_WRITER, &db))
		return EX_DATAERR;
	printf("the database is at version %d\n", db_schema_version(db));
	db_close(db);
	return EX_OK;
}

int cli_backup(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct db *db;
	enum err e;

	if (expect_words("backup", argc, 1, "the name of a file that does not exist yet"))
		return EX_USAGE;
	if (db_open(path_of(conf, &arena).at, DB_READER, &db))
		return EX_NOINPUT;
	e = db_backup(db, argv[0]);
	db_close(db);
	return e ? EX_CANTCREAT : EX_OK;
}

int cli_check(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct db *db;
	bool is_sound;

	(void)argv;
	if (expect_words("check", argc, 0, "no further words"))
		return EX_USAGE;
	if (db_open(path_of(conf, &arena).at, DB_READER, &db))
		return EX_NOINPUT;
	is_sound = db_is_sound(db) && db_schema_version(db) <= db_schema_known();
	printf("%s, version %d of %d\n", is_sound ? "sound" : "NOT SOUND", db_schema_version(db),
	       db_schema_known());
	db_close(db);
	return is_sound ? EX_OK : EX_DATAERR;
}

/* ---- restore ---- */

/* A sound database that this program can read, at a version it knows. */
static bool is_usable(const char *path)
{
	struct db *db;
	bool is_usable;

	if (db_open(path, DB_READER, &db))
		return false;
	is_usable = db_schema_version(db) >= 1 && db_schema_version(db) <= db_schema_known() &&
		    db_is_sound(db);
	db_close(db);
	if (!is_usable)
		fprintf(stderr, "stagebeurs restore: %s: is no sound Stagebeurs database of this "
				"version or older\n",
			path);
	return is_usable;
}

/* Holds the writer's lock, so that no server runs; -1 after saying that one does. The database
 * itself is not opened: it may be damaged, which is why somebody restores. */
static int take_lock(struct arena *arena, struct str path)
{
	int fd = open(arena_printf(arena, "%.*s.lock", STR_FMT(path)).at,
		      O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	fprintf(stderr, "stagebeurs restore: %s: %s\n", path.at,
		fd < 0 ? strerror(errno) : "a server is using it; stop it first");
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Moves the database and its log out of the way, under a name that is free. */
static bool set_aside(struct arena *arena, struct str path)
{
	static const char *const PARTS[] = { "", "-wal", "-shm" };
	struct str to = path;

	for (int i = 1; access(to.at, F_OK) == 0; i++)
		to = arena_printf(arena, "%.*s.before-restore-%d", STR_FMT(path), i);
	for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
		struct str from = arena_printf(arena, "%.*s%s", STR_FMT(path), PARTS[i]);
		struct str there = arena_printf(arena, "%.*s%s", STR_FMT(to), PARTS[i]);

		if (rename(from.at, there.at) && errno != ENOENT) {
			fprintf(stderr, "stagebeurs restore: %s: %s\n", from.at, strerror(errno));
			return false;
		}
	}
	return true;
}

/* History was replaced: clients forget the sequences that they saw. */
static enum err new_incarnation(struct db *db)
{
	static const char SQL[] = "UPDATE meta SET incarnation = incarnation + 1 WHERE id = 1";
	enum err e = db_begin(db);

	if (!e)
		e = stmt_run(db_stmt(db, SQL));
	if (e) {
		db_rollback(db);
		return e;
	}
	return db_commit(db) == DB_COMMITTED ? ERR_OK : ERR_INTERNAL;
}

/* Copies the backup to `fresh`, brings it up to date and gives it a new incarnation. */
static enum err prepare(const char *backup, const char *fresh)
{
	struct db *db;
	enum err e = db_open(backup, DB_READER, &db);

	if (e)
		return e;
	e = db_backup(db, fresh);
	db_close(db);
	if (e)
		return e;
	e = db_open(fresh, DB_WRITER, &db);
	if (e)
		return e;
	e = new_incarnation(db);
	db_close(db); /* the last connection folds the log into the file */
	return e;
}

static int put_in_place(struct arena *arena, struct str path, const char *backup)
{
	struct str fresh = arena_printf(arena, "%.*s.restoring", STR_FMT(path));

	unlink(fresh.at);
	if (prepare(backup, fresh.at))
		return EX_DATAERR;
	unlink(arena_printf(arena, "%.*s.lock", STR_FMT(fresh)).at);
	if (!set_aside(arena, path))
		return EX_CANTCREAT;
	if (rename(fresh.at, path.at)) {
		fprintf(stderr, "stagebeurs restore: %s: %s\n", path.at, strerror(errno));
		return EX_CANTCREAT;
	}
	return EX_OK;
}

int cli_restore(const struct conf *conf, int argc, char **argv)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct str path = path_of(conf, &arena);
	int lock, code;

	if (expect_words("restore", argc, 1, "the name of a backup"))
		return EX_USAGE;
	if (!is_usable(argv[0]))
		return EX_DATAERR;
	lock = take_lock(&arena, path);
	if (lock < 0)
		return EX_UNAVAILABLE;
	code = put_in_place(&arena, path, argv[0]);
	close(lock);
	return code;
}
