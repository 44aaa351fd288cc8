/*
 * JSON Schema as far as docs/openapi.json uses it for arguments: what the server says in its
 * documents that it takes. The parsers are generated from the same source by other code, so each of
 * the two shows the other's mistakes.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

/* Reads the document; aborts when it says something that this reader does not know. */
void schema_load(const char *path);

/* Whether the document takes these arguments of this command. */
bool schema_takes(const char *command, const json_t *args);
