import { describe, expect, it } from 'vitest';
import { planInput, usualPlan } from './plan-draft.ts';
import { readPlanText } from './plan-reader.ts';
import { plannedOf } from './use-planned.ts';

const draft = usualPlan({ blue: 100, green: 0 });
const formed = planInput(draft);
const BEFORE = '{"to": "blue", "steps": [50, 100]}';
const NOW = '{"to": "blue", "steps": [5, 100]}';

describe('the plan that is sent', () => {
	it('is that of the text, once it is read', () => {
		const reading = readPlanText(NOW);
		expect(plannedOf({ draft, text: NOW, calm: NOW, formed, reading })).toMatchObject({
			input: { to: 'blue', steps: [5, 100] },
			to: 'blue',
		});
	});

	it('is none while what was read is the text before the last edit', () => {
		const reading = readPlanText(BEFORE);
		expect(plannedOf({ draft, text: NOW, calm: BEFORE, formed, reading }).input).toBeUndefined();
	});

	it('is none where the text is no plan', () => {
		const reading = readPlanText('to: [');
		expect(plannedOf({ draft, text: 'to: [', calm: 'to: [', formed, reading }).input).toBeUndefined();
	});

	it('is that of the form where there is no text, whatever was read of one before', () => {
		const reading = readPlanText(BEFORE);
		expect(plannedOf({ draft, text: undefined, calm: BEFORE, formed, reading }).input).toBe(formed);
	});
});
