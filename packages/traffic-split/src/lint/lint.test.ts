import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../parse.ts';
import { DIALECTS } from '../split.ts';
import { lint, RULES } from './lint.ts';

const splitOf = (weights: string, version = 'v1alpha2') => `apiVersion: split.smi-spec.io/${version}
kind: TrafficSplit
metadata: {name: till-split, namespace: shop}
spec:
  service: till
  backends:
${[...weights.matchAll(/(\S+)=(\S+)/g)].map(([, service, weight]) => `    - {service: ${service}, weight: ${weight}}`).join('\n')}
`;
const routeOf = (backends: string, parent = 'group: "", kind: Service, name: till, port: 80') => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: till-route, namespace: shop}
spec:
  parentRefs:
    - {${parent}}
  rules:
    - backendRefs:
${backends.replaceAll(/^\s*(?=\{)/gm, '        - ')}
`;
const serviceOf = (name: string, more = 'ports: [{port: 80}]', annotations = '{}') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop, annotations: ${annotations}}
spec: {${more}}
`;
const profile = `
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: {name: till.shop.svc.cluster.local, namespace: shop}
spec: {routes: []}
`;
const route = routeOf('{name: till-a, port: 80, weight: 9}\n{name: till-b, port: 80}');
const split = splitOf('till-a=90 till-b=10');
const services = ['till', 'till-a', 'till-b'].map((name) => serviceOf(name)).join('---');

/** `rule:line` of every finding. */
const found = (...texts: string[]) =>
	lint(parse({ file: 'x.yaml', text: texts.join('---\n') })).map(({ rule, line }) => `${rule}:${line}`);

describe('lint finds nothing in', () => {
	it.each([
		['a TrafficSplit of v1alpha2', [split, services]],
		['one of v1alpha1 in whole numbers', [splitOf('till-a=1 till-b=3', 'v1alpha1')]],
		['all to one', [splitOf('till-a=100 till-b=0')]],
		['a route', [route, services]],
		[
			'two routes for different ports',
			[route, routeOf('{name: till-a, port: 81}', 'group: "", kind: Service, name: till, port: 81')],
		],
		['one Service on two ports', [routeOf('{name: till-a, port: 80}\n{name: till-a, port: 81}')]],
		['a profile of another Service', [route, profile.replace('name: till.', 'name: door.')]],
		['other objects', ['apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n', split]],
	])('%s', (_, texts) => {
		expect(found(...texts)).toEqual([]);
	});
});

describe('lint finds', () => {
	it.each([
		['no-backends:4', [splitOf('').replace('backends:', 'backends: []')]],
		['zero-sum:4', [splitOf('till-a=0 till-b=0')]],
		['zero-sum:9', [routeOf('{name: till-a, port: 80, weight: 0}')]],
		['duplicate-backend:8', [splitOf('till-a=50 till-a=50 till-b=50')]],
		['weight-out-of-range:7', [splitOf('till-a=-5 till-b=95')]],
		['weight-out-of-range:4', [splitOf('till-a=6000 till-b=6000')]],
		['weight-out-of-range:10', [routeOf('{name: till-a, port: 80, weight: 1000001}')]],
		['fractional-weight:7', [splitOf('till-a=0.5 till-b=1')]],
		['fractional-weight:10', [routeOf('{name: till-a, port: 80, weight: 1.5}')]],
		[
			'too-many-backends:9',
			[routeOf(Array.from({ length: 17 }, (_, n) => `{name: till-${n}, port: 80}`).join('\n'))],
		],
		['two-splits-on-one-apex:13', [split, split]],
		['two-splits-on-one-apex:21', [route, routeOf('{name: till-b, port: 80}')]],
		['route-and-split-on-one-apex:18', [split, route]],
		['service-profile-would-win:14', [route, profile]],
		['apex-is-leaf:7', [splitOf('till=90 till-b=10')]],
		['split-of-a-split:8', [split, splitOf('b-1=1 b-2=1').replace('service: till\n', 'service: till-b\n')]],
		[
			'unknown-port:7',
			[routeOf('{name: till-a, port: 80}', 'group: "", kind: Service, name: till, port: 81'), services],
		],
		['unknown-port:10', [routeOf('{name: till-a, port: 8080}'), services]],
		[
			'leaf-without-apex-port:7',
			[splitOf('till-a=1'), serviceOf('till'), serviceOf('till-a', 'ports: [{port: 8080}]')],
		],
		['missing-service:8', [split, serviceOf('till'), serviceOf('till-a')]],
		[
			'headless-service:10',
			[splitOf('till-a=1'), serviceOf('till', 'clusterIP: None, ports: [{port: 80}]'), serviceOf('till-a')],
		],
		[
			'annotation-ignored:10',
			[
				splitOf('till-a=1'),
				serviceOf('till', undefined, '{retry.linkerd.io/http: 5xx}'),
				serviceOf('till-a'),
			],
		],
		[
			'annotation-ignored:19',
			[
				routeOf('{name: till-a, port: 80}'),
				serviceOf('till', undefined, '{retry.linkerd.io/http: 5xx}'),
				serviceOf('till-a', undefined, '{balancer.linkerd.io/failure-accrual: consecutive}'),
			],
		],
		['unreadable:7', [splitOf('till-a=500m')]],
		[
			'unknown-field:5',
			[split.replace('spec:', 'spec:\n  matches: [{kind: HTTPRouteGroup, name: testers}]')],
		],
		['version-not-served:4', [splitOf('till-a=1', 'v1alpha4')]],
		['parent-group-missing:7', [routeOf('{name: till-a, port: 80}', 'kind: Service, name: till, port: 80')]],
		['backend-port-missing:10', [routeOf('{name: till-a}')]],
		[
			'other-namespace:7',
			[routeOf('{name: till-a, port: 80}', 'group: "", kind: Service, name: till, namespace: hall')],
		],
		['unit-as-text:7', [splitOf('till-a=900m till-b=1', 'v1alpha1').replace('weight: 1}', 'weight: 0}')]],
	])('%s', (finding, texts) => {
		expect(found(...texts)).toEqual([finding]);
	});

	it('a unit that a conversion would lose, and what comes of it', () => {
		const findings = lint(parse({ file: 'x.yaml', text: splitOf('till-a=500m till-b=1', 'v1alpha1') }));
		expect(findings.map(({ rule }) => rule)).toEqual(['unit-lost-by-conversion', 'unit-as-text']);
		expect(findings[0]?.message).toBe('500m : 1: till-a goes from 33.3 % to 99.8 % without its unit');
	});

	it('each thing once, in the order of the text, across files', () => {
		const findings = lint(
			parse(
				{ file: 'a.yaml', text: splitOf('till-a=0') },
				{ file: 'b.yaml', text: splitOf('till-a=1 till-a=1') },
			),
		);
		expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
			'a.yaml zero-sum',
			'b.yaml two-splits-on-one-apex',
			'b.yaml duplicate-backend',
		]);
	});
});

describe('the rules', () => {
	it('have names of their own, and say why, what to do, and who says so', () => {
		expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
		for (const { why, wayOut, source } of RULES) {
			for (const text of [why, wayOut, source]) expect(text).toMatch(/^[^\n|]{8,160}$/);
		}
	});
});

describe('docs/splits.md', () => {
	const doc = readFileSync(new URL('../../../../docs/splits.md', import.meta.url), 'utf8');

	it('has a line for every rule, as it is, and for no other', () => {
		const lines = [...doc.matchAll(/^\| `[\w-]+` \| (?:error|warning) \|.*$/gm)].map(([line]) => line);
		expect(lines).toEqual(
			RULES.map(
				({ id, severity, why, wayOut, source }) =>
					`| \`${id}\` | ${severity} | ${why} | ${wayOut} | ${source} |`,
			),
		);
	});

	it('has a line for every dialect', () => {
		const table = doc.slice(doc.indexOf('## The dialects'), doc.indexOf('## What a conversion loses'));
		const named = [...table.matchAll(/^\| `(\w+\/\w+)` \|/gm)].map(([, dialect]) => dialect);
		expect(named).toEqual([...DIALECTS]);
	});
});
