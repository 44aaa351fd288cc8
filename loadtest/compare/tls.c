/*
 * stagebeurs-tls CERT KEY: the least that libwebsockets makes of a WebSocket behind TLS: its own role, no
 * extensions, buffers as small as they may be, and nothing that is kept for anybody. What a connection costs our
 * server is measured against this one. Prints "port=N"; whatever it hears it drops.
 */
#include <libwebsockets.h>
#include <stdio.h>
#include <sysexits.h>

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi, (void)reason, (void)user, (void)in, (void)len;
	return 0;
}

int main(int argc, char **argv)
{
	static const struct lws_protocols PROTOCOLS[] = { { .name = "bare", .callback = on_event }, { 0 } };
	struct lws_context_creation_info info = { .options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS |
							     LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT,
						  .pt_serv_buf_size = 4096 };
	struct lws_context *context;
	struct lws_vhost *vhost;

	if (argc != 3) {
		fprintf(stderr, "stagebeurs-tls: expected CERT KEY\n");
		return EX_USAGE;
	}
	lws_set_log_level(LLL_ERR, NULL);
	context = lws_create_context(&info);
	info.iface = "127.0.0.1";
	info.protocols = PROTOCOLS;
	info.alpn = "http/1.1";
	info.ssl_cert_filepath = argv[1];
	info.ssl_private_key_filepath = argv[2];
	vhost = context ? lws_create_vhost(context, &info) : NULL;
	if (!vhost)
		return EX_UNAVAILABLE;
	printf("port=%d\n", lws_get_vhost_listen_port(vhost));
	fflush(stdout);
	while (!lws_service(context, 0))
		;
	return EX_SOFTWARE;
}
