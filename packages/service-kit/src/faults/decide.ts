import type { FaultEffects } from '@canario/contracts/fault';

/** Numbers from 0 to below 1, evenly. */
export type Random = () => number;

/** Whether what happens with the probability `share` happens now: never for 0, always for 1. */
export const happens = (share: number, random: Random): boolean => random() < share;

/** Milliseconds to wait this time: `delayMs`, and up to `jitterMs` more or less. */
export function delayOf({ delayMs, jitterMs }: Pick<FaultEffects, 'delayMs' | 'jitterMs'>, random: Random) {
	return jitterMs === 0 ? delayMs : delayMs + (2 * random() - 1) * jitterMs;
}
