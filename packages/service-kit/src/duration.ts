import { ServiceError } from './service-error.ts';

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** The longest duration that a timer of the runtime can wait, in milliseconds (24.8 days). */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Milliseconds of a duration as people write it: `250ms`, `30s`, `1.5m`, `2h`.
 *
 * @throws {ServiceError} `invalid_input` when `text` has no unit or is no duration.
 */
export function parseDuration(text: string): number {
	const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim()) ?? [];
	if (amount === undefined || unit === undefined) {
		throw new ServiceError('invalid_input', `"${text}" is no duration: write it as 250ms, 30s, 5m or 2h`);
	}
	const durationMs = Math.round(Number(amount) * UNIT_MS[unit as Unit]);
	if (durationMs > LONGEST_MS)
		throw new ServiceError('invalid_input', `${text} is too long: at most 24 days`);
	return durationMs;
}

/** A duration for people: `250ms`, `9.5s`, `30s`, `1m 5s`, `2h 0m`. */
export function formatDuration(durationMs: number): string {
	const wholeMs = Math.round(durationMs);
	if (wholeMs < 1_000) return `${wholeMs}ms`;
	const tenths = Math.round(wholeMs / 100);
	if (tenths < 100) return `${tenths / 10}s`;
	const seconds = Math.round(wholeMs / 1_000);
	if (seconds < 60) return `${seconds}s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes}m ${seconds % 60}s`;
	return `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}
