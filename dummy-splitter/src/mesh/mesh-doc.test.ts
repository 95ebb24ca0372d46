import { readFileSync } from 'node:fs';
import { CLUSTER_RULES } from '@canario/traffic-split/in-cluster/cluster-rules';
import { describe, expect, it } from 'vitest';
import { TRAPS } from './traps.ts';

const doc = readFileSync(new URL('../../../docs/mesh.md', import.meta.url), 'utf8');
/** Cells of the rows that begin with the name of a trap. */
const rows = [...doc.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(([, id = '', rest = '']) => [
	id,
	...rest.split(' | '),
]);

describe('docs/mesh.md', () => {
	it('has every trap that an entry looks for, with its check and its way out', () => {
		const told = rows
			.filter((row) => row[1]?.startsWith('mesh '))
			.map(([id, check, , out]) => [id, check, out]);
		expect(told).toEqual(TRAPS.map(({ id, check, wayOut }) => [id, check, wayOut]));
	});

	it('has every rule about a cluster, as it is', () => {
		const told = rows.filter((row) => !row[1]?.startsWith('mesh '));
		expect(told).toEqual(
			CLUSTER_RULES.map(({ id, severity, why, wayOut, source }) => [id, severity, why, wayOut, source]),
		);
	});
});
