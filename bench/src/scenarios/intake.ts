import { fileURLToPath } from 'node:url';
import { loadSide } from '../measure/load-side.ts';
import { startModule } from '../processes/start-module.ts';
import { INPUT } from '../some-vaccination.ts';
import type { Scenario } from './scenario.ts';

export type IntakeSide = 'canario' | 'node:http' | 'stock Express';

const MODULES: Readonly<Record<IntakeSide, URL>> = {
	canario: new URL('../legs/intake.ts', import.meta.url),
	'node:http': new URL('../../peers/bare-http.ts', import.meta.url),
	'stock Express': new URL('../../peers/stock-express.ts', import.meta.url),
};

/** Reading, validating and answering a request, with nothing behind it. */
export const intake: Scenario<IntakeSide> = {
	name: 'intake',
	needs: [],
	async open(place, _tools, wanted) {
		const names = (Object.keys(MODULES) as IntakeSide[]).filter((name) => wanted.has(name));
		return Promise.all(
			names.map(async (name) => {
				const { pid, port } = await place.own(startModule(fileURLToPath(MODULES[name]), {}));
				return loadSide({ name, port, path: '/', body: JSON.stringify(INPUT), connections: 64, pids: [pid] });
			}),
		);
	},
};
