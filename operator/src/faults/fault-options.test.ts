import { faultInput } from '@canario/contracts/fault';
import { describe, expect, it } from 'vitest';
import { delayOption, durationWithin, shareOption } from './fault-options.ts';
import { effectsText, faultText } from './fault-text.ts';

describe('a share', () => {
	it.each([
		['10%', 0.1],
		['0.5%', 0.005],
		['100 %', 1],
		['0%', 0],
	])('is read from %s', (text, share) => {
		expect(shareOption(text)).toBe(share);
	});

	it.each(['10', '0.1', '101%', '-1%', '%', 'ten%', '1e1%', '10%%'])('is not read from %s', (text) => {
		expect(() => shareOption(text)).toThrow(/10% or 0\.5%/);
	});
});

describe('a delay', () => {
	it.each([
		['200ms', 200, 0],
		['200ms±50', 200, 50],
		['200ms±50ms', 200, 50],
		['200ms ± 50', 200, 50],
		['1s±0.25', 1_000, 250],
		['1s±250ms', 1_000, 250],
		['200ms+-50', 200, 50],
		['200ms+/-50ms', 200, 50],
	])('is read from %s', (text, delayMs, jitterMs) => {
		expect(delayOption(text)).toEqual({ delayMs, jitterMs });
	});

	it.each(['200', '±50', '200ms±', '200ms±50±50', '50ms±51', '61s', '-1ms', '200ms±fast', ''])(
		'is not read from %s',
		(text) => {
			expect(() => delayOption(text)).toThrow();
		},
	);
});

describe('the time of a fault', () => {
	const forMs = durationWithin('1s', '60m');

	it('has the bounds that the platform has', () => {
		for (const [text, ms] of [
			['1s', 1_000],
			['60m', 3_600_000],
		] as const) {
			expect(forMs(text)).toBe(ms);
			expect(faultInput.safeParse({ hang: true, forMs: ms }).success).toBe(true);
		}
	});

	it.each(['999ms', '61m', '3h'])('is not read from %s, and its bounds are named', (text) => {
		expect(() => forMs(text)).toThrow('Expected 1s to 60m.');
	});
});

describe('a fault in words', () => {
	it('tells all that it does, its end, and who set it', () => {
		const fault = {
			lane: 'green' as const,
			...{ errors: 0.1, delayMs: 200, jitterMs: 50, durableDelayMs: 0, drop: 0, hang: false },
			...{ setAtMs: 0, untilMs: 120_000, by: 'ana', reason: 'a lesson' },
		};
		expect(faultText(fault, 61_000)).toBe(
			'green  errors 10 %, delay 200ms ± 50ms; ends in 59s, at 1970-01-01T00:02:00Z; by ana: a lesson',
		);
	});

	it('leaves out what it does not do', () => {
		expect(effectsText({ lane: 'green', hang: true, durableDelayMs: 250, drop: 0.005 })).toBe(
			'answers nothing, durable delay 250ms, drops 0.5 %',
		);
	});
});
