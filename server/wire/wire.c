/* See wire.h. */
#include "wire/wire.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "wire/protocol.h"

/* ---- faults ---- */

/* Copies as many whole characters of s as fit; `to` is always terminated. */
static void copy_cut(char *to, size_t size, struct str s)
{
	size_t len = utf8_cut(s, size - 1).len;

	memcpy(to, s.at, len);
	to[len] = '\0';
}

/* The message as a whole is refused. */
static bool refuse_message(struct fault *ret_fault, struct str field, const char *expected)
{
	ret_fault->code = ERR_BAD_JSON;
	copy_cut(ret_fault->field, sizeof(ret_fault->field), field);
	copy_cut(ret_fault->expected, sizeof(ret_fault->expected), str_of(expected));
	return false;
}

/* One step of a path: `.name`, the first without its dot, or `[2]`. */
static size_t path_step(const struct wire_in *step, char *to, size_t size, bool is_first)
{
	char index[24];
	struct str name = str_of(step->key);
	size_t dot = 0;

	if (!step->key) {
		IGNORE(snprintf(index, sizeof(index), "[%zu]", step->index) < 0); /* it fits */
		name = str_of(index);
	} else if (!is_first && size > 1) {
		to[0] = '.';
		dot = 1;
	}
	copy_cut(to + dot, size - dot, name);
	return dot + strlen(to + dot);
}

static void path(const struct wire_in *in, char *to, size_t size)
{
	/* The generator refuses arguments that nest deeper. */
	const struct wire_in *steps[LIMIT_DEPTH];
	size_t n = 0, len = 0;

	for (; in->up && n < ARRAY_LEN(steps); in = in->up)
		steps[n++] = in;
	to[0] = '\0';
	for (size_t i = n; i > 0; i--)
		len += path_step(steps[i - 1], to + len, size - len, i == n);
}

bool wire_refuse(const struct wire_in *in, enum err code, const char *expected)
{
	in->fault->code = code;
	path(in, in->fault->field, sizeof(in->fault->field));
	copy_cut(in->fault->expected, sizeof(in->fault->expected), str_of(expected));
	return false;
}

/* ---- from bytes to JSON ---- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Behind the string that begins at i. */
static size_t skip_string(const char *at, size_t len, size_t i)
{
	for (i++; i < len && at[i] != '"'; i++) {
		if (at[i] == '\\')
			i++;
	}
	return i < len ? i + 1 : len;
}

/* Behind the number, literal or nonsense that begins at i. */
static size_t skip_scalar(const char *at, size_t len, size_t i)
{
	while (i < len && !is_space(at[i]) && !memchr("{}[],:\"", at[i], 7))
		i++;
	return i;
}

bool wire_prescan(const char *at, size_t len, struct fault *ret_fault)
{
	size_t depth = 0, values = 0, i = 0;

	while (i < len) {
		char c = at[i];

		if (is_space(c) || c == ',' || c == ':') {
			i++;
			continue;
		}
		if (c == ']' || c == '}') {
			if (depth == 0)
				return refuse_message(ret_fault, STR(""), "one JSON object");
			depth--;
			i++;
			continue;
		}
		if (c == '[' || c == '{') {
			if (++depth > LIMIT_DEPTH)
				return refuse_message(ret_fault, STR(""),
						      "fewer levels of nesting");
			i++;
		} else if (c == '"') {
			i = skip_string(at, len, i);
			while (i < len && is_space(at[i]))
				i++;
			/* A key. Outside an object jansson stops at this colon, so a key that is
			 * none costs nothing. */
			if (i < len && at[i] == ':')
				continue;
		} else {
			i = skip_scalar(at, len, i);
		}
		if (++values > LIMIT_VALUES)
			return refuse_message(ret_fault, STR(""), "fewer values");
	}
	return true;
}

/* jansson stops right behind the second of two equal keys: its bytes as they were sent. */
static struct str key_before(const char *at, size_t end)
{
	size_t start;

	if (end < 2 || at[end - 1] != '"')
		return STR("");
	for (start = end - 1; start > 0 && at[start - 1] != '"'; start--)
		;
	return (struct str){ at + start, end - 1 - start };
}

static void refuse_json(const char *at, size_t len, const json_error_t *error,
			struct fault *ret_fault)
{
	size_t end = error->position > 0 ? (size_t)error->position : 0;
	char expected[64];

	if (json_error_code(error) == json_error_duplicate_key && end <= len) {
		refuse_message(ret_fault, key_before(at, end), "each field once");
		return;
	}
	/* jansson's own text quotes the input, perhaps half a character of it. */
	IGNORE(snprintf(expected, sizeof(expected), "one JSON object; wrong near byte %zu", end) <
	       0);
	refuse_message(ret_fault, STR(""), expected);
}

json_t *wire_load(const char *at, size_t len, enum wire_trust trust, struct fault *ret_fault)
{
	json_error_t error;
	json_t *v;

	if (trust == WIRE_STRICT && !wire_prescan(at, len, ret_fault))
		return NULL;
	v = json_loadb(at, len, JSON_REJECT_DUPLICATES, &error);
	if (!v) {
		refuse_json(at, len, &error, ret_fault);
		return NULL;
	}
	if (!json_is_object(v)) {
		json_decref(v);
		refuse_message(ret_fault, STR(""), "one JSON object");
		return NULL;
	}
	return v;
}

/* ---- objects and lists ---- */

static struct wire_in below(const struct wire_in *in, const char *key, size_t index,
			    const json_t *value)
{
	return (struct wire_in){ in, key, index, value, in->arena, in->fault };
}

