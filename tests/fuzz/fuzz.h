/*
 * What the fuzz targets share. A target is a border of the server: it takes bytes as a stranger
 * would send them, and asserts what always holds, so that libFuzzer (clang -fsanitize=fuzzer, with
 * ASan and UBSan) finds more than crashes. See fuzz.cmake for how they are built and run.
 */
#pragma once

/* Never compiled away here. */
#undef NDEBUG
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* libFuzzer's door. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static inline struct str fuzz_bytes(const uint8_t *data, size_t size)
{
	return (struct str){ (const char *)data, size };
}

/* A number that the input decides, below `most`: chance that comes back with its input. */
static inline size_t fuzz_pick(const uint8_t *data, size_t size, size_t most)
{
	size_t sum = 0;

	for (size_t i = 0; i < size; i++)
		sum = sum * 31 + data[i];
	return sum % most;
}
