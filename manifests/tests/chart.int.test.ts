import { describe, expect, it } from 'vitest';
import type { KubeObject } from './objects.ts';
import { charted, findHelm, findKustomize, kustomized, missingOf } from './render.ts';

const [kustomize, helm] = [findKustomize(process.env), findHelm(process.env)];
const missing = missingOf(kustomize, helm);

/** Values of the chart for each overlay, later ones over earlier ones. */
const PAIRS: [overlay: string, values: string[]][] = [
	['local', ['local']],
	['demo', ['demo']],
	['demo-smi', ['demo-smi']],
	['production', ['production']],
	['gke', ['production', 'gke']],
];

const keyOf = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;

/** Without what means nothing: the order of keys, of named things, of a policy's rules, and empty lists. */
function plain(value: unknown): unknown {
	if (Array.isArray(value)) {
		const items = value.map(plain);
		const sorted = items.every((item) => typeof item === 'object' && item !== null);
		return sorted ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
	}
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value)
		.filter(([, item]) => item !== null && !(Array.isArray(item) && item.length === 0))
		.map(([key, item]): [string, unknown] => [key, plain(item)]);
	// `name` first, so that lists are in the order of names
	const rank = (key: string) => (key === 'name' ? '' : key);
	return Object.fromEntries(entries.sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)));
}

const plainly = (objects: readonly KubeObject[]) =>
	new Map(objects.map((one) => [keyOf(one), plain(one)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

describe.skipIf(missing)(`the chart ${missing ?? ''}`, () => {
	it.each(PAIRS)('renders the objects of overlays/%s', (overlay, values) => {
		// a release's namespace is made by whoever installs it
		const wanted = kustomized(kustomize, `overlays/${overlay}`).filter(({ kind }) => kind !== 'Namespace');
		const found = plainly(charted(helm, ...values));
		expect([...found.keys()]).toStrictEqual([...plainly(wanted).keys()]);
		for (const [key, object] of plainly(wanted)) expect(found.get(key)).toStrictEqual(object);
	});
});
