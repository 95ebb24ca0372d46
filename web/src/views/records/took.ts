import type { PublicRecord } from '@canario/contracts/records-page';
import type { Formats } from '../../i18n/formats.ts';

/**
 * From being accepted to being stored, in words. Both instants are whole milliseconds, so it tells no fractions of
 * one; the clocks of two services may stand apart by more than it took, and then it is 0.
 */
export function tookOf(
	{ acceptedAtMs, storedAtMs }: Pick<PublicRecord, 'acceptedAtMs' | 'storedAtMs'>,
	{ count, duration }: Pick<Formats, 'count' | 'duration'>,
): string {
	const ms = Math.max(0, storedAtMs - acceptedAtMs);
	return ms < 1_000 ? `${count(ms)} ms` : duration(ms);
}
