import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { devConfig } from './build/dev-config.ts';
import { precompress } from './build/precompress.ts';

export default defineConfig({
	plugins: [
		react(),
		precompress(),
		devConfig(process.env.FEED_URL ?? 'http://localhost:3003', process.env.OPERATE_URL !== undefined),
	],
	server: {
		...(process.env.OPERATE_URL && {
			proxy: {
				'/operate/api': {
					target: process.env.OPERATE_URL,
					rewrite: (path: string) => path.replace('/operate/api', ''),
				},
			},
		}),
	},
	build: {
		// a polyfill would be an inline script, which the page's content security policy forbids; so would data URLs
		modulePreload: { polyfill: false },
		assetsInlineLimit: 0,
	},
});
