import type { Plugin } from 'vite';

/** Serves `/config.json` under `vite dev`, as the service does for the built page. */
export function devConfig(feedUrl: string, operates: boolean): Plugin {
	return {
		name: 'dev-config',
		apply: 'serve',
		configureServer({ middlewares }) {
			middlewares.use('/config.json', (_request, response) => {
				response
					.setHeader('Content-Type', 'application/json')
					.end(JSON.stringify({ feedUrl, version: 'dev', ...(operates && { operate: {} }) }));
			});
		},
	};
}
