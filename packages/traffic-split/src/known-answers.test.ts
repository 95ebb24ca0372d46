import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';
import { lint } from './lint/lint.ts';
import { parse } from './parse.ts';
import { render } from './render.ts';

const read = (text: string) => parse({ file: 'x.yaml', text });
const rulesOf = (text: string) => lint(read(text)).map(({ rule }) => rule);

describe('a split as a tutorial of Linkerd has it, the apex one of its leaves', () => {
	const text = `# send one request in ten to the new one
apiVersion: split.smi-spec.io/v1alpha2
kind: TrafficSplit
metadata:
  name: podinfo-canary
  namespace: test
spec:
  # what clients call
  service: podinfo
  backends:
  - service: podinfo
    weight: 90
  - service: podinfo-next
    weight: 10
`;
	it('is read, and warned of', () => {
		expect(read(text).splits[0]?.split).toEqual({
			name: 'podinfo-canary',
			namespace: 'test',
			apex: 'podinfo',
			backends: [
				{ service: 'podinfo', weight: 90 },
				{ service: 'podinfo-next', weight: 10 },
			],
		});
		expect(rulesOf(text)).toEqual(['apex-is-leaf']);
	});

	it('is this route', () => {
		const { split, lost } = convert(read(text).splits[0]!, { to: 'gateway/v1', port: 9898 });
		expect(lost).toEqual([]);
		expect(render(split, 'gateway/v1')).toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: podinfo-canary
  namespace: test
spec:
  parentRefs:
    - group: ""
      kind: Service
      name: podinfo
      port: 9898
  rules:
    - backendRefs:
        - name: podinfo
          port: 9898
          weight: 90
        - name: podinfo-next
          port: 9898
          weight: 10
`);
	});
});

describe('a split as a progressive-delivery controller writes it at its start', () => {
	const text = `{
	"apiVersion": "split.smi-spec.io/v1alpha1",
	"kind": "TrafficSplit",
	"metadata": {
		"name": "podinfo",
		"namespace": "prod",
		"ownerReferences": [{"apiVersion": "flagger.app/v1beta1", "kind": "Canary", "name": "podinfo"}],
		"resourceVersion": "88123"
	},
	"spec": {
		"service": "podinfo",
		"backends": [
			{"service": "podinfo-canary", "weight": "0"},
			{"service": "podinfo-primary", "weight": "100"}
		]
	}
}`;
	it('is in whole numbers, whatever their quotes, and loses its owner', () => {
		const document = read(text).splits[0]!;
		const { split, lost } = convert(document, { to: 'smi/v1alpha2' });
		expect(split.backends.map(({ weight }) => weight)).toEqual([0, 100]);
		expect(lost.map(({ what, line }) => [what, line])).toEqual([['metadata.ownerReferences', 7]]);
	});
});

describe('a split for testers only, of v1alpha4', () => {
	const text = `apiVersion: split.smi-spec.io/v1alpha4
kind: TrafficSplit
metadata:
  name: ab-test
spec:
  service: site
  matches:
  - kind: HTTPRouteGroup
    name: firefox-users
  backends:
  - service: site-v1
    weight: 0
  - service: site-v2
    weight: 100
`;
	it('sends everybody to the new one where the matches are lost, and says so', () => {
		const { split, lost } = convert(read(text).splits[0]!, { to: 'smi/v1alpha1' });
		expect(split.matches).toBeUndefined();
		expect(lost.map(({ effect }) => effect)).toEqual([expect.stringContaining('every request to site')]);
	});
});

describe('a mesh route as the documentation of the Gateway API has it', () => {
	const text = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop-canary
  namespace: shop
spec:
  parentRefs:
  - group: ""
    kind: Service
    name: shop
    port: 3000
  rules:
  - backendRefs:
    - name: shop-v1
      port: 3000
      weight: 95
    - name: shop-v2
      port: 3000
      weight: 5
`;
	it('is a split that nothing is wrong with', () => {
		expect(read(text).splits[0]?.split).toEqual({
			name: 'shop-canary',
			namespace: 'shop',
			apex: 'shop',
			port: 3000,
			backends: [
				{ service: 'shop-v1', weight: 95 },
				{ service: 'shop-v2', weight: 5 },
			],
		});
		expect(rulesOf(text)).toEqual([]);
	});

	it('is this TrafficSplit', () => {
		const { split, lost } = convert(read(text).splits[0]!, { to: 'smi/v1alpha2' });
		expect(lost.map(({ what }) => what)).toEqual(['port 3000']);
		expect(render(split, 'smi/v1alpha2')).toBe(`apiVersion: split.smi-spec.io/v1alpha2
kind: TrafficSplit
metadata:
  name: shop-canary
  namespace: shop
spec:
  service: shop
  backends:
    - service: shop-v1
      weight: 95
    - service: shop-v2
      weight: 5
`);
	});

	it('without its group binds to nothing', () => {
		expect(rulesOf(text.replace('group: ""', 'name: shop').replace('    name: shop\n', ''))).toEqual([
			'parent-group-missing',
		]);
	});
});
