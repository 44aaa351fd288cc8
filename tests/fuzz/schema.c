/* See schema.h. */
#include "schema.h"

#include <stdio.h>

#include "base/utf8.h"
#include "fuzz.h"

/* schema/gen/docs.py: PATTERNS. */
static const char LINE[] = "^[^\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029]*$";
static const char TEXT[] = "^[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*$";

static json_t *document;

void schema_load(const char *path)
{
	document = json_load_file(path, 0, NULL);
	assert(document);
}

static const char *text_at(const json_t *schema, const char *key)
{
	return json_string_value(json_object_get(schema, key));
}

static bool is_within(const json_t *schema, const char *low, const char *high, json_int_t n)
{
	assert(json_is_integer(json_object_get(schema, low)));
	assert(json_is_integer(json_object_get(schema, high)));
	return n >= json_integer_value(json_object_get(schema, low)) &&
	       n <= json_integer_value(json_object_get(schema, high));
}

/* Whether a pattern of the document lets this code point pass. */
static bool passes(const char *pattern, int32_t point)
{
	bool is_line = strcmp(pattern, LINE) == 0;

	assert(is_line || strcmp(pattern, TEXT) == 0);
	if (is_line)
		return point >= ' ' && (point < 0x7f || point > 0x9f) && point != 0x2028 &&
		       point != 0x2029;
	return (point >= ' ' || point == '\t' || point == '\n' || point == '\r') &&
	       (point < 0x7f || point > 0x9f);
}

/* The document does not speak of them: Unicode's 66 non-characters are in no text. */
static bool is_character(int32_t point)
{
	return (point & 0xfffe) != 0xfffe && !(point >= 0xfdd0 && point <= 0xfdef);
}

static bool takes_text(const json_t *schema, const json_t *v)
{
	struct str s = { json_string_value(v), json_string_length(v) };
	json_int_t n = 0;

	if (!json_is_string(v))
		return false;
	for (size_t i = 0; i < s.len; n++) {
		int32_t point = utf8_next(s, &i);

		if (point < 0 || !is_character(point) || !passes(text_at(schema, "pattern"), point))
			return false;
	}
	return is_within(schema, "minLength", "maxLength", n);
}

static bool takes_word(const json_t *words, const json_t *v)
{
	for (size_t i = 0; i < json_array_size(words); i++) {
		const json_t *word = json_object_get(json_array_get(words, i), "const");

		assert(json_is_string(word));
		if (json_equal((json_t *)word, (json_t *)v))
			return true;
	}
	return false;
}

static bool takes(const json_t *schema, const json_t *v);

static bool takes_list(const json_t *schema, const json_t *v)
{
	if (!json_is_array(v) ||
	    !is_within(schema, "minItems", "maxItems", (json_int_t)json_array_size(v)))
		return false;
	for (size_t i = 0; i < json_array_size(v); i++) {
		if (!takes(json_object_get(schema, "items"), json_array_get(v, i)))
			return false;
	}
	return true;
}

static bool takes_object(const json_t *schema, const json_t *v)
{
	const json_t *properties = json_object_get(schema, "properties");
	const json_t *required = json_object_get(schema, "required");
	const char *key;
	json_t *field;

	assert(json_is_false(json_object_get(schema, "additionalProperties")));
	if (!json_is_object(v))
		return false;
	json_object_foreach((json_t *)v, key, field)
	{
		const json_t *property = json_object_get(properties, key);

		if (!property || !takes(property, field))
			return false;
	}
	for (size_t i = 0; i < json_array_size(required); i++) {
		if (!json_object_get(v, json_string_value(json_array_get(required, i))))
			return false;
	}
	return true;
}

/* "#/components/schemas/Name" */
static const json_t *follow(const char *reference)
{
	const json_t *all = json_object_get(json_object_get(document, "components"), "schemas");
	const json_t *found = json_object_get(all, strrchr(reference, '/') + 1);

	assert(found);
	return found;
}

/* The nesting is that of the document, which is ours. */
static bool takes(const json_t *schema, const json_t *v)
{
	const char *type = text_at(schema, "type");

	if (json_object_get(schema, "$ref"))
		return takes(follow(text_at(schema, "$ref")), v);
	if (json_object_get(schema, "oneOf"))
		return takes_word(json_object_get(schema, "oneOf"), v);
	assert(type);
	if (!strcmp(type, "object"))
		return takes_object(schema, v);
	if (!strcmp(type, "array"))
		return takes_list(schema, v);
	if (!strcmp(type, "string"))
		return takes_text(schema, v);
	if (!strcmp(type, "boolean"))
		return json_is_boolean(v);
	assert(!strcmp(type, "integer"));
	return json_is_integer(v) && is_within(schema, "minimum", "maximum", json_integer_value(v));
}

bool schema_takes(const char *command, const json_t *args)
{
	static const char *const STEPS[] = { "post", "requestBody", "content", "application/json",
					     "schema" };
	char path[80];
	const json_t *schema;

	snprintf(path, sizeof(path), "/api/v1/%s", command);
	schema = json_object_get(json_object_get(document, "paths"), path);
	for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++)
		schema = json_object_get(schema, STEPS[i]);
	assert(schema);
	return takes(schema, args);
}
