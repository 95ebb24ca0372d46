import { describe, expect, it } from 'vitest';
import { LONGEST } from '../source/join-files.ts';
import { EXAMPLE } from './example.ts';
import { convertManifests, readManifests } from './manifest-reader.ts';

const split = (backends: string) => `apiVersion: split.smi-spec.io/v1alpha2
kind: TrafficSplit
metadata: { name: front }
spec: { service: front, backends: [${backends}] }
`;

describe('manifests that were pasted', () => {
	it('are looked at together, each finding with its line', () => {
		const { parsed, findings } = readManifests(
			`${split('{ service: old, weight: 0 }')}---\nkind: Service\napiVersion: [`,
		);
		expect(parsed.splits).toHaveLength(1);
		expect(findings.map(({ rule, line }) => [rule, line])).toEqual(
			expect.arrayContaining([
				['zero-sum', 4],
				['unreadable', expect.any(Number)],
			]),
		);
	});

	it('are not read where they are longer than the page may stand still for', () => {
		const good = split('{ service: old, weight: 1 }');
		const as = (length: number) => readManifests(good.padEnd(length, '\n'));
		expect(as(LONGEST)).toMatchObject({ parsed: { splits: [{}] }, findings: [] });
		const { parsed, findings } = as(LONGEST + 1);
		expect(parsed.splits).toEqual([]);
		expect(findings).toMatchObject([
			{ rule: 'unreadable', line: 1, message: 'longer than 262144 characters' },
		]);
	});

	it.each([
		['an alias within its own anchor', '&a [*a]'],
		['what is nested too deep', '['.repeat(20_000)],
	])('say of %s what it is, and not what the engine says', (_, text) => {
		expect(readManifests(text).findings).toMatchObject([
			{ rule: 'unreadable', line: 1, message: 'nested too deep, or an alias within its own anchor' },
		]);
	});

	it('are none where nothing was', () => {
		expect(readManifests('')).toMatchObject({ parsed: { splits: [] }, findings: [] });
	});
});

describe('a conversion', () => {
	it('has the text of every split, and what it loses of which', () => {
		const halves = readManifests(split('{ service: old, weight: 1 }, { service: new, weight: 1 }'));
		const converted = convertManifests(halves, 'gateway/v1', 3050);
		expect(converted).toMatchObject({ text: expect.stringMatching(/^apiVersion: gateway\.networking/) });
		expect(converted).toMatchObject({ text: expect.stringContaining('port: 3050') });
		const route = readManifests('text' in converted ? converted.text : '');
		expect(convertManifests(route, 'smi/v1alpha2', undefined)).toMatchObject({
			lost: expect.arrayContaining([expect.objectContaining({ split: 'front', what: 'port 3050' })]),
		});
	});

	it('says why it cannot be', () => {
		const halves = readManifests(split('{ service: old, weight: 1 }'));
		expect(convertManifests(halves, 'gateway/v1', undefined)).toEqual({
			trouble: expect.stringContaining('port'),
		});
	});
});

it('has an example in which something is to be found, and that loses something', () => {
	const example = readManifests(EXAMPLE);
	expect(example.findings.map(({ rule, line }) => [rule, line])).toContainEqual(['unit-as-text', 8]);
	expect(convertManifests(example, 'gateway/v1', undefined)).toMatchObject({
		text: expect.stringContaining('weight: 900'),
		lost: [{ split: 'vaccinations' }],
	});
});
