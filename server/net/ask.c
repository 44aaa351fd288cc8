/* See ask.h. */
#include "net/ask.h"

#include <stdio.h>

#include "base/utf8.h"

enum err ask_refuse(struct fault *ret_fault, enum err code, const char *field, const char *expected)
{
	*ret_fault = (struct fault){ .code = code };
	snprintf(ret_fault->field, sizeof(ret_fault->field), "%s", field);
	snprintf(ret_fault->expected, sizeof(ret_fault->expected), "%s", expected);
	return code;
}

bool ask_is_key(struct str key)
{
	if (key.len < 8 || key.len > 64)
		return false;
	for (size_t i = 0; i < key.len; i++) {
		char c = key.at[i], letter = (char)(c | 0x20);

		if (!((c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z') || c == '-'))
			return false;
	}
	return true;
}

static enum err check_names(json_t *message, struct fault *ret_fault)
{
	static const char *const NAMES[] = { "id", "cmd", "key", "args" };

	for (void *i = json_object_iter(message); i; i = json_object_iter_next(message, i)) {
		const char *name = json_object_iter_key(i);
		size_t n = 0;

		while (n < ARRAY_LEN(NAMES) && strcmp(name, NAMES[n]) != 0)
			n++;
		if (n == ARRAY_LEN(NAMES)) {
			char field[64];
			size_t len = strlen(name);

			/* What is cut could end within a character. */
			snprintf(field, sizeof(field), "%s", len < sizeof(field) ? name : "…");
			return ask_refuse(ret_fault, ERR_UNKNOWN_FIELD, field,
					  "id, cmd, key and args");
		}
	}
	return ERR_OK;
}

static enum err read_id(json_t *message, struct envelope *ret, struct fault *ret_fault)
{
	static const char EXPECTED[] = "a whole number from 1 to 2^53-1";
	json_t *id = json_object_get(message, "id");

	if (!id)
		return ask_refuse(ret_fault, ERR_MISSING_FIELD, "id", EXPECTED);
	if (!json_is_integer(id) || json_integer_value(id) < 1 ||
	    json_integer_value(id) > WIRE_INT_MOST)
		return ask_refuse(ret_fault, ERR_BAD_VALUE, "id", EXPECTED);
	ret->id = json_integer_value(id);
	return ERR_OK;
}

static struct str text_of(json_t *v)
{
	return (struct str){ json_string_value(v), json_string_length(v) };
}

enum err ask_read(json_t *message, struct envelope *ret, struct fault *ret_fault)
{
	json_t *cmd = json_object_get(message, "cmd"), *key = json_object_get(message, "key");
	enum err e;

	*ret = (struct envelope){ .args = json_object_get(message, "args") };
	e = read_id(message, ret, ret_fault);
	if (!e)
		e = check_names(message, ret_fault);
	if (e)
		return e;
	if (!cmd)
		return ask_refuse(ret_fault, ERR_MISSING_FIELD, "cmd", "the name of a command");
	if (!json_is_string(cmd))
		return ask_refuse(ret_fault, ERR_BAD_VALUE, "cmd", "the name of a command");
	if (key && (!json_is_string(key) || !ask_is_key(text_of(key))))
		return ask_refuse(ret_fault, ERR_BAD_VALUE, "key", "8 to 64 of A-Z a-z 0-9 -");
	if (ret->args && !json_is_object(ret->args))
		return ask_refuse(ret_fault, ERR_BAD_VALUE, "args", "an object");
	ret->cmd = text_of(cmd);
	if (key)
		ret->key = text_of(key);
	return ERR_OK;
}

enum err ask_make(const struct command_def *table, const struct envelope *e, struct command **ret,
		  struct fault *ret_fault)
{
	struct fault fault = { 0 };
	struct command *c = NULL;
	enum err err = command_make(table, e->cmd, e->args, &c, &fault);

	if (err == ERR_UNKNOWN_COMMAND)
		return ask_refuse(ret_fault, err, "cmd", "the name of a command");
	if (err) {
		/* The parser starts at the arguments; a path that no longer fits loses its end. */
		struct str path =
		    utf8_cut(str_of(fault.field), sizeof(fault.field) - sizeof("args."));

		*ret_fault = fault;
		snprintf(ret_fault->field, sizeof(ret_fault->field), "args%s%.*s",
			 path.len ? "." : "", STR_FMT(path));
		return err;
	}
	c->key = arena_str(&c->arena, e->key);
	c->origin.id = e->id;
	c->origin.wants_reply = true;
	*ret = c;
	return ERR_OK;
}

void ask_put_error(struct buf *to, int64_t id, const struct fault *fault)
{
	buf_char(to, '{');
	if (id)
		buf_printf(to, "\"re\":%lld,", (long long)id);
	BUF_LIT(to, "\"err\":{\"code\":");
	buf_json(to, str_of(err_name(fault->code)));
	if (fault->field[0]) {
		BUF_LIT(to, ",\"field\":");
		buf_json(to, str_of(fault->field));
	}
	if (fault->expected[0]) {
		BUF_LIT(to, ",\"expected\":");
		buf_json(to, str_of(fault->expected));
	}
	BUF_LIT(to, "}}");
}
