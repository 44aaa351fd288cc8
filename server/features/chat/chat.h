/* What other features may ask of chats. Engine thread. */
#pragma once

#include "engine/command.h"

/* Makes a chat: a booth's open one (call 0) or the text beside a call. */
enum err chat_create(struct cmd *cmd, int64_t fair, int64_t booth, int64_t call, int64_t *ret)
	MUST_CHECK;

/* A booth's chat goes with its booth. ERR_IN_USE: somebody wrote in it. */
enum err chat_remove(struct cmd *cmd, int64_t chat) MUST_CHECK;

/* Who wrote a message. */
enum err chat_author(struct db *db, int64_t message, int64_t *ret) MUST_CHECK;

/* Whose name is shown in it may be another now. */
enum err chat_look_again(struct cmd *cmd, int64_t chat) MUST_CHECK;
