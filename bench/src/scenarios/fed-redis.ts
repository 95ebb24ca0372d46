import { openLive } from '@canario/stores/open-live';
import { startFeeding } from '../legs/feeding.ts';
import type { Place } from '../processes/place.ts';
import { startRedis } from '../processes/store-servers.ts';

/** A Redis whose live statistics change every so many milliseconds, as if lanes counted in it. Gives its URL. */
export async function startFedRedis(place: Place, command: string, everyMs: number): Promise<string> {
	const { url } = await startRedis(place, command, 'redis');
	const live = await place.own(openLive(url, { timeoutMs: 5_000 }));
	await place.own(startFeeding(live, everyMs));
	return url;
}
