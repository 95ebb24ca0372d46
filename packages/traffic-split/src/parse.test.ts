import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { manifestOf, render } from './render.ts';
import { DIALECTS } from './split.ts';
import { splitIn } from './testing/splits.ts';

const parseOne = (text: string) => {
	const { splits, faults } = parse({ file: 'split.yaml', text });
	expect(faults).toEqual([]);
	return splits[0]!;
};

describe.each(DIALECTS)('%s', (dialect) => {
	it('reads what it wrote, as YAML', () => {
		fc.assert(
			fc.property(splitIn(dialect), (split) => {
				const document = parseOne(render(split, dialect));
				expect(document).toMatchObject({ dialect, leftovers: [], siblings: 1 });
				expect(document.split).toEqual(split);
			}),
			{ numRuns: 50 },
		);
	});

	it('reads what it wrote, as JSON with tabs', () => {
		fc.assert(
			fc.property(splitIn(dialect), (split) => {
				expect(parseOne(JSON.stringify(manifestOf(split, dialect), undefined, '\t')).split).toEqual(split);
			}),
			{ numRuns: 50 },
		);
	});
});

describe('a TrafficSplit of v1alpha1', () => {
	const text = `apiVersion: split.smi-spec.io/v1alpha1
kind: TrafficSplit
metadata: {name: bookings, namespace: travel}
spec:
  service: bookings
  backends:
  - service: bookings-old
    weight: 900m
  - service: bookings-new
    weight: "0.1"`;

	it('has quantities for weights', () => {
		expect(parseOne(text).split).toEqual({
			name: 'bookings',
			namespace: 'travel',
			apex: 'bookings',
			backends: [
				{ service: 'bookings-old', weight: 0.9 },
				{ service: 'bookings-new', weight: 0.1 },
			],
		});
	});

	it('keeps where each thing stands', () => {
		const { place, backendPlaces } = parseOne(text);
		expect([place, ...backendPlaces].map(({ line }) => line)).toEqual([4, 7, 9]);
	});
});

describe('an HTTPRoute', () => {
	const text = `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: HTTPRoute
metadata:
  name: menu
  namespace: diner
spec:
  parentRefs:
    - {name: menu, kind: Service, group: core, port: 8080}
  rules:
    - matches:
        - path: {type: PathPrefix, value: /}
      backendRefs:
        - {name: menu-v1, port: 8080}
        - {name: menu-v2, port: 9090, weight: 3}
      timeouts: {request: 2s}
    - matches: [{headers: [{name: x-tester, value: "yes"}]}]
      backendRefs: [{name: menu-v2, port: 8080, weight: 1}]
`;

	it('is a split for each rule, of weight 1 where none is given', () => {
		const { splits } = parse({ file: 'route.yaml', text });
		expect(splits.map(({ split }) => split)).toEqual([
			{
				name: 'menu',
				namespace: 'diner',
				apex: 'menu',
				port: 8080,
				backends: [
					{ service: 'menu-v1', weight: 1 },
					{ service: 'menu-v2', weight: 3, port: 9090 },
				],
			},
			{
				name: 'menu',
				namespace: 'diner',
				apex: 'menu',
				port: 8080,
				backends: [{ service: 'menu-v2', weight: 1 }],
			},
		]);
		expect(splits.map(({ siblings }) => siblings)).toEqual([2, 2]);
		expect(splits.map(({ leftovers }) => leftovers.map(({ path, line }) => [path, line]))).toEqual([
			[['spec.rules[0].timeouts', 16]],
			[['spec.rules[1].matches', 17]],
		]);
	});

	it('of a Gateway is no split of a Service', () => {
		const ofGateway = text.replace('kind: Service, group: core', 'kind: Gateway');
		expect(parse({ file: 'route.yaml', text: ofGateway })).toMatchObject({ splits: [], faults: [] });
	});
});

describe('what kubectl prints', () => {
	it('is read whole, lists opened, without what the server wrote', () => {
		const item = (name: string) => ({
			apiVersion: 'split.smi-spec.io/v1alpha2',
			kind: 'TrafficSplit',
			metadata: {
				name,
				uid: '9f',
				resourceVersion: '12',
				annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
				finalizers: ['keep'],
			},
			spec: { service: name, backends: [{ service: `${name}-a`, weight: 1 }] },
		});
		const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('one'), item('two')] });
		const { splits } = parse({ file: '-', text });
		expect(splits.map(({ split }) => split)).toEqual(
			['one', 'two'].map((name) => ({ name, apex: name, backends: [{ service: `${name}-a`, weight: 1 }] })),
		);
		expect(splits[0]?.leftovers.map(({ path }) => path)).toEqual(['metadata.finalizers']);
	});
});

describe('fields without a value', () => {
	it('are fields that are not there', () => {
		const text = `apiVersion: split.smi-spec.io/v1alpha2
kind: TrafficSplit
metadata:
  name: a
  annotations:
  creationTimestamp: null
spec: {service: a, backends: [{service: b, weight: 1}]}
---
# nothing
---
`;
		expect(parseOne(text).split).toEqual({ name: 'a', apex: 'a', backends: [{ service: 'b', weight: 1 }] });
	});
});

describe('what cannot be read', () => {
	const v1alpha2 = (weight: string) => `apiVersion: split.smi-spec.io/v1alpha2
kind: TrafficSplit
metadata: {name: a}
spec:
  service: a
  backends:
    - service: b
      weight: ${weight}
`;
	it.each([
		['a quantity outside of v1alpha1', v1alpha2('500m'), 8, /only v1alpha1 takes quantities/],
		['a number in quotes', v1alpha2('"50"'), 8, /without quotes/],
		['no weight', v1alpha2(''), 8, /weight/],
		['infinity', v1alpha2('.inf'), 8, /expected a number/],
		['a bare fraction in v1alpha1', v1alpha2('0.5').replace('alpha2', 'alpha1'), 8, /500m/],
		['a unit that there is not', v1alpha2('5x').replace('alpha2', 'alpha1'), 8, /500m/],
		[
			'an apex that is an object',
			v1alpha2('1').replace('service: a', 'service: {name: a}'),
			5,
			/spec\.service/,
		],
		['an unknown version', v1alpha2('1').replace('alpha2', 'alpha9'), 1, /v1alpha9 is not a dialect/],
		['a key twice', v1alpha2('1').replace('  service: a', '  service: a\n  service: c'), 6, /unique/],
		['broken YAML', 'a: [1\nb: 2', 2, /flow/i],
		['a document that is no object', 'hello', 1, /not a Kubernetes object/],
		['an alias of nothing', v1alpha2('*w'), 1, /anchor/i],
	])('is told with its line: %s', (_, text, line, message) => {
		const { faults } = parse({ file: 'x.yaml', text });
		expect(faults).toEqual([{ file: 'x.yaml', line, message: expect.stringMatching(message) }]);
	});

	it('does not hide what can be', () => {
		const { splits, faults } = parse({ file: 'x.yaml', text: `${v1alpha2('x')}---\n${v1alpha2('1')}` });
		expect([splits.length, faults.length]).toEqual([1, 1]);
	});
});

describe('any text', () => {
	it('is read or told of, never thrown over', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
				const { splits } = parse({ file: 'x.yaml', text });
				expect(splits).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});
});
