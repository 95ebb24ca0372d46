import { readdirSync, readFileSync } from 'node:fs';
import { METRICS } from '@canario/contracts/canary/plan';
import { ServiceError } from '@canario/service-kit/service-error';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parsePlanFile, readPlanFile } from './plan-file.ts';
import { planOf } from './plan-input.ts';
import { planInput } from './plan-shape.ts';

const PLANS = new URL('../../../docs/plans/', import.meta.url);

/** `line:column path: message` of each fault. */
const faultsOf = (text: string) => {
	const read = parsePlanFile(text);
	if ('plan' in read) return [];
	return read.faults.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
};

/** What `readPlanFile` throws. */
const refusalOf = (text: string): unknown => {
	try {
		return void readPlanFile(text, 'plan');
	} catch (error) {
		return error;
	}
};

const duration = fc
	.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('ms', 's', 'm'))
	.map((two) => two.join(''));
const percent = fc.integer({ min: 1, max: 49 }).map((n) => `${n}%`);
const steps = fc
	.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 })
	.map((shares) => shares.toSorted((a, b) => a - b))
	.chain((shares) =>
		fc.tuple(
			...shares.map((share) =>
				fc.oneof(fc.constant(share), fc.record({ share: fc.constant(share), hold: duration })),
			),
		),
	);
const checks = fc.dictionary(
	fc.constantFrom(...METRICS),
	fc.record({ comparison: fc.constantFrom('0', '10%') }),
);
const plans = fc.record(
	{
		to: fc.constantFrom('blue', 'green'),
		steps,
		every: duration,
		checks,
		alarmRisk: percent,
		patience: duration,
	},
	{ requiredKeys: ['to', 'steps'] },
);

