/* See scratch.h. */
#include "cli/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"

#define PREFIX "stagebeurs-simulate-"
#define SUFFIX "XXXXXX"

/* What ends us from outside. A pipe that nobody reads any more is as good as Ctrl-C. */
static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

static const char *place(void)
{
	return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

static int open_directory(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void scratch_empty(const char *path)
{
	int fd = open_directory(path);
	DIR *files = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *file;

	while (files && (file = readdir(files)))
		unlinkat(fd, file->d_name, 0);
	if (files)
		closedir(files);
	else if (fd >= 0)
		close(fd);
}

/* Removes it where nobody lives there any more, and it is ours. */
static void remove_left(const char *path)
{
	int fd = open_directory(path);
	struct stat is;

	if (fd < 0)
		return;
	if (!fstat(fd, &is) && is.st_uid == geteuid() && !flock(fd, LOCK_EX | LOCK_NB)) {
		scratch_empty(path);
		rmdir(path);
	}
	close(fd);
}

static void remove_what_was_left(void)
{
	DIR *all = opendir(place());
	const struct dirent *one;

	while (all && (one = readdir(all))) {
		char path[300];

		if (strncmp(one->d_name, PREFIX, strlen(PREFIX)) != 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", place(), one->d_name);
		remove_left(path);
	}
	if (all)
		closedir(all);
}

/* False with errno 0: whoever cleaned up came between making and locking it. */
static bool try_open(struct scratch *s)
{
	struct stat is;

	snprintf(s->path, sizeof(s->path), "%s/" PREFIX SUFFIX, place());
	if (!mkdtemp(s->path))
		return false;
	s->fd = open_directory(s->path);
	if (s->fd < 0) {
		errno = errno == ENOENT ? 0 : errno;
		return false;
	}
	if (!flock(s->fd, LOCK_EX) && !stat(s->path, &is))
		return true;
	close(s->fd);
	errno = 0;
	return false;
}

/* What is ignored does not end us, so it is left ignored. */
static void hold_signals(struct scratch *s)
{
	sigemptyset(&s->signals);
	for (size_t i = 0; i < ARRAY_LEN(SIGNALS); i++) {
		struct sigaction now;

		if (!sigaction(SIGNALS[i], NULL, &now) && now.sa_handler != SIG_IGN)
			sigaddset(&s->signals, SIGNALS[i]);
	}
	sigprocmask(SIG_BLOCK, &s->signals, NULL);
}

bool scratch_open(struct scratch *ret)
{
	hold_signals(ret);
	remove_what_was_left();
	while (!try_open(ret)) {
		if (!errno)
			continue;
		fprintf(stderr, "stagebeurs simulate: %s: %s\n", ret->path, strerror(errno));
		sigprocmask(SIG_UNBLOCK, &ret->signals, NULL);
		return false;
	}
	return true;
}

bool scratch_is_over(void)
{
	sigset_t waiting;

	sigpending(&waiting);
	for (size_t i = 0; i < ARRAY_LEN(SIGNALS); i++) {
		if (sigismember(&waiting, SIGNALS[i]))
			return true;
	}
	return false;
}

void scratch_close(struct scratch *s)
{
	scratch_empty(s->path);
	rmdir(s->path);
	close(s->fd);
	sigprocmask(SIG_UNBLOCK, &s->signals, NULL);
}