bool wire_object(const struct wire_in *in, const char *const *names, size_t n_names)
{
	/* jansson's iterators take no const, and change nothing. */
	json_t *object = (json_t *)in->value;
	size_t ignored;

	if (!json_is_object(in->value))
		return wire_refuse(in, ERR_BAD_VALUE, "an object");
	for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
		const char *key = json_object_iter_key(i);
		struct wire_in field = below(in, key, 0, NULL);

		if (!wire_find(str_of(key), names, n_names, &ignored))
			return wire_refuse(&field, ERR_UNKNOWN_FIELD, "no such field");
	}
	return true;
}

bool wire_has(const struct wire_in *in, const char *key, struct wire_in *ret)
{
	*ret = below(in, key, 0, json_object_get(in->value, key));
	return ret->value;
}

bool wire_need(const struct wire_in *in, const char *key, struct wire_in *ret)
{
	return wire_has(in, key, ret) || wire_refuse(ret, ERR_MISSING_FIELD, "this field");
}

bool wire_list(const struct wire_in *in, size_t lo, size_t hi, size_t *ret_n)
{
	size_t n = json_array_size(in->value);
	char expected[64];

	if (json_is_array(in->value) && n >= lo && n <= hi) {
		*ret_n = n;
		return true;
	}
	IGNORE(snprintf(expected, sizeof(expected), "a list of %zu to %zu values", lo, hi) < 0);
	return wire_refuse(in, ERR_BAD_VALUE, expected);
}

struct wire_in wire_item(const struct wire_in *list, size_t index)
{
	return below(list, NULL, index, json_array_get(list->value, index));
}

/* ---- numbers ---- */

static bool whole(const struct wire_in *in, int64_t lo, int64_t hi, int64_t *ret)
{
	json_int_t n = json_integer_value(in->value);
	char expected[80];

	if (json_is_integer(in->value) && n >= lo && n <= hi) {
		*ret = n;
		return true;
	}
	IGNORE(snprintf(expected, sizeof(expected), "a whole number from %lld to %lld",
			(long long)lo, (long long)hi) < 0);
	return wire_refuse(in, ERR_BAD_VALUE, expected);
}

bool wire_id(const struct wire_in *in, int64_t *ret)
{
	return whole(in, 1, WIRE_INT_MOST, ret);
}

bool wire_i64(const struct wire_in *in, int64_t *ret)
{
	return whole(in, -WIRE_INT_MOST, WIRE_INT_MOST, ret);
}

bool wire_time(const struct wire_in *in, int64_t *ret)
{
	return whole(in, 0, WIRE_INT_MOST, ret);
}

bool wire_u32(const struct wire_in *in, uint32_t *ret)
{
	int64_t n;

	if (!whole(in, 0, UINT32_MAX, &n))
		return false;
	*ret = (uint32_t)n;
	return true;
}

bool wire_bool(const struct wire_in *in, bool *ret)
{
	if (!json_is_boolean(in->value))
		return wire_refuse(in, ERR_BAD_VALUE, "true or false");
	*ret = json_is_true(in->value);
	return true;
}

/* ---- texts ---- */

static bool text(const struct wire_in *in, size_t lo, size_t hi, bool is_line, struct str *ret)
{
	struct str s = { json_string_value(in->value), json_string_length(in->value) };
	char expected[96];

	/* jansson has checked what it parsed; values made in other ways are checked here too. */
	if (s.at && utf8_is_text(s, lo, hi, is_line)) {
		*ret = s;
		return true;
	}
	IGNORE(snprintf(expected, sizeof(expected),
			"%s of %zu to %zu characters, no control characters",
			is_line ? "one line" : "text", lo, hi) < 0);
	return wire_refuse(in, ERR_BAD_VALUE, expected);
}

bool wire_line(const struct wire_in *in, size_t lo, size_t hi, struct str *ret)
{
	return text(in, lo, hi, true, ret);
}

bool wire_text(const struct wire_in *in, size_t lo, size_t hi, struct str *ret)
{
	return text(in, lo, hi, false, ret);
}

/* ---- enums ---- */

bool wire_find(struct str s, const char *const *names, size_t n_names, size_t *ret)
{
	for (size_t i = 0; i < n_names; i++) {
		if (str_eq(str_of(names[i]), s)) {
			*ret = i;
			return true;
		}
	}
	return false;
}

bool wire_enum(const struct wire_in *in, const char *const *names, size_t n_names, size_t *ret)
{
	struct str s = { json_string_value(in->value), json_string_length(in->value) };
	char expected[96] = "one of";
	size_t len = strlen(expected);

	if (s.at && wire_find(s, names, n_names, ret))
		return true;
	/* Names are ASCII; those that no longer fit are left out whole. */
	for (size_t i = 0; i < n_names && len + strlen(names[i]) + 2 < sizeof(expected); i++) {
		IGNORE(snprintf(expected + len, sizeof(expected) - len, " %s", names[i]) < 0);
		len += strlen(names[i]) + 1;
	}
	return wire_refuse(in, ERR_BAD_VALUE, expected);
}

/* ---- writing ---- */

void wire_put_comma(struct buf *b)
{
	/* A value never ends in an opening brace: a text ends in its quote. */
	if (b->len > 0 && b->at[b->len - 1] != '{')
		BUF_LIT(b, ",");
}

void wire_put_bool(struct buf *b, bool v)
{
	buf_str(b, v ? STR("true") : STR("false"));
}

void wire_put_name(struct buf *b, const char *name)
{
	BUF_LIT(b, "\"");
	buf_str(b, str_of(name));
	BUF_LIT(b, "\"");
}
