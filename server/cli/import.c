/*
 * `stagebeurs import FILE…`: loads a fair from CSV files, all rows or none (docs/import.md). A
 * file's base name says what its rows are; a directory stands for its files of those names.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/client.h"
#include "cli/words.h"
#include "wire/protocol.h"

/* The schema's bounds (ImportFile, import.load), told here before a server has to read it all. */
#define FILES_MOST 20
#define CHARACTERS_MOST 4000000
/* All files together: a line of the local socket holds them even when each byte is escaped. */
#define BYTES_MOST 16000000

struct files {
	json_t *list;
	size_t bytes;
};

/* The kind that a file's base name stands for: rooms.csv → rooms. */
static bool kind_of(const char *path, enum import_kind *ret)
{
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash ? slash + 1 : path);

	if (name.len < 4 || !str_eq(str_from(name, name.len - 4), STR(".csv")))
		return false;
	name.len -= 4;
	return import_kind_from(name, ret);
}

static void say_names(const char *path)
{
	fprintf(stderr, "stagebeurs import: %s: expected a file called", path);
	for (int i = 0; i < IMPORT_KIND_COUNT; i++)
		fprintf(stderr, "%s %s.csv", i ? "," : "", import_kind_name((enum import_kind)i));
	fputc('\n', stderr);
}

static int refuse(const char *path, int code, const char *why)
{
	fprintf(stderr, "stagebeurs import: %s: %s\n", path, why);
	return code;
}

static int read_file(const char *path, struct buf *to)
{
	FILE *file = fopen(path, "re");
	char part[65536];
	int code = EX_OK;
	size_t n;

	if (!file)
		return refuse(path, EX_NOINPUT, strerror(errno));
	while ((n = fread(part, 1, sizeof(part), file)) > 0 && to->len <= BYTES_MOST)
		buf_raw(to, part, n);
	if (ferror(file))
		code = refuse(path, EX_IOERR, "cannot be read");
	fclose(file);
	return code;
}

/* JSON carries no bytes that are not UTF-8; the line is worth more than the server's "args". */
static int check_text(const char *path, struct str text)
{
	size_t line = 1, n = 0, i = 0;

	for (; i < text.len; n++) {
		int32_t point = utf8_next(text, &i);

		if (point < 0 || !utf8_is_allowed(point, false)) {
			fprintf(stderr, "%s:%zu: expected %s\n", path, line,
				point < 0 ? "UTF-8; save the file in that encoding" :
					    "text without control characters");
			return EX_DATAERR;
		}
		line += point == '\n';
	}
	return n <= CHARACTERS_MOST ?
		       EX_OK :
		       refuse(path, EX_DATAERR, "is longer than 4,000,000 characters");
}

/* Adds a file to the list; EX_OK or why not. */
static int add_file(struct files *files, const char *path)
{
	AUTO(buf_done) struct buf text = { 0 };
	const char *slash = strrchr(path, '/');
	enum import_kind kind;
	int code;

	if (!kind_of(path, &kind)) {
		say_names(path);
		return EX_USAGE;
	}
	if (json_array_size(files->list) == FILES_MOST)
		return refuse(path, EX_USAGE, "is one too many; at most 20 files at once");
	code = read_file(path, &text);
	if (!code)
		code = check_text(path, buf_view(&text));
	files->bytes += text.len;
	if (!code && files->bytes > BYTES_MOST)
		code = refuse(path, EX_DATAERR, "makes it more than 16,000,000 bytes at once");
	if (code)
		return code;
	json_array_append_new(files->list,
			      json_pack("{s:s,s:s,s:s%}", "kind", import_kind_name(kind), "name",
					slash ? slash + 1 : path, "csv", buf_view(&text).at,
					text.len));
	return EX_OK;
}

static int add_directory(struct files *files, const char *path)
{
	AUTO(arena_done) struct arena arena = { 0 };
	size_t before = json_array_size(files->list);
	int code = EX_OK;

	for (int i = 0; i < IMPORT_KIND_COUNT && !code; i++) {
		struct str name = arena_printf(&arena, "%s/%s.csv", path,
					       import_kind_name((enum import_kind)i));

		if (access(name.at, F_OK) == 0)
			code = add_file(files, name.at);
	}
	if (!code && json_array_size(files->list) == before)
		code = refuse(path, EX_NOINPUT, "holds no import files");
	return code;
}

static int load(const struct conf *conf, json_t *files)
{
	struct client *client = client_open(conf);
	json_t *ok = NULL;
	int code;

	if (!client)
		return EX_UNAVAILABLE;
	code = client_call(client, "import.load", json_pack("{s:O}", "files", files), NULL, &ok);
	if (!code)
		printf("%lld rows imported\n",
		       (long long)json_integer_value(json_object_get(ok, "rows")));
	client_close(client);
	json_decref(ok);
	return code;
}

int cli_import(const struct conf *conf, int argc, char **argv)
{
	struct files files = { .list = json_array() };
	int code = EX_OK;

	if (!words_fit("import", argc, argv, 1, INT_MAX, "CSV files or a directory of them"))
		code = EX_USAGE;
	for (int i = 0; i < argc && !code; i++) {
		struct stat is;

		if (!stat(argv[i], &is) && S_ISDIR(is.st_mode))
			code = add_directory(&files, argv[i]);
		else
			code = add_file(&files, argv[i]);
	}
	if (!code)
		code = load(conf, files.list);
	json_decref(files.list);
	return code;
}
