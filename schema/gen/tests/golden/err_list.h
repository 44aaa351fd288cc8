/* Made by schema/gen from schema/protocol; do not edit. */

#pragma once

/* X(NAME, "name", http status, "what it means") */
#define ERR_LIST(X) \
	X(BAD_JSON, "bad_json", 400, "Not JSON.") \
	X(UNKNOWN_FIELD, "unknown_field", 400, "No such field.") \
	X(MISSING_FIELD, "missing_field", 400, "Must be given.") \
	X(BAD_VALUE, "bad_value", 400, "Not \"expected\".") \
	X(CLOSED, "closed", 409, "Over\?\?/")
