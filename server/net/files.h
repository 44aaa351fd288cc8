/*
 * The client's files, read into memory at start: a request never waits for a disk, and nothing that
 * was not there at start can be reached. Immutable afterwards; any thread.
 */
#pragma once

#include "base/str.h"

struct file {
	struct str path; /* "/assets/index-3f2a.js" */
	struct str type;
	struct str body, br; /* br.at == NULL: not compressed */
	struct str etag, etag_br;
	bool is_hashed; /* its name changes with its content */
};

struct files;

/* All files below the directory. NULL: it was logged; it must hold an index.html. */
struct files *files_load(struct str directory);
void files_free(struct files *f);

/* The file at this path ("/" is /index.html), NULL: there is none. */
const struct file *files_find(const struct files *f, struct str path);
