import { LANES, type Lane } from '@canario/contracts/lane';
import type { Checks } from '@canario/service-kit/readiness';
import type { LiveSplit } from '@canario/traffic-split/live-split';
import type { Config } from '../config.ts';
import { drawing } from '../domain/drawing.ts';
import type { Route } from '../domain/route.ts';
import type { Mesh } from '../mesh/open-mesh.ts';
import { localRoute } from './local-route.ts';
import { meshRoute } from './mesh-route.ts';

/**
 * The route that the configuration asks for, and what readiness asks.
 *
 * @param mesh in mesh mode.
 */
export function openRoute(
	config: Config,
	split: LiveSplit,
	mesh: Mesh | undefined,
): { route: Route; checks: Checks } {
	const limits = { deadlineMs: config.hopDeadlineMs, maxPending: config.laneMaxPending };
	if (config.mesh && mesh) {
		const { apexUrl, batch } = config.mesh;
		const route = meshRoute({ apexUrl, batch, sightings: mesh.sightings, ids: mesh.ids, ...limits });
		return { route, checks: { apex: { needed: true, ask: () => route.ready() }, ...mesh.checks } };
	}
	const drawable = () => LANES.filter((lane) => split.read().weights[lane] > 0);
	const route = localRoute({ draw: drawing(split), drawable, urls: config.laneUrls, ...limits });
	const laneReady = (lane: Lane) => route.clients[lane].ready();
	return {
		route,
		checks: {
			// one lane that works is worth being asked: the other's share hears 503 and shows in its errors
			'a lane': { needed: true, ask: () => anyOf(drawable().map(laneReady)) },
			blue: { needed: false, ask: () => laneReady('blue') },
			green: { needed: false, ask: () => laneReady('green') },
		},
	};
}

async function anyOf(asked: readonly Promise<void>[]): Promise<void> {
	try {
		await Promise.any(asked);
	} catch {
		throw new Error('no lane that has weight is ready');
	}
}
