import { z } from 'zod';

/** The environment cannot be used; the message names every bad key and shows no value. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

/** A base-10 whole number. `z.coerce.number()` would turn an empty string into 0, so it is not used here. */
export function whole(min: number, max: number) {
	return z
		.string()
		.regex(/^\d+$/, 'expected a whole number')
		.transform(Number)
		.pipe(z.number().min(min).max(max));
}

/** TCP port; 0 asks the kernel for a free one, which is what tests do. */
export const port = () => whole(0, 65_535);

/** A duration in milliseconds, at most one hour. */
export const milliseconds = () => whole(0, 3_600_000);

/** `on` or `off`. */
export const flag = () => z.enum(['on', 'off']).transform((value) => value === 'on');

/** An http or https URL without a path of its own; gives it without the slash at its end. */
export const httpUrl = () =>
	z
		.string()
		.refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), 'expected an http(s) URL')
		.transform((value) => value.replace(/\/+$/, ''));

/** What every service reads: where it listens, how it logs and how it stops. */
export const commonShape = {
	/** Address on which it listens. */
	HOST: z.string().min(1).default('::'),
	LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
	/** Logs go to this file instead of stdout. */
	LOG_FILE: z.string().min(1).optional(),
	/** How long it goes on serving once it says "not ready", ms. */
	SHUTDOWN_DRAIN_MS: milliseconds().default(5_000),
	/** Budget for closing everything after that, ms. */
	SHUTDOWN_DEADLINE_MS: milliseconds().default(15_000),
};

/**
 * Parses `env` with `shape` and freezes it; an empty string counts as unset, as an empty ConfigMap value does.
 *
 * @throws {ConfigError} naming every bad key at once. Values are left out: some of them are secrets.
 */
export function parseEnv<Shape extends z.ZodRawShape>(shape: Shape, env: NodeJS.ProcessEnv) {
	const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = z.object(shape).safeParse(set);
	if (parsed.success) return Object.freeze(parsed.data);
	const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
	throw new ConfigError(`invalid environment\n${lines.sort().join('\n')}`);
}

/** The part of a configuration that `commonShape` gives, for ServiceDefinition's BaseConfig. */
export function commonConfig(e: {
	readonly LOG_LEVEL: string;
	readonly LOG_FILE?: string | undefined;
	readonly SHUTDOWN_DRAIN_MS: number;
	readonly SHUTDOWN_DEADLINE_MS: number;
}) {
	return {
		log: { level: e.LOG_LEVEL, file: e.LOG_FILE },
		shutdown: { drainMs: e.SHUTDOWN_DRAIN_MS, deadlineMs: e.SHUTDOWN_DEADLINE_MS },
	};
}
