import { expect } from 'vitest';
import { readStats } from './client.ts';
import { PLANTED } from './planted.ts';
import type { World } from './world.ts';

/** No name that was sent stands in a log, a metric or the statistics of any process of this world. */
export async function expectNoNames({ platform }: World): Promise<void> {
	const told = new Map<string, string>();
	for (const [name, output] of platform.outputs()) told.set(`log of ${name}`, output);
	for (const name of platform.running()) {
		const response = await fetch(`${platform.url(name)}/metrics`);
		told.set(`metrics of ${name}`, await response.text());
	}
	const stats = await readStats(platform.url('realtime-ws'));
	// names are there to be told: of the last five, the initials are
	expect(stats.last[0]?.initials).toMatch(new RegExp(`^${PLANTED[0]}\\.`));
	told.set('statistics', JSON.stringify(stats));
	const leaks = [...told].filter(([, text]) => text.toLowerCase().includes(PLANTED.toLowerCase()));
	expect(leaks.map(([where]) => where)).toEqual([]);
	expect([...told].filter(([, text]) => text === '')).toEqual([]);
}
