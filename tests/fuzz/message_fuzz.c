/*
 * JSON from outside and every command's parser (wire/wire.h, net/ask.h, the generated
 * wire/protocol.c). The pre-scan refuses exactly what is too deep or too much, a parser takes
 * exactly what the published schema takes, a refusal is itself a good message, and what was taken
 * is taken again when it is written out.
 *
 * An input is a message; one that does not begin with a brace is the number of a command, in one
 * byte, and its arguments.
 */
#include "fuzz.h"

#include "engine/tables.h"
#include "net/ask.h"
#include "net/frame_in.h"
#include "schema.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	json_object_seed(1); /* or the order of fields would differ from run to run */
	schema_load(OPENAPI);
	return 0;
}

/* ---- the pre-scan ---- */

/* jansson itself stops at 2,048 levels. */
static void measure(const json_t *v, size_t depth, size_t *ret_depth, size_t *ret_values)
{
	const char *key;
	json_t *child;
	size_t i;

	++*ret_values;
	if (json_is_object(v) || json_is_array(v))
		depth++;
	if (depth > *ret_depth)
		*ret_depth = depth;
	json_object_foreach((json_t *)v, key, child) measure(child, depth, ret_depth, ret_values);
	json_array_foreach((json_t *)v, i, child) measure(child, depth, ret_depth, ret_values);
}

static void check_fault(const struct fault *fault)
{
	AUTO(buf_done) struct buf text = { 0 };
	json_error_t error;
	json_t *message, *err;

	assert(fault->code != ERR_OK);
	assert(frame_is_utf8(str_of(fault->field)) && frame_is_utf8(str_of(fault->expected)));
	ask_put_error(&text, 7, fault);
	message = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
	err = json_object_get(message, "err");
	assert(json_integer_value(json_object_get(message, "re")) == 7);
	assert(!strcmp(json_string_value(json_object_get(err, "code")), err_name(fault->code)));
	json_decref(message);
}

/* The bytes as a stranger's JSON object, NULL when they are refused; what is refused has to be
 * refused. */
static json_t *load(struct str bytes)
{
	struct fault fault = { 0 }, ignored = { 0 };
	json_t *strict = wire_load(bytes.at, bytes.len, WIRE_STRICT, &fault);
	json_t *any = wire_load(bytes.at, bytes.len, WIRE_LOCAL, &ignored);
	size_t depth = 0, values = 0;

	if (any) {
		measure(any, 0, &depth, &values);
		assert((strict != NULL) == (depth <= LIMIT_DEPTH && values <= LIMIT_VALUES));
	}
	assert(!strict || json_equal(strict, any));
	if (!strict)
		check_fault(&fault);
	json_decref(any);
	return strict;
}

/* ---- commands ---- */

static void check_command(const struct envelope *e, struct command *c)
{
	char *text = json_dumps(c->json, JSON_COMPACT);
	struct envelope again = *e;
	struct fault fault = { 0 };
	struct command *second;

	assert(c->origin.id == e->id && c->account == 0 && !c->is_system);
	assert(str_eq(c->key, e->key) && (!e->key.len || ask_is_key(c->key)));
	again.args = wire_load(text, strlen(text), WIRE_STRICT, &fault);
	assert(again.args && json_equal(again.args, c->json));
	assert(ask_make(command_table, &again, &second, &fault) == ERR_OK);
	assert(second->which == c->which);
	command_free(second);
	json_decref(again.args);
	free(text);
}

static void check_topic(struct str name)
{
	struct topic topic, again;
	char text[64];

	if (!topic_parse(topic_table, name, &topic))
		return;
	assert(topic.kind < TOPIC_COUNT && (topic.kind == TOPIC_ME ? !topic.id : topic.id > 0));
	snprintf(text, sizeof(text), topic.id ? "%s:%lld" : "%s", topic_table[topic.kind].name,
		 (long long)topic.id);
	assert(topic_parse(topic_table, str_of(text), &again));
	assert(again.kind == topic.kind && again.id == topic.id);
}

static void make(const struct envelope *e)
{
	enum command_id which = command_find(command_table, e->cmd);
	struct fault fault = { 0 };
	struct command *c = NULL;
	enum err err = ask_make(command_table, e, &c, &fault);
	json_t *args = e->args ? json_incref(e->args) : json_object();

	if (which == COMMAND_COUNT)
		assert(err == ERR_UNKNOWN_COMMAND);
	else
		assert(!err == schema_takes(command_table[which].name, args));
	json_decref(args);
	if (err) {
		assert(fault.code == err);
		check_fault(&fault);
		return;
	}
	check_command(e, c);
	if (which == CMD_SUBSCRIBE)
		check_topic(((const struct subscribe_args *)c->args)->topic);
	command_free(c);
}

static void take_message(json_t *message)
{
	struct envelope e;
	struct fault fault = { 0 };
	enum err err = ask_read(message, &e, &fault);

	if (!err) {
		assert(e.id >= 1 && e.id <= WIRE_INT_MOST);
		make(&e);
		return;
	}
	assert(fault.code == err);
	check_fault(&fault);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = fuzz_bytes(data, size);
	bool is_message = size && data[0] == '{';
	json_t *json;

	if (!size)
		return 0;
	json = load(is_message ? bytes : str_from(bytes, 1));
	if (json && is_message) {
		take_message(json);
	} else if (json) {
		const char *name = command_table[data[0] % COMMAND_COUNT].name;

		make(&(struct envelope){ .id = 1, .cmd = str_of(name), .args = json });
	}
	json_decref(json);
	return 0;
}
