import type { Finding } from '@canario/traffic-split/lint/lint';
import { describe, expect, it } from 'vitest';
import { SIGHTS, type SightCounts } from './sightings.ts';
import { type MeshView, TRAP_CHECKS, trapText } from './trap.ts';
import { seenTraps, TRAPS } from './traps.ts';

const none = Object.fromEntries(SIGHTS.map((sight) => [sight, 0])) as SightCounts;
const sound: MeshView = {
	sights: none,
	...{ lastProxyError: '', lastApexStatus: undefined, off: undefined },
	asked: { from: 'object', weights: { blue: 90, green: 10 }, trouble: undefined },
	proxy: { meshed: true, triedAgain: 0 },
	cluster: { findings: [], cameLate: false, wasPoison: false },
};
const finding = (rule: string, severity: 'error' | 'warning' = 'error') =>
	({ rule, severity, file: 'TrafficSplit shop/front', message: 'm', wayOut: 'w' }) as Finding;
const sights = (some: Partial<SightCounts>): Partial<MeshView> => ({ sights: { ...none, ...some } });
const off = { green: 0.5, of: 200, asBefore: undefined };
const cluster = (some: Partial<MeshView['cluster']>): Partial<MeshView> => ({
	cluster: { ...sound.cluster, ...some },
});
const idsOf = (view: Partial<MeshView>) => seenTraps({ ...sound, ...view }).map(({ id }) => id);

describe('traps', () => {
	it('are none in a sound mesh, and none where nobody asks a proxy', () => {
		expect(idsOf({})).toEqual([]);
		expect(idsOf({ proxy: { meshed: undefined, triedAgain: undefined } })).toEqual([]);
	});

	it.each<[string, Partial<MeshView>]>([
		['apex-answers', sights({ apex: 1 })],
		['leaf-failfast', sights({ failfast: 1 })],
		['no-endpoints', sights({ noEndpoints: 1 })],
		['leaf-refuses', sights({ refused: 1 })],
		['missing-leaf', sights({ missingLeaf: 1 })],
		['resets', sights({ reset: 3 })],
		['apex-unreachable', sights({ unreachable: 1 })],
		['answers-late', sights({ late: 1 })],
		['retries', sights({ repeat: 1 })],
		['retries', { proxy: { meshed: true, triedAgain: 40 } }],
		['not-meshed', { proxy: { meshed: false, triedAgain: undefined } }],
		['weights-unknown', { asked: { ...sound.asked, from: 'unknown' } }],
		['split-unreadable', { asked: { ...sound.asked, from: 'unknown', trouble: 'away' } }],
		['shares-off', { off }],
		['old-weights', { off: { ...off, asBefore: { blue: 1, green: 1 } } }],
		['split-came-late', { off, ...cluster({ cameLate: true }) }],
		['proxy-poisoned', { off, ...cluster({ wasPoison: true }) }],
		['zero-sum', cluster({ findings: [finding('zero-sum')] })],
	])('%s is told alone, with its way out', (id, view) => {
		const [trap, ...more] = seenTraps({ ...sound, ...view });
		expect([trap?.id, more]).toEqual([id, []]);
		expect(trapText(trap!)).toMatch(/^[a-z-]+: .+; way out: .+$/);
	});

	it.each<[string, Partial<MeshView>]>([
		['failing-over', { off, ...sights({ failfast: 4 }) }],
		['shares-off-by-retries', { off, proxy: { meshed: true, triedAgain: 40 } }],
		['failing-over', { off, ...cluster({ findings: [finding('leaf-without-endpoints')] }) }],
		['split-came-late', { ...sights({ apex: 9 }), ...cluster({ cameLate: true }) }],
	])('%s explains shares that are off by what else is known', (id, view) => {
		expect(idsOf(view)).toContain(id);
		expect(idsOf(view)).not.toContain('shares-off');
	});

	it('are no warnings of lint, and not two resets, which a restart makes', () => {
		expect(idsOf(cluster({ findings: [finding('apex-is-leaf', 'warning')] }))).toEqual([]);
		expect(idsOf(sights({ reset: 2 }))).toEqual([]);
	});

	it('are each of a check that is there', () => {
		for (const { check } of TRAPS) expect(TRAP_CHECKS).toContain(check);
	});
});
