/*
 * `stagebeurs import FILE…`: loads a fair from CSV files, all rows or none (docs/import.md). A
 * file's base name says what its rows are; a directory stands for its files of those names.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "cli/client.h"
#include "wire/protocol.h"

#define FILE_MOST 4000000 /* bytes; the schema's bound is in code points */

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

static bool read_file(const char *path, struct buf *to)
{
	FILE *file = fopen(path, "re");
	char part[65536];
	size_t n;

	if (!file) {
		fprintf(stderr, "stagebeurs import: %s: %s\n", path, strerror(errno));
		return false;
	}
	while ((n = fread(part, 1, sizeof(part), file)) > 0 && to->len <= FILE_MOST)
		buf_raw(to, part, n);
	if (ferror(file) || to->len > FILE_MOST) {
		fprintf(stderr, "stagebeurs import: %s: %s\n", path,
			ferror(file) ? "cannot be read" : "is longer than 4,000,000 bytes");
		fclose(file);
		return false;
	}
	fclose(file);
	return true;
}

/* Adds a file to the list; EX_OK or why not. */
static int add_file(json_t *files, const char *path)
{
	AUTO(buf_done) struct buf text = { 0 };
	const char *slash = strrchr(path, '/');
	enum import_kind kind;
	json_t *csv;

	if (!kind_of(path, &kind)) {
		say_names(path);
		return EX_USAGE;
	}
	if (!read_file(path, &text))
		return EX_NOINPUT;
	csv = json_stringn(text.at ? text.at : "", text.len);
	if (!csv) {
		fprintf(stderr, "stagebeurs import: %s: is not UTF-8\n", path);
		return EX_DATAERR;
	}
	json_array_append_new(files, json_pack("{s:s,s:s,s:o}", "kind", import_kind_name(kind),
					       "name", slash ? slash + 1 : path, "csv", csv));
	return EX_OK;
}

static int add_directory(json_t *files, const char *path)
{
	int code = EX_OK;

	for (int i = 0; i < IMPORT_KIND_COUNT && !code; i++) {
		char name[4096];
		struct stat is;

		snprintf(name, sizeof(name), "%s/%s.csv", path,
			 import_kind_name((enum import_kind)i));
		if (!stat(name, &is))
			code = add_file(files, name);
	}
	if (!code && !json_array_size(files)) {
		fprintf(stderr, "stagebeurs import: %s: holds no import files\n", path);
		return EX_NOINPUT;
	}
	return code;
}

static int load(const struct conf *conf, json_t *files)
{
	struct client *client = client_open(conf);
	json_t *ok;

	if (!client) {
		json_decref(files);
		return EX_UNAVAILABLE;
	}
	ok = client_call(client, "import.load", json_pack("{s:o}", "files", files));
	if (ok)
		printf("%lld rows imported\n",
		       (long long)json_integer_value(json_object_get(ok, "rows")));
	client_close(client);
	json_decref(ok);
	return ok ? EX_OK : EX_DATAERR;
}

int cli_import(const struct conf *conf, int argc, char **argv)
{
	json_t *files = json_array();
	int code = EX_OK;

	if (!argc) {
		fprintf(stderr, "stagebeurs import: expected CSV files or a directory of them; see "
				"docs/import.md\n");
		code = EX_USAGE;
	}
	for (int i = 0; i < argc && !code; i++) {
		struct stat is;

		if (!stat(argv[i], &is) && S_ISDIR(is.st_mode))
			code = add_directory(files, argv[i]);
		else
			code = add_file(files, argv[i]);
	}
	if (!code)
		return load(conf, files);
	json_decref(files);
	return code;
}
