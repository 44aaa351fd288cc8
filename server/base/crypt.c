/* See crypt.h. */
#include "base/crypt.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/log.h"

void crypt_random(void *to, size_t len)
{
	unsigned char *at = to;

	while (len) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0) {
			log_error("no_random_bytes");
			abort();
		}
		at += got;
		len -= (size_t)got;
	}
}

void crypt_sha256(struct str data, unsigned char ret[SHA256_BYTES])
{
	if (!EVP_Digest(data.at, data.len, ret, NULL, EVP_sha256(), NULL))
		abort();
}

void rng_bytes(struct rng *rng, void *to, size_t len)
{
	unsigned char *at = to;

	while (len) {
		unsigned char in[SEED_BYTES + sizeof(rng->drawn)], out[SHA256_BYTES];
		size_t part = len < sizeof(out) ? len : sizeof(out);

		memcpy(in, rng->seed, SEED_BYTES);
		memcpy(in + SEED_BYTES, &rng->drawn, sizeof(rng->drawn));
		rng->drawn++;
		crypt_sha256((struct str){ (const char *)in, sizeof(in) }, out);
		memcpy(at, out, part);
		at += part;
		len -= part;
	}
}

void crypt_hmac_sha1(struct str key, struct str data, unsigned char ret[20])
{
	unsigned int len = 0;

	if (!HMAC(EVP_sha1(), key.at, (int)key.len, (const unsigned char *)data.at, data.len, ret,
		  &len))
		abort();
}

void crypt_base64(const void *data, size_t len, char *ret)
{
	EVP_EncodeBlock((unsigned char *)ret, data, (int)len);
}

void crypt_base64url(const void *data, size_t len, char *ret)
{
	char *from = ret, *to = ret;

	crypt_base64(data, len, ret);
	for (; *from && *from != '='; from++)
		*to++ = (char)(*from == '+' ? '-' : *from == '/' ? '_' : *from);
	*to = '\0';
}
