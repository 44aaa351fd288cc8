/* See files.h. Main thread while loading. */
#include "net/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/crypt.h"
#include "base/log.h"
#include "base/mem.h"

#define FILE_BYTES_MOST ((off_t)64 * 1024 * 1024)
#define DEPTH_MOST 8

struct files {
	struct arena arena;
	struct file *at;
	size_t n, size;
};

static const struct {
	const char *ending, *type;
} TYPES[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".mjs", "text/javascript; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".map", "application/json" },
	{ ".webmanifest", "application/manifest+json" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".jpg", "image/jpeg" },
	{ ".webp", "image/webp" },
	{ ".avif", "image/avif" },
	{ ".ico", "image/x-icon" },
	{ ".woff2", "font/woff2" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".wasm", "application/wasm" },
	{ ".mp3", "audio/mpeg" },
	{ ".ogg", "audio/ogg" },
	{ ".wav", "audio/wav" },
	{ ".mp4", "video/mp4" },
	{ ".pdf", "application/pdf" },
};

static bool ends_with(struct str s, struct str ending)
{
	return s.len >= ending.len && str_eq(str_from(s, s.len - ending.len), ending);
}

static struct str type_of(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(TYPES); i++) {
		if (ends_with(path, str_of(TYPES[i].ending)))
			return str_of(TYPES[i].type);
	}
	return STR("application/octet-stream");
}

static struct str etag_of(struct arena *a, struct str body)
{
	unsigned char hash[SHA256_BYTES];
	char text[CRYPT_BASE64_LEN(SHA256_BYTES)];

	crypt_sha256(body, hash);
	crypt_base64url(hash, 16, text);
	return arena_printf(a, "\"%s\"", text);
}

static void close_fd(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static bool read_whole(struct arena *a, int fd, struct str *ret)
{
	struct stat about;
	char *bytes;
	size_t len, got = 0;

	if (fd < 0 || fstat(fd, &about) || about.st_size > FILE_BYTES_MOST)
		return false;
	len = (size_t)about.st_size;
	bytes = arena_alloc(a, len + 1);
	while (got < len) {
		ssize_t n = read(fd, bytes + got, len - got);

		if (n <= 0)
			return false;
		got += (size_t)n;
	}
	*ret = (struct str){ bytes, len };
	return true;
}

static bool add_file(struct files *f, int dir, const char *name, struct str path)
{
	AUTO(close_fd) int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct file file = { .path = path, .type = type_of(path) };

	if (!read_whole(&f->arena, fd, &file.body)) {
		log_error("cannot_read_file", "key", "web", "file", path.at);
		return false;
	}
	file.etag = etag_of(&f->arena, file.body);
	file.is_hashed = str_starts(path, STR("/assets/"));
	if (f->n == f->size) {
		f->size = f->size ? f->size * 2 : 64;
		f->at = mem_resize(f->at, f->size * sizeof(*f->at));
	}
	f->at[f->n++] = file;
	return true;
}

static void close_dir(DIR **dir)
{
	if (*dir)
		closedir(*dir);
}

/* Walks one directory, whose descriptor it takes. `depth` bounds the recursion, which is over the
 * operator's own tree and no input. */
static bool add_directory(struct files *f, int fd, struct str prefix, int depth)
{
	AUTO(close_dir) DIR *dir = fd >= 0 && depth < DEPTH_MOST ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	while ((entry = readdir(dir))) {
		struct str path =
		    arena_printf(&f->arena, "%.*s/%s", STR_FMT(prefix), entry->d_name);
		struct stat about;
		bool is_ok = true;

		if (entry->d_name[0] == '.' ||
		    fstatat(fd, entry->d_name, &about, AT_SYMLINK_NOFOLLOW))
			continue;
		if (S_ISDIR(about.st_mode))
			is_ok = add_directory(
			    f, openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path,
			    depth + 1);
		else if (S_ISREG(about.st_mode))
			is_ok = add_file(f, fd, entry->d_name, path);
		if (!is_ok)
			return false;
	}
	return true;
}

static int compare(struct str a, struct str b)
{
	size_t least = a.len < b.len ? a.len : b.len;
	int order = least ? memcmp(a.at, b.at, least) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_path(const void *a, const void *b)
{
	return compare(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static struct file *search(const struct files *f, struct str path)
{
	struct file wanted = { .path = path };

	return f->n ? bsearch(&wanted, f->at, f->n, sizeof(*f->at), by_path) : NULL;
}

/* x.js.br is the compressed form of x.js, and no file of its own. */
static void join_compressed(struct files *f)
{
	size_t n_kept = 0;

	for (size_t i = 0; i < f->n; i++) {
		struct file *plain = NULL;
		struct str path = f->at[i].path;

		if (ends_with(path, STR(".br")))
			plain = search(f, (struct str){ path.at, path.len - 3 });
		if (plain) {
			plain->br = f->at[i].body;
			plain->etag_br = f->at[i].etag;
		}
	}
	for (size_t i = 0; i < f->n; i++) {
		if (!ends_with(f->at[i].path, STR(".br")))
			f->at[n_kept++] = f->at[i];
	}
	f->n = n_kept;
}

struct files *files_load(struct str directory)
{
	struct files *f = mem_alloc(sizeof(*f));
	int fd = open(directory.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		log_error("no_web_directory", "key", "web", "directory", directory.at, "why",
			  strerror(errno), "hint", "build the client, or set web");
		files_free(f);
		return NULL;
	}
	if (!add_directory(f, fd, STR(""), 0)) {
		log_error("no_web_directory", "key", "web", "directory", directory.at, "why",
			  "it cannot be read as a whole");
		files_free(f);
		return NULL;
	}
	if (f->n)
		if (f->n)
			qsort(f->at, f->n, sizeof(*f->at), by_path);
	join_compressed(f);
	if (!search(f, STR("/index.html"))) {
		log_error("no_web_directory", "key", "web", "directory", directory.at, "why",
			  "it has no index.html", "hint", "build the client, or set web");
		files_free(f);
		return NULL;
	}
	return f;
}

void files_free(struct files *f)
{
	if (!f)
		return;
	arena_done(&f->arena);
	free(f->at);
	free(f);
}

const struct file *files_find(const struct files *f, struct str path)
{
	return search(f, str_eq(path, STR("/")) ? STR("/index.html") : path);
}
