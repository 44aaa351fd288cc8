/*
 * The file system, as SQLite has it, but for one thing: what a transaction adds to the write-ahead log is written at
 * once. SQLite writes each page of it by two calls, the page and 24 bytes before it, and between a booking's pages and
 * their fsync those were a sixth of the server's time.
 *
 * That is only sound where every commit ends in an fsync (synchronous = FULL), and nothing is written before it
 * (cache_spill = OFF) or behind it (no padding to sectors, as SQLite does unless a path says psow=0): SQLite tells other
 * connections of a commit after the fsync, so that what they read is in the file, and learns before it of a full disk.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db_internal.h"

/* More goes out in several writes: it is the most that SQLite's own file takes in one (os_unix.c, seekAndWriteFd). */
#define HELD_MOST 0x1ffff

struct log_file {
	sqlite3_file base;
	sqlite3_file *file; /* the real one, behind this */
	unsigned char *held; /* not written yet */
	size_t len, size;
	sqlite3_int64 at; /* where it goes */
};

static int write_held(struct log_file *f)
{
	size_t len = f->len;

	f->len = 0; /* also when it fails: so does the commit */
	return len ? f->file->pMethods->xWrite(f->file, f->held, (int)len, f->at) : SQLITE_OK;
}

static void hold(struct log_file *f, const void *from, size_t n, sqlite3_int64 at)
{
	if (f->len + n > f->size) {
		f->size = f->len + n > f->size * 2 ? f->len + n : f->size * 2;
		f->held = mem_resize(f->held, f->size);
	}
	if (!f->len)
		f->at = at;
	memcpy(f->held + f->len, from, n);
	f->len += n;
}

static int log_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct log_file *f = (struct log_file *)file;
	bool is_next = at == f->at + (sqlite3_int64)f->len && f->len + (size_t)n <= HELD_MOST;
	int rc = is_next ? SQLITE_OK : write_held(f);

	if (rc == SQLITE_OK)
		hold(f, from, (size_t)n, at);
	return rc;
}

static int log_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	struct log_file *f = (struct log_file *)file;
	int rc = write_held(f);

	return rc ? rc : f->file->pMethods->xRead(f->file, to, n, at);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct log_file *f = (struct log_file *)file;
	int rc = write_held(f);

	return rc ? rc : f->file->pMethods->xTruncate(f->file, size);
}

static int log_sync(sqlite3_file *file, int flags)
{
	struct log_file *f = (struct log_file *)file;
	int rc = write_held(f);

	return rc ? rc : f->file->pMethods->xSync(f->file, flags);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *ret)
{
	struct log_file *f = (struct log_file *)file;
	int rc = write_held(f);

	return rc ? rc : f->file->pMethods->xFileSize(f->file, ret);
}

static int log_control(sqlite3_file *file, int op, void *arg)
{
	struct log_file *f = (struct log_file *)file;

	return f->file->pMethods->xFileControl(f->file, op, arg);
}

static int log_sector(sqlite3_file *file)
{
	struct log_file *f = (struct log_file *)file;

	return f->file->pMethods->xSectorSize(f->file);
}

static int log_device(sqlite3_file *file)
{
	struct log_file *f = (struct log_file *)file;

	return f->file->pMethods->xDeviceCharacteristics(f->file);
}

static int log_close(sqlite3_file *file)
{
	struct log_file *f = (struct log_file *)file;
	int rc = write_held(f), rc_close = f->file->pMethods->xClose(f->file);

	free(f->held);
	return rc ? rc : rc_close;
}

/* A log is never locked itself. */
static const sqlite3_io_methods METHODS = {
	.iVersion = 1,
	.xClose = log_close,
	.xRead = log_read,
	.xWrite = log_write,
	.xTruncate = log_truncate,
	.xSync = log_sync,
	.xFileSize = log_size,
	.xFileControl = log_control,
	.xSectorSize = log_sector,
	.xDeviceCharacteristics = log_device,
};

static sqlite3_vfs vfs, *real;

static int vfs_open(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
	struct log_file *f = (struct log_file *)file;
	int rc;

	(void)self;
	if (!(flags & SQLITE_OPEN_WAL))
		return real->xOpen(real, name, file, flags, ret_flags);
	*f = (struct log_file){ .file = (sqlite3_file *)(f + 1) };
	rc = real->xOpen(real, name, f->file, flags, ret_flags);
	f->base.pMethods = rc ? NULL : &METHODS;
	return rc;
}

void log_vfs_register(void)
{
	real = sqlite3_vfs_find(NULL);
	vfs = *real;
	vfs.zName = LOG_VFS;
	vfs.szOsFile += (int)sizeof(struct log_file);
	vfs.xOpen = vfs_open;
	if (sqlite3_vfs_register(&vfs, 0))
		mem_exhausted();
}
