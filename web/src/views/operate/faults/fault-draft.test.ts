import { presentEffects } from '@canario/contracts/present-effects';
import { expect, it } from 'vitest';
import { EMPTY, wantedOf } from './fault-draft.ts';

it('asks for what was written, in shares of 1 and milliseconds', () => {
	const draft = { ...EMPTY, errors: '12.5', delay: '200', jitter: '50', durable: '250', drop: '0' };
	expect(wantedOf({ ...draft, span: { text: '2', unit: 'min' } })).toEqual({
		effects: { errors: 0.125, delayMs: 200, jitterMs: 50, durableDelayMs: 250 },
		forMs: 120_000,
	});
});

it.each([
	[{}, []],
	[{ errors: '0' }, []],
	[{ errors: '101' }, ['errors']],
	[{ errors: 'x' }, ['errors']],
	[{ delay: '100', jitter: '101' }, ['jitter']],
	[{ durable: '5001' }, ['durable']],
	[{ hang: true, span: { text: '61', unit: 'min' } }, ['span']],
	[{ hang: true, span: { text: '', unit: 's' } }, ['span']],
] as const)('of %j finds wrong %j', (typed, wrong) => {
	expect(wantedOf({ ...EMPTY, ...typed })).toEqual({ wrong });
});

it('tells only what a fault does', () => {
	const nothing = { errors: 0, delayMs: 0, jitterMs: 0, durableDelayMs: 0, drop: 0, hang: false };
	expect(presentEffects({ ...nothing, errors: 0.1, hang: true })).toEqual({ errors: 0.1, hang: true });
});
