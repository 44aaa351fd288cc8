/* Where settings come from, and what a wrong one says. */
#include "conf/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/log.h"

static char error[CONF_ERROR_BYTES];

static enum conf_outcome load(struct conf *c, char **argv, char **env)
{
	struct conf_input in = { .argv = argv, .env = env };

	while (argv[in.argc])
		in.argc++;
	return conf_load(c, &in, error);
}

#define WORDS(...) ((char *[]){ __VA_ARGS__, NULL })
#define NO_WORDS ((char *[]){ NULL })

static void defaults_hold(void **state)
{
	AUTO(conf_done) struct conf c;

	(void)state;
	assert_int_equal(load(&c, NO_WORDS, NULL), CONF_OK);
	assert_string_equal(c.data.at, "var");
	assert_string_equal(c.listen.at, "127.0.0.1");
	assert_int_equal(c.port, 8080);
	assert_int_equal(c.io_threads, 1);
	assert_int_equal(c.log_level, LOG_LEVEL_INFO);
	assert_int_equal(c.origins.n, 0);
	assert_false(c.metrics_open);
}

static void the_last_one_wins(void **state)
{
	char path[] = "/tmp/conf_test_XXXXXX", option[64];
	int fd = mkstemp(path);
	static const char TEXT[] = "# comment\n\n port = 1 \nlisten=127.0.0.2\r\nweb = a b \n"
				   "io_threads = 2";
	AUTO(conf_done) struct conf c;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, TEXT, sizeof(TEXT) - 1), sizeof(TEXT) - 1);
	close(fd);
	snprintf(option, sizeof(option), "--config=%s", path);
	assert_int_equal(load(&c, WORDS("--port=3", option),
			      WORDS("STAGEBEURS_PORT=2", "STAGEBEURS_LISTEN=127.0.0.3", "PORT=9",
				    "STAGEBEURS_BIN=x")),
			 CONF_OK);
	unlink(path);
	assert_int_equal(c.port, 3);
	assert_string_equal(c.listen.at, "127.0.0.3");
	assert_string_equal(c.web.at, "a b");
	assert_int_equal(c.io_threads, 2);
}

static void lists_are_cut_at_commas(void **state)
{
	AUTO(conf_done) struct conf c;

	(void)state;
	assert_int_equal(load(&c, WORDS("--origins", "https://a.nl , http://localhost:1"), NULL),
			 CONF_OK);
	assert_int_equal(c.origins.n, 2);
	assert_string_equal(c.origins.at[0].at, "https://a.nl");
	assert_string_equal(c.origins.at[1].at, "http://localhost:1");
}

static void other_words_are_left(void **state)
{
	char *argv[] = { "a", "--port=1", "--json", "b", NULL };
	struct conf_input in = { .argc = 4, .argv = argv, .keeps_unknown = true };
	AUTO(conf_done) struct conf c;

	(void)state;
	assert_int_equal(conf_load(&c, &in, error), CONF_OK);
	assert_int_equal(in.argc, 3);
	assert_string_equal(argv[0], "a");
	assert_string_equal(argv[1], "--json");
	assert_string_equal(argv[2], "b");
}

