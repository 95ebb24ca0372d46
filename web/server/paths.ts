/** Addresses that the service answers for itself. */
export const SERVICE_PATHS: ReadonlySet<string> = new Set([
	'/config.json',
	'/livez',
	'/readyz',
	'/version',
	'/metrics',
]);
