import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it } from 'vitest';
import { Losses } from './losses.ts';

const NO_BOOKS = { taken: 0, repeats: 0, deadLettered: 0, conflicts: 0, pending: 0 };
/** A state whose ledger has lost so many. */
const lost = (taken: number, over = {}) => someState({ green: { ...NO_BOOKS, taken }, ...over });

function lookedAt(...states: readonly ReturnType<typeof lost>[]): number {
	const losses = new Losses();
	for (const state of states) losses.look(state);
	return losses.total;
}
const steadily = (taken: number) => Array.from({ length: 5 }, () => lost(taken));

describe('losses', () => {
	it('are what got lost since the first look', () => {
		expect(lookedAt(lost(7))).toBe(0);
		expect(lookedAt(lost(7), ...steadily(9))).toBe(2);
	});

	it('count when they stay, for what a subscriber holds is told late', () => {
		expect(lookedAt(lost(7), lost(9), lost(9), lost(9), lost(9))).toBe(0);
		expect(lookedAt(lost(7), lost(9), lost(7), ...steadily(9))).toBe(2);
		expect(lookedAt(lost(7), ...steadily(7), lost(40), lost(7))).toBe(0);
	});

	it('begin at the least that was seen, never below nothing', () => {
		expect(lookedAt(lost(7), ...steadily(2))).toBe(0);
		expect(lookedAt(lost(7), lost(2), ...steadily(5))).toBe(3);
	});

	it('are suspected from the first look that sees more until they count, or are gone', () => {
		const losses = new Losses();
		const suspicions = (...states: readonly ReturnType<typeof lost>[]) =>
			states.map((state) => {
				losses.look(state);
				return losses.unsettled;
			});
		expect(losses.unsettled).toBe(false);
		expect(suspicions(lost(7), ...steadily(9))).toEqual([false, true, true, true, true, false]);
		expect(suspicions(lost(10), lost(9))).toEqual([true, false]);
		expect(suspicions(lost(10), lost(10, { built: false }), lost(10))).toEqual([true, false, true]);
	});

	it('are known when the books could be read at the last look', () => {
		const losses = new Losses();
		expect(losses.isKnown).toBe(false);
		for (const [over, isKnown] of [
			[{}, true],
			[{ built: false }, false],
			[{}, true],
			[{ suspect: true }, false],
		] as const) {
			losses.look(lost(7, over));
			expect(losses.isKnown).toBe(isKnown);
		}
	});

	it('stay what they were while the statistics are being built or in doubt', () => {
		const doubtful = [lost(90, { suspect: true }), lost(0, { built: false })];
		expect(lookedAt(...doubtful)).toBe(0);
		expect(lookedAt(...doubtful, lost(7), ...steadily(9), ...doubtful)).toBe(2);
	});
});
