import { expect, it } from 'vitest';
import { parse } from '../parse.ts';
import { lint } from './lint.ts';
import { weightFaults } from './weight-faults.ts';

const MANY = 1_000;

/** Backends that count how often their weights and names are looked at. */
function counting(count: number) {
	const looks = { service: 0, weight: 0 };
	const backends = Array.from({ length: count }, (_, index) => ({
		get service() {
			looks.service++;
			return `till-${index}`;
		},
		get weight() {
			looks.weight++;
			return 1;
		},
	}));
	return { looks, backends };
}

it('looks at each of many backends a few times, and not at all of them for each', () => {
	const { looks, backends } = counting(MANY);
	expect(weightFaults({ name: 'till', apex: 'till', backends }, 'smi/v1alpha2')).toEqual([]);
	expect(looks.service).toBeGreaterThanOrEqual(MANY);
	expect(looks.service).toBeLessThan(10 * MANY);
});

it('is asked once for each document, and not for each of its rules', () => {
	const text =
		'{"apiVersion":"split.smi-spec.io/v1alpha2","kind":"TrafficSplit","metadata":{"name":"till"},"spec":{"service":"till","backends":[]}}';
	const parsed = parse({ file: 'x.yaml', text });
	const [document] = parsed.splits;
	const alone = counting(MANY);
	weightFaults({ ...document!.split, backends: alone.backends }, 'smi/v1alpha2');
	const { looks, backends } = counting(MANY);
	lint({ ...parsed, splits: [{ ...document!, split: { ...document!.split, backends } }] });
	// the rule about units looks at them too
	expect(looks.weight).toBeLessThan(2 * alone.looks.weight + 2 * MANY);
});

it('knows a backend that was named before by its Service and port', () => {
	const backends = [
		{ service: 'till-a', weight: 1, port: 80 },
		{ service: 'till-a', weight: 1, port: 81 },
		{ service: 'till-a', weight: 1, port: 80 },
	];
	expect(weightFaults({ name: 'till', apex: 'till', backends }, 'gateway/v1')).toEqual([
		{ rule: 'duplicate-backend', message: 'till-a is named more than once', backend: 2 },
	]);
});
