/* What the files of conf/ share; nobody else includes it. */
#pragma once

#include "conf/conf.h"

struct reader {
	struct conf *conf;
	char *error; /* CONF_ERROR_BYTES */
};

/* Says in one line what is wrong; false. */
PRINTF(2, 3) bool conf_refuse(struct reader *r, const char *format, ...);

/* After everything was read: whether it goes together. False: the error is set. */
bool conf_check(struct reader *r);
