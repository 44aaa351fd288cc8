import { defineConfig, type Plugin } from 'vite';

// The server of `script/server`; Vite serves the client beside it in development. The server checks
// Origin against its own address, so requests that pass through here say that they come from there.
const toServer = {
	target: 'http://127.0.0.1:8080',
	headers: { host: 'localhost:8080', origin: 'http://localhost:8080' },
};
const proxy = { '/ws': { ...toServer, ws: true }, '/api': toServer };

/** Which layer goes over which. Chunks arrive in any order, so each style sheet says it. */
const layers: Plugin = {
	name: 'layers',
	enforce: 'pre',
	transform: (code, id) =>
		id.endsWith('.css') ? `@layer tokens, base, ui, features, areas;\n${code}` : undefined,
};

export default defineConfig({
	plugins: [layers],
	resolve: {
		// For the spreadsheet library: see there.
		alias: [
			{
				find: /^fflate$/,
				replacement: new URL('src/features/meet/leads/fflate_sync.ts', import.meta.url).pathname,
			},
		],
	},
	oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
	build: {
		target: 'es2022',
		assetsDir: 'assets',
		// The CSP has no data: for fonts and scripts, so nothing may be inlined.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		manifest: true,
		// The first page names a hundred files, and a hash does not compress: 42 bits tell them apart as well as 48,
		// and 36 the few that are no scripts.
		rolldownOptions: {
			output: {
				entryFileNames: 'assets/[name]-[hash:7].js',
				chunkFileNames: 'assets/[name]-[hash:7].js',
				assetFileNames: 'assets/[name]-[hash:6][extname]',
			},
		},
	},
	server: { proxy },
	preview: { proxy },
});
