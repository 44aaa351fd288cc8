/* Names and HTTP statuses of the error list. Pure tables. */
#include "base/err.h"

const char *err_name(enum err e)
{
	switch (e) {
	case ERR_OK:
		return "ok";
#define ERR_ROW(NAME, name, http, doc)                                                             \
	case ERR_##NAME:                                                                           \
		return name;
		ERR_LIST(ERR_ROW)
#undef ERR_ROW
	}
	return "internal";
}

int err_http(enum err e)
{
	switch (e) {
	case ERR_OK:
		return 200;
#define ERR_ROW(NAME, name, http, doc)                                                             \
	case ERR_##NAME:                                                                           \
		return http;
		ERR_LIST(ERR_ROW)
#undef ERR_ROW
	}
	return 500;
}
