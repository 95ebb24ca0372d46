import { MAX_DELAY_MS } from '@canario/contracts/fault';
import { InvalidArgumentError } from 'commander';
import { durationOption } from '../traffic/options.ts';

/** Parser of a share in per cent, such as `10%` or `0.5%`; gives 0 to 1. */
export function shareOption(text: string): number {
	const [, amount] = /^(\d+(?:\.\d+)?) ?%$/.exec(text.trim()) ?? [];
	const percent = Number(amount);
	if (amount !== undefined && percent <= 100) return percent / 100;
	throw new InvalidArgumentError('Expected a share such as 10% or 0.5%, at most 100%.');
}

/** Parser of a duration from `least` to `most`, which are written as durations too; gives milliseconds. */
export function durationWithin(least: string, most: string): (text: string) => number {
	return (text) => {
		const ms = durationOption(text);
		if (ms >= durationOption(least) && ms <= durationOption(most)) return ms;
		throw new InvalidArgumentError(`Expected ${least} to ${most}.`);
	};
}

/** Parser of a delay with or without its jitter, such as `200ms` or `200ms±50`; gives milliseconds. */
export function delayOption(text: string): { readonly delayMs: number; readonly jitterMs: number } {
	// "+-" and "+/-" for keyboards without ±; a jitter without a unit has that of its delay
	const [delay = '', jitter, ...more] = text.trim().split(/±|\+\/?-/);
	const delayMs = durationOption(delay);
	const unit = /[a-z]+$/.exec(delay.trim())?.[0] ?? 'ms';
	const jitterMs =
		jitter === undefined ? 0 : durationOption(/\d$/.test(jitter) ? `${jitter}${unit}` : jitter);
	if (more.length > 0) throw new InvalidArgumentError('Expected one jitter, as in 200ms±50.');
	if (delayMs > MAX_DELAY_MS) throw new InvalidArgumentError('At most 60s.');
	if (jitterMs > delayMs) throw new InvalidArgumentError('The jitter is at most as much as the delay.');
	return { delayMs, jitterMs };
}
