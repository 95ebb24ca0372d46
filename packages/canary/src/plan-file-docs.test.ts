import { readFileSync } from 'node:fs';
import { VERDICTS } from '@canario/contracts/canary/check-result';
import { canaryEvent, OUTCOMES } from '@canario/contracts/canary/event';
import { HOOK_TIMES, METRICS } from '@canario/contracts/canary/plan';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from './plan-file.ts';
import { planInput } from './plan-shape.ts';

const text = readFileSync(new URL('../../../docs/canary.md', import.meta.url), 'utf8');

/** First cells of the table whose head begins with this word, each word in code on its own. */
function firstCells(head: string): string[] {
	const table = text.slice(text.indexOf(`\n| ${head} |`)).split('\n\n')[0] ?? '';
	const cells = table
		.trim()
		.split('\n')
		.slice(2)
		.map((row) => row.split(' | ')[0] ?? '');
	return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? ''));
}

/** Cells of a row of a table, by the word in code that it begins with. */
const rowOf = (word: string) =>
	(text.split('\n').find((line) => line.startsWith(`| \`${word}\` |`)) ?? '')
		.split('|')
		.map((cell) => cell.trim());

describe('docs/canary.md', () => {
	it.each([
		['field', Object.keys(planInput.shape)],
		['metric', [...METRICS]],
		['outcome', [...OUTCOMES]],
		['kind', canaryEvent.options.map(({ shape }) => shape.kind.value)],
	])('has a row for each %s and for nothing else', (head, words) => {
		expect(firstCells(head).toSorted()).toEqual(words.toSorted());
	});

	it('has the verdicts and the times of hooks', () => {
		expect(firstCells('verdict').map((cell) => cell.slice(2))).toEqual([...VERDICTS]);
		expect(text).toContain(`# ${HOOK_TIMES.join(', ')}\n`);
	});

	it('has the defaults that a plan has', () => {
		const plan = planInput.parse({ to: 'green', steps: [5] });
		for (const field of ['every', 'alarmRisk', 'passRisk', 'patience', 'rollback'] as const) {
			expect(rowOf(field)[2]).toBe(`\`${plan[field] as string}\``);
		}
		for (const metric of METRICS) {
			const { threshold, comparison } = {
				threshold: undefined,
				comparison: undefined,
				...plan.checks[metric],
			};
			const written = [threshold, comparison].map((one) => (one === undefined ? '–' : `\`${one}\``));
			expect(rowOf(metric).slice(3, 5)).toEqual(written);
		}
	});

	it('shows a hook that a plan may have, with its defaults', () => {
		const [, example = ''] = /```yaml\n(hooks:[\s\S]*?)```/.exec(text) ?? [];
		const { hooks } = planInput.parse(readPlanFile(`to: green\nsteps: [5]\n${example}`, 'the example'));
		expect(hooks).toHaveLength(1);
		const [least] = planInput.parse({
			to: 'green',
			steps: [5],
			hooks: [{ name: 'x', at: 'end', url: 'http://x' }],
		}).hooks;
		expect(example).toContain(`# default ${least?.gate}; only with`);
		expect(example).toContain(`# default ${least?.timeout}\n`);
		expect(example).toContain(`# default ${least?.retries}; after`);
	});
});
