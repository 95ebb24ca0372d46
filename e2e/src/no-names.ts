import { readStats } from './client.ts';
import { PLANTED } from './planted.ts';
import type { World } from './world.ts';

/**
 * The logs, metrics and statistics of this world in which a name stands that was sent.
 *
 * @throws when the search would prove nothing: no log, or no trace of the names in the statistics.
 */
export async function placesThatTellNames({ platform }: World): Promise<readonly string[]> {
	const told = new Map<string, string>();
	for (const [name, output] of platform.outputs()) told.set(`log of ${name}`, output);
	for (const name of platform.running()) {
		const response = await fetch(`${platform.url(name)}/metrics`);
		told.set(`metrics of ${name}`, await response.text());
	}
	const stats = await readStats(platform.url('realtime-ws'));
	told.set('statistics', JSON.stringify(stats));
	// of the last five the initials are told
	if (!stats.last[0]?.initials.startsWith(`${PLANTED[0]}.`)) throw new Error('no planted name came that far');
	if ([...told.values()].some((text) => text === '')) throw new Error('a process told nothing at all');
	const leaks = [...told].filter(([, text]) => text.toLowerCase().includes(PLANTED.toLowerCase()));
	return leaks.map(([where]) => where);
}
