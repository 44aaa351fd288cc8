/* What we use of OpenSSL, against the papers that define it, and chance that follows from a seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/auto.h"
#include "base/crypt.h"

static void assert_hex(const unsigned char *bytes, size_t len, const char *hex)
{
	char got[2 * 64 + 1];

	assert_true(len <= 64);
	for (size_t i = 0; i < len; i++)
		snprintf(got + 2 * i, 3, "%02x", bytes[i]);
	assert_string_equal(got, hex);
}

static void sha256_is_that_of_fips_180(void **state)
{
	unsigned char hash[SHA256_BYTES];

	(void)state;
	crypt_sha256(STR("abc"), hash);
	assert_hex(hash, sizeof(hash),
		   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	crypt_sha256((struct str){ 0 }, hash);
	assert_hex(hash, sizeof(hash),
		   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void hmac_sha1_is_that_of_rfc_2202(void **state)
{
	static char aa[80], dd[50], cd[50], counted[25];
	const struct {
		struct str key, data;
		const char *mac;
	} CASES[] = {
		{ STR("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"
		      "\x0b"),
		  STR("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00" },
		{ STR("Jefe"), STR("what do ya want for nothing?"),
		  "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
		{ { aa, 20 }, { dd, 50 }, "125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
		{ { counted, 25 }, { cd, 50 }, "4c9007f4026250c6bc8414f9bf50c86c2d7235da" },
		{ STR("\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c"
		      "\x0c"),
		  STR("Test With Truncation"), "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04" },
		{ { aa, 80 },
		  STR("Test Using Larger Than Block-Size Key - Hash Key First"),
		  "aa4ae5e15272d00e95705637ce8a3b55ed402112" },
		{ { aa, 80 },
		  STR("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"),
		  "e8e99d0f45237d786d6bbaa7965c7808bbff1a91" },
	};

	(void)state;
	memset(aa, 0xaa, sizeof(aa));
	memset(dd, 0xdd, sizeof(dd));
	memset(cd, 0xcd, sizeof(cd));
	for (size_t i = 0; i < sizeof(counted); i++)
		counted[i] = (char)(i + 1);
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
		unsigned char mac[20];

		crypt_hmac_sha1(CASES[i].key, CASES[i].data, mac);
		assert_hex(mac, sizeof(mac), CASES[i].mac);
	}
}

static void base64_is_that_of_rfc_4648(void **state)
{
	static const struct {
		struct str data;
		const char *base64, *url;
	} ROWS[] = {
		{ { "", 0 }, "", "" },
		{ { "f", 1 }, "Zg==", "Zg" },
		{ { "fo", 2 }, "Zm8=", "Zm8" },
		{ { "foo", 3 }, "Zm9v", "Zm9v" },
		{ { "foobar", 6 }, "Zm9vYmFy", "Zm9vYmFy" },
		{ { "\xfb\xff\xfe", 3 }, "+//+", "-__-" },
		{ { "\xff", 1 }, "/w==", "_w" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		char text[CRYPT_BASE64_LEN(6)];

		crypt_base64(ROWS[i].data.at, ROWS[i].data.len, text);
		assert_string_equal(text, ROWS[i].base64);
		crypt_base64url(ROWS[i].data.at, ROWS[i].data.len, text);
		assert_string_equal(text, ROWS[i].url);
	}
	assert_int_equal(CRYPT_BASE64_LEN(0), 1);
	assert_int_equal(CRYPT_BASE64_LEN(1), 5);
	assert_int_equal(CRYPT_BASE64_LEN(3), 5);
	assert_int_equal(CRYPT_BASE64_LEN(4), 9);
}

static void rng_follows_from_its_seed_alone(void **state)
{
	struct rng a = { .seed = { 1 } }, b = a, c = { .seed = { 2 } };
	unsigned char x[100], y[100], z[100];

	(void)state;
	rng_bytes(&a, x, sizeof(x));
	rng_bytes(&b, y, sizeof(y));
	rng_bytes(&c, z, sizeof(z));
	assert_memory_equal(x, y, sizeof(x));
	assert_memory_not_equal(x, z, 32);
	/* It goes on, and does not repeat itself. */
	rng_bytes(&a, y, 32);
	for (size_t i = 0; i + 32 <= sizeof(x); i += 32)
		assert_memory_not_equal(x + i, y, 32);
	/* SHA-256 of 32 zeros and a counter of eight: what recorded commands rely on. */
	rng_bytes(&(struct rng){ 0 }, z, 32);
	assert_hex(z, 32, "2c34ce1df23b838c5abf2a7f6437cca3d3067ed509ff25f11df6b11b582b51eb");
}

static void random_bytes_differ(void **state)
{
	unsigned char a[32] = { 0 }, b[32] = { 0 };

	(void)state;
	crypt_random(a, sizeof(a));
	crypt_random(b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_is_that_of_fips_180),
		cmocka_unit_test(hmac_sha1_is_that_of_rfc_2202),
		cmocka_unit_test(base64_is_that_of_rfc_4648),
		cmocka_unit_test(rng_follows_from_its_seed_alone),
		cmocka_unit_test(random_bytes_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
