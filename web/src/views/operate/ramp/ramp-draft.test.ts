import { describe, expect, it } from 'vitest';
import { type RampDraft, rampOf, usualRamp } from './ramp-draft.ts';

const USUAL = usualRamp({ blue: 90, green: 10 });
const of = (part: Partial<RampDraft>) => rampOf({ ...USUAL, ...part });

describe('a ramp that is written', () => {
	it('begins as that of the terminal, to the lane that has less', () => {
		expect(of({})).toEqual({ lane: 'green', percent: 100, step: 10, everyMs: 30_000 });
		expect(usualRamp({ blue: 10, green: 90 }).lane).toBe('blue');
	});

	it('may go to nothing, in one step', () => {
		expect(of({ to: '0', step: '100' })).toMatchObject({ percent: 0, step: 100 });
	});

	it.each([
		[{ to: '101' }, ['to']],
		[{ to: '' }, ['to']],
		[{ to: '2.5' }, ['to']],
		[{ step: '0' }, ['step']],
		[{ every: { text: '0', unit: 's' } }, ['every']],
		[{ every: { text: '25', unit: 'd' } }, ['every']],
		[{ to: 'x', step: 'y', every: { text: '', unit: 'h' } }, ['to', 'step', 'every']],
	] as const)('cannot be used with %j', (part, wrong) => {
		expect(of(part)).toEqual({ wrong });
	});
});
