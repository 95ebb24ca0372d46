import { OwnIds } from '../mesh/own-ids.ts';
import { Sightings } from '../mesh/sightings.ts';

/** For tests: what a route through a mesh is watched with. The ids are `own-1`, `own-2` and so on. */
export function someMesh(steadyS: () => number = () => 0) {
	let made = 0;
	const sightings = new Sightings({ steadyS, onSight: () => {} });
	return { sightings, ids: new OwnIds(() => `own-${++made}`) };
}