static void a_wrong_one_is_named(void **state)
{
	static const struct {
		const char *option, *error;
	} CASES[] = {
		{ "--port=65536",
		  "port: \"65536\" (from --port=65536) is not allowed; it must be a whole number "
		  "from 0 to 65535" },
		{ "--port=", "port: \"\" (from --port=) is not allowed; it must be a whole number "
			     "from 0 to 65535" },
		{ "--log_level=x", "log_level: \"x\" (from --log_level=x) is not allowed; it must "
				   "be one of debug, info, warn, error" },
		{ "--metrics_open=1", "metrics_open: \"1\" (from --metrics_open=1) is not allowed; "
				      "it must be yes or no" },
		{ "--io_thread=2", "io_thread (from options) is not a key; is io_threads meant?" },
		{ "--data=", "data: \"\" (from --data=) is not allowed; it must be a text of 1 to "
			     "4000 bytes" },
		{ "--turn_urls=turn:x", "turn_secret: must be given where turn_urls is" },
		{ "--tls_key=x", "tls_cert: tls_cert and tls_key must be given together" },
		{ "--origins=HTTPS://A.nl",
		  "origins: \"HTTPS://A.nl\" is not allowed; it must read https://host or "
		  "http://host:port, in lower case" },
		{ "--config=/nowhere", "config: cannot read /nowhere: No such file or directory" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
		AUTO(conf_done) struct conf c;

		assert_int_equal(load(&c, WORDS((char *)CASES[i].option), NULL), CONF_BAD);
		assert_string_equal(error, CASES[i].error);
	}
}

static void long_values_do_not_overflow_the_message(void **state)
{
	AUTO(buf_done) struct buf option = { 0 };
	AUTO(conf_done) struct conf c;

	(void)state;
	BUF_LIT(&option, "--listen=");
	for (int i = 0; i < 5000; i++)
		buf_char(&option, 'x');
	buf_char(&option, '\0');
	assert_int_equal(load(&c, WORDS(option.at), NULL), CONF_BAD);
	assert_true(strlen(error) < CONF_ERROR_BYTES);
}

static void help_names_every_key(void **state)
{
	AUTO(buf_done) struct buf text = { 0 };
	AUTO(conf_done) struct conf c;

	(void)state;
	assert_int_equal(load(&c, WORDS("--port=x", "--help"), NULL), CONF_HELP);
	conf_help(&text);
	buf_char(&text, '\0');
	assert_non_null(strstr(text.at, "--port=8080 (0..65535)"));
	assert_non_null(strstr(text.at, "--turn_secret="));
}

static void refuses_with(char **argv, const char *words)
{
	AUTO(conf_done) struct conf c;

	assert_int_equal(load(&c, argv, NULL), CONF_BAD);
	if (!strstr(error, words))
		fail_msg("%s does not say %s", error, words);
}

static void mail_needs_what_a_mail_needs(void **state)
{
	AUTO(conf_done) struct conf c;
	char path[] = "/tmp/conf_test_XXXXXX", option[64];
	int fd = mkstemp(path);

#define MAIL "--smtp_url=smtp://mail.example:587", "--mail_from=a@b.example", "--public_url=https://b.example"
	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "secret\nmore", 11), 11);
	close(fd);
	snprintf(option, sizeof(option), "--smtp_password_file=%s", path);
	assert_int_equal(load(&c, WORDS(MAIL, "--smtp_user=me", option), NULL), CONF_OK);
	assert_string_equal(c.smtp_password.at, "secret");
	refuses_with(WORDS(MAIL, "--smtp_user=me", option, "--smtp_password=x"), "smtp_password: is given");
	unlink(path);
	refuses_with(WORDS(MAIL, "--smtp_user=me", option), "smtp_password_file: cannot read");
	refuses_with(WORDS("--smtp_url=mail.example"), "smtp_url: ");
	refuses_with(WORDS("--smtp_url=smtp://mail.example", "--public_url=https://b.example"), "mail_from: ");
	refuses_with(WORDS("--smtp_url=smtp://m.example", "--mail_from=a@b.example"), "public_url: ");
	refuses_with(WORDS("--public_url=https://b.example/fair"), "public_url: ");
	refuses_with(WORDS(MAIL, "--smtp_user=me"), "smtp_password: ");
#undef MAIL
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_hold),
		cmocka_unit_test(the_last_one_wins),
		cmocka_unit_test(lists_are_cut_at_commas),
		cmocka_unit_test(other_words_are_left),
		cmocka_unit_test(a_wrong_one_is_named),
		cmocka_unit_test(long_values_do_not_overflow_the_message),
		cmocka_unit_test(help_names_every_key),
		cmocka_unit_test(mail_needs_what_a_mail_needs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