describe('a plan file', () => {
	it('is read the same from YAML and from JSON, whatever the plan', () => {
		fc.assert(
			fc.property(plans, (plan) => {
				for (const text of [
					stringify(plan),
					stringify(plan, { collectionStyle: 'flow' }),
					JSON.stringify(plan, null, 2),
				])
					expect(readPlanFile(text, 'plan')).toEqual(JSON.parse(JSON.stringify(plan)));
			}),
		);
	});

	it('takes an amount without a unit as it is written', () => {
		const read = readPlanFile('to: green\nsteps: [5]\nchecks: {loss: {threshold: 0}}', 'plan.yaml');
		expect(read.checks?.loss).toEqual({ threshold: '0' });
		expect(faultsOf('to: green\nsteps: [5]\nevery: 60')).toEqual([
			'3:8 every: expected a duration such as 30s or 5m',
		]);
	});

	it('is refused with file, line, column and path of all that is wrong, in the order of the file', () => {
		const text = `to: red
steps:
  - 5
  - 5
every: 60s
checks:
  error-rate:
    treshold: 2%
  ack-p95: { threshold: fast }
rollback: { points: 0, every: 5s }
hooks:
  - name: a
`;
		expect(faultsOf(text)).toEqual([
			'1:5 to: expected blue or green',
			'4:5 steps[1]: expected more than the step before',
			'8:5 checks.error-rate.treshold: unknown field',
			'8:5 checks.error-rate: expected a threshold, a comparison, or both',
			'9:25 checks.ack-p95.threshold: expected a time such as 250ms',
			'10:21 rollback.points: expected at least 1',
			'12:5 hooks[0].at: is missing',
			'12:5 hooks[0].url: expected a URL of http or https',
		]);
	});

	it('tells the same in the message and in the errors of what it throws', () => {
		const refused = () => readPlanFile('to: green\nsteps: [50, 25]', 'plan.yaml');
		expect(refused).toThrow(
			expect.objectContaining({
				code: 'invalid_input',
				message: 'the plan cannot be used:\n  plan.yaml:2:13 steps[1]: expected more than the step before',
				errors: [{ path: 'steps[1]', message: 'expected more than the step before' }],
			}),
		);
	});

	it.each([
		['a step of neither form', 'to: green\nsteps: [x]', '2:9 steps[0]: expected a number or a map'],
		['a step of more than all', 'to: green\nsteps: [101]', '2:9 steps[0]: expected at most 100'],
		[
			'a fault within a step',
			'to: green\nsteps: [{share: 5, hold: long}]',
			'2:26 steps[0].hold: expected a duration such as 30s or 5m',
		],
		[
			'a way back of no form',
			'to: green\nsteps: [5]\nrollback: slow',
			'3:11 rollback: expected at-once or a map',
		],
		['a key that comes twice', 'to: green\nto: blue', '2:1 : Map keys must be unique'],
		['a key that comes twice in JSON', '{"to": "green",\n "to": "blue"}', '2:2 : Map keys must be unique'],
		['a list as a key', '? [to]\n: green', '1:3 : With stringKeys, all keys must be strings'],
		['a tag that says something else', 'to: !lane green', '1:5 : Unresolved tag: !lane'],
		['an alias of nothing', 'to: green\nsteps: *none', '2:8 : Unresolved alias'],
		['two documents', 'to: green\n---\nsteps: [5]', '2:1 : Source contains multiple documents'],
		['a tab', 'to: green\nchecks:\n\tloss: {}', '3:1 : Tabs are not allowed as indentation'],
		['an end that is missing', 'to: green\nsteps: [5, 25', '2:14 : Flow sequence'],
		['a name of the prototype', '__proto__: {to: green}', '1:1 __proto__: unknown field'],
		['a merge key', 'to: green\nsteps: [5]\n<<: {every: 5s}', '3:1 <<: unknown field'],
		['nothing', '', '1:1 : expected a map'],
		['a number', '5', '1:1 : expected a map'],
		['a list that is in itself', 'to: green\nsteps: &a [*a]', '2:12 steps[0]: expected a number or a map'],
		['far too much', `to: green\n${'#'.repeat(70_000)}`, '1:1 : longer than 65536 characters'],
	])('is refused with %s, and says where', (_, text, fault) => {
		expect(faultsOf(text)).toContainEqual(expect.stringContaining(fault));
	});

	it('may have anchors, but not so many that they fill the memory', () => {
		const shared = 'to: green\nsteps: [5]\nchecks:\n  ack-p50: &c {threshold: 1s}\n  ack-p95: *c';
		expect(readPlanFile(shared, 'plan').checks?.['ack-p95']).toEqual({ threshold: '1s' });
		const layer = (n: number) =>
			`a${n}: &a${n} [${Array(9)
				.fill(n === 0 ? 'x' : `*a${n - 1}`)
				.join(', ')}]`;
		const bomb = Array.from({ length: 9 }, (_, n) => layer(n)).join('\n');
		expect(faultsOf(bomb)).toEqual([expect.stringContaining('Excessive alias count')]);
	});

	it('names a place that there is for each fault, whatever the text', () => {
		const junk = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.stringMatching(/^[\s:{}[\],&*!|>'"%#-]{0,40}$/),
			fc.json(),
		);
		fc.assert(
			fc.property(junk, (text) => {
				const lines = text.split(/\r\n|\n|\r/);
				const read = parsePlanFile(text);
				expect(refusalOf(text) instanceof ServiceError).toBe('faults' in read);
				for (const { line } of 'plan' in read ? [] : read.faults) {
					expect(line).toBeGreaterThanOrEqual(1);
					expect(line).toBeLessThanOrEqual(lines.length + 1);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('finds an unknown field by its line, wherever it stands', () => {
		fc.assert(
			fc.property(plans, fc.nat(), (plan, at) => {
				const fields = Object.entries(plan).map(([key, value]) =>
					stringify({ [key]: value })
						.trimEnd()
						.split('\n'),
				);
				const place = at % (fields.length + 1);
				const text = fields.toSpliced(place, 0, ['bogus: 1']).flat();
				expect(faultsOf(text.join('\n'))).toEqual([`${text.indexOf('bogus: 1') + 1}:1 bogus: unknown field`]);
			}),
		);
	});
});

describe('the plans of the documentation', () => {
	it.each(readdirSync(PLANS))('%s is a plan', (name) => {
		const text = readFileSync(new URL(name, PLANS), 'utf8');
		const input = readPlanFile(text, name);
		expect(text).toContain('$schema=../canary-plan.schema.json');
		expect(input).toEqual(parse(text));
		expect(planOf(planInput.parse(input)).to).toBe('green');
	});

	it('blue-green.yaml asks somebody first, and compares nothing', () => {
		const {
			steps: all,
			checks: limits,
			hooks,
		} = planOf(
			planInput.parse(
				readPlanFile(readFileSync(new URL('blue-green.yaml', PLANS), 'utf8'), 'blue-green.yaml'),
			),
		);
		expect(all).toEqual([{ share: 100, holdMs: 300_000 }]);
		expect(limits.every(({ comparison }) => comparison === undefined)).toBe(true);
		expect(hooks[0]).toMatchObject({ at: 'start', gate: true });
	});
});
