/*
 * The border: JSON from outside becomes typed arguments here, or a fault that names the field.
 *
 * wire_load() turns bytes into a JSON object within the schema's limits. The generated parsers
 * (wire/protocol.c) walk it with the checkers below; a checker that refuses has filled the fault.
 * Nothing here keeps state, any thread may call it. Texts borrow the json_t's memory.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/auto.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* The largest whole number that JavaScript holds exactly. */
#define WIRE_INT_MOST INT64_C(9007199254740991)

/* Why a message was refused. Both texts are UTF-8, cut at a whole character when too long. */
struct fault {
	enum err code;
	char field[96];    /* where: `files[2].name`; "" for the message as a whole */
	char expected[96]; /* what would have been right, in English, for who writes clients */
};

/* From whom a message comes. WIRE_LOCAL is the server itself and its local socket: imports are
 * longer and have more values than anybody else may send. */
enum wire_trust { WIRE_STRICT, WIRE_LOCAL };

/*
 * Looks over the bytes before jansson does, because jansson spends up to 79 times their length on
 * memory: at most LIMIT_DEPTH levels and LIMIT_VALUES values (keys not counted). It need not be
 * JSON: what is no JSON, jansson refuses before it makes more than that. Linear, no allocation.
 */
bool wire_prescan(const char *at, size_t len, struct fault *ret_fault) MUST_CHECK;

/* The bytes as one JSON object without duplicate keys, to be json_decref()ed; NULL: refused. Only
 * WIRE_STRICT is pre-scanned. */
json_t *wire_load(const char *at, size_t len, enum wire_trust trust,
		  struct fault *ret_fault) MUST_CHECK;

/* ---- for generated parsers ---- */

/* A value being checked, and the way to it from the top; lives on the parser's stack. */
struct wire_in {
	const struct wire_in *up; /* NULL: the top */
	const char *key;          /* NULL: an item of a list */
	size_t index;             /* which item */
	const json_t *value;
	struct arena *arena;
	struct fault *fault;
};

/* Fills the fault with this value's path; always false. */
bool wire_refuse(const struct wire_in *in, enum err code, const char *expected);

/* An object that has none but these fields. */
bool wire_object(const struct wire_in *in, const char *const *names, size_t n_names) MUST_CHECK;

/* A field that must be there; refuses when it is not. */
bool wire_need(const struct wire_in *in, const char *key, struct wire_in *ret) MUST_CHECK;

/* A field that may be left out: whether it is there. */
bool wire_has(const struct wire_in *in, const char *key, struct wire_in *ret) MUST_CHECK;

/* A list of lo to hi values: how many. */
bool wire_list(const struct wire_in *in, size_t lo, size_t hi, size_t *ret_n) MUST_CHECK;

struct wire_in wire_item(const struct wire_in *list, size_t index);

/* Values. *ret is untouched when they refuse. */
bool wire_id(const struct wire_in *in, int64_t *ret) MUST_CHECK;
bool wire_i64(const struct wire_in *in, int64_t *ret) MUST_CHECK;
bool wire_u32(const struct wire_in *in, uint32_t *ret) MUST_CHECK;
bool wire_time(const struct wire_in *in, int64_t *ret) MUST_CHECK;
bool wire_bool(const struct wire_in *in, bool *ret) MUST_CHECK;

/*
 * Text of lo to hi code points: UTF-8 without U+0000, surrogates and non-characters. wire_text()
 * lets tab, line feed and carriage return pass and no other control character; wire_line() none,
 * nor the line and paragraph separators U+2028 and U+2029.
 */
bool wire_line(const struct wire_in *in, size_t lo, size_t hi, struct str *ret) MUST_CHECK;
bool wire_text(const struct wire_in *in, size_t lo, size_t hi, struct str *ret) MUST_CHECK;

/* One of these names: which. */
bool wire_enum(const struct wire_in *in, const char *const *names, size_t n_names,
	       size_t *ret) MUST_CHECK;
bool wire_find(struct str s, const char *const *names, size_t n_names, size_t *ret) MUST_CHECK;

/* ---- for generated writers ---- */

/* A comma, unless the object was only just opened. */
void wire_put_comma(struct buf *b);
void wire_put_bool(struct buf *b, bool v);
/* An enum's name, which needs no escaping. */
void wire_put_name(struct buf *b, const char *name);
