/** Addresses of the page's views; the page knows the same ones (src/views.ts). */
export const VIEW_PATHS: ReadonlySet<string> = new Set(['/', '/traffic', '/records', '/how']);

/** Addresses that the service answers for itself. */
export const SERVICE_PATHS: ReadonlySet<string> = new Set([
	'/config.json',
	'/livez',
	'/readyz',
	'/version',
	'/metrics',
]);
