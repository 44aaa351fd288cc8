/*
 * What we use of OpenSSL, and the only source of chance. A `struct rng` gives bytes that follow
 * from its seed alone, so that a recorded command draws the same token again.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SHA256_BYTES 32
#define SEED_BYTES 32

struct rng {
	unsigned char seed[SEED_BYTES];
	uint64_t drawn;
};

/* Fills `to` from the operating system; aborts when it gives none. */
void crypt_random(void *to, size_t len);

/* The next bytes of the stream SHA-256(seed, counter). */
void rng_bytes(struct rng *rng, void *to, size_t len);

void crypt_sha256(struct str data, unsigned char ret[SHA256_BYTES]);

/* HMAC-SHA1, 20 bytes: what coturn's use-auth-secret asks for (draft-uberti-behave-turn-rest-00). */
void crypt_hmac_sha1(struct str key, struct str data, unsigned char ret[20]);

/* Base64 with padding (RFC 4648 §4) and base64url without (§5). `ret` has room for
 * CRYPT_BASE64_LEN(len) bytes, NUL included. */
#define CRYPT_BASE64_LEN(len) (((len) + 2) / 3 * 4 + 1)
void crypt_base64(const void *data, size_t len, char *ret);
void crypt_base64url(const void *data, size_t len, char *ret);
