import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';
import { parse } from './parse.ts';
import { render } from './render.ts';
import { DIALECTS, type Dialect, type Split, weightSum } from './split.ts';
import { splitIn } from './testing/splits.ts';

const documentOf = (split: Split, dialect: Dialect) => {
	const { splits, faults } = parse({ file: 'x.yaml', text: render(split, dialect) });
	expect(faults).toEqual([]);
	return splits[0]!;
};
const pairs = DIALECTS.flatMap((from) => DIALECTS.map((to) => [from, to] as const));

// so small that the thousandths of v1alpha1 fit every dialect's largest sum
const MAX_WEIGHT = 2;

describe.each(pairs)('from %s to %s', (from, to) => {
	it('goes there and back just where it tells of no loss', () => {
		fc.assert(
			fc.property(splitIn(from, MAX_WEIGHT), (split) => {
				const there = convert(documentOf(split, from), { to, port: 3050 });
				const back = convert(documentOf(there.split, to), { to: from });
				expect(isDeepStrictEqual(back.split, split)).toBe(there.lost.length === 0);
			}),
			{ numRuns: 30 },
		);
	});

	it('keeps every share', () => {
		fc.assert(
			fc.property(splitIn(from, MAX_WEIGHT), (split) => {
				const { split: converted } = convert(documentOf(split, from), { to, port: 3050 });
				for (const [index, { weight }] of converted.backends.entries()) {
					const before = (split.backends[index]?.weight ?? Number.NaN) / weightSum(split);
					expect(weight / weightSum(converted)).toBeCloseTo(before, 12);
				}
			}),
			{ numRuns: 30 },
		);
	});
});

describe('a conversion', () => {
	const split = (weights: number[]): Split => ({
		name: 'cart',
		apex: 'cart',
		backends: weights.map((weight, index) => ({ service: `cart-${index}`, weight })),
	});

	it('makes whole weights of thousandths: 1 beside 500m is 1000, not 1', () => {
		const { split: whole, lost } = convert(documentOf(split([0.5, 1]), 'smi/v1alpha1'), {
			to: 'smi/v1alpha2',
		});
		expect(whole.backends.map(({ weight }) => weight)).toEqual([500, 1000]);
		expect(lost).toEqual([
			{ what: 'weights 0.5:1, written as 500:1000', effect: expect.stringContaining('shares stay') },
		]);
	});

	it('reduces what is too large for a TrafficSplit', () => {
		const { split: reduced } = convert(documentOf({ ...split([500_000, 250_000]), port: 80 }, 'gateway/v1'), {
			to: 'smi/v1alpha2',
		});
		expect(reduced.backends.map(({ weight }) => weight)).toEqual([2, 1]);
	});

	it('refuses a ratio that does not fit', () => {
		const document = documentOf(split([0.001, 9000]), 'smi/v1alpha1');
		expect(() => convert(document, { to: 'smi/v1alpha2' })).toThrow(/ratio 0\.001:9000 cannot be kept/);
	});

	it('keeps within what a route takes, and refuses what does not fit', () => {
		const to = 'gateway/v1';
		const { split: reduced } = convert(documentOf(split([5000.5, 1]), 'smi/v1alpha1'), {
			to: 'smi/v1alpha1',
		});
		expect(reduced.backends[0]?.weight).toBe(5000.5);
		const large = documentOf(split([5000.5, 2.5]), 'smi/v1alpha1');
		expect(convert(large, { to, port: 80 }).split.backends.map(({ weight }) => weight)).toEqual([10_001, 5]);
		const odd = documentOf(split([5000.001, 1]), 'smi/v1alpha1');
		expect(() => convert(odd, { to, port: 80 })).toThrow(/cannot be kept/);
		const many = documentOf(split(Array<number>(17).fill(1)), 'smi/v1alpha2');
		expect(() => convert(many, { to, port: 80 })).toThrow(/too-many-backends/);
	});

	it('tells that matches and ports are lost', () => {
		const matched: Split = { ...split([1, 1]), matches: [{ kind: 'HTTPRouteGroup', name: 'testers' }] };
		expect(convert(documentOf(matched, 'smi/v1alpha4'), { to: 'smi/v1alpha2' }).lost).toEqual([
			{ what: 'HTTPRouteGroup testers', effect: expect.stringContaining('every request to cart') },
		]);
		const routed: Split = { ...split([1]), port: 80, backends: [{ service: 'cart-0', weight: 1, port: 81 }] };
		expect(
			convert(documentOf(routed, 'gateway/v1'), { to: 'smi/v1alpha2' }).lost.map(({ what }) => what),
		).toEqual(['port 80', 'port 81 of cart-0']);
	});

	it('tells of each field that a split has no word for, with its line', () => {
		const text = render({ ...split([1]), port: 80 }, 'gateway/v1').replace(
			'spec:',
			'spec:\n  hostnames: [cart.test]\n  colour: red',
		);
		const document = parse({ file: 'x.yaml', text }).splits[0]!;
		const { lost } = convert(document, { to: 'gateway/v1' });
		expect(lost.map(({ what, line }) => [what, line])).toEqual([
			['spec.colour', 7],
			['spec.hostnames', 6],
		]);
	});

	it.each([
		[[0, 0], /all weights of cart are 0 \(zero-sum\)/],
		[[-5, 95], /weight-out-of-range/],
		[[9000, 9000], /sum to 18000/],
		[[], /no-backends/],
	])('refuses the weights %j', (weights, message) => {
		const document = documentOf(split(weights), 'smi/v1alpha2');
		expect(() => convert(document, { to: 'smi/v1alpha1' })).toThrow(message);
	});

	it('refuses to make a route without a port', () => {
		const { split: unported } = convert(documentOf(split([1]), 'smi/v1alpha2'), { to: 'gateway/v1' });
		expect(() => render(unported, 'gateway/v1')).toThrow(/names the port of each leaf/);
	});

	it('refuses a route that is several splits', () => {
		const text = render({ ...split([1]), port: 80 }, 'gateway/v1').replace(
			'parentRefs:',
			'parentRefs:\n    - {group: "", kind: Service, name: other}',
		);
		const document = parse({ file: 'x.yaml', text }).splits[0]!;
		expect(() => convert(document, { to: 'smi/v1alpha2' })).toThrow(/is 2 splits/);
	});
});
