import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSide } from '../measure/load-side.ts';
import type { Side } from '../measure/sample.ts';
import { isReady } from '../processes/answers.ts';
import { freePort } from '../processes/free-port.ts';
import { startNginx } from '../processes/nginx.ts';
import { type Place, ROOT } from '../processes/place.ts';
import { startModule } from '../processes/start-module.ts';
import { startServer } from '../processes/start-process.ts';
import { INPUT } from '../some-vaccination.ts';
import type { Scenario } from './scenario.ts';

export type HopSide = 'canario' | 'nginx';

const LEAF = fileURLToPath(new URL('../../peers/instant-leaf.ts', import.meta.url));

/** What stands before the lanes: the whole entry, or nginx; behind both are leaves that answer at once. */
export const hop: Scenario<HopSide> = {
	name: 'hop',
	needs: ['nginx'],
	async open(place, tools) {
		const blue = await place.own(startModule(LEAF, { lane: 'blue' }));
		const green = await place.own(startModule(LEAF, { lane: 'green' }));
		const entry = await startEntry(place, { blue: blue.port, green: green.port });
		const nginx = await startNginx(place, tools.nginx, blue.port);
		const side = (name: HopSide, { port, pid }: { port: number; pid: number }): Side =>
			loadSide({ name, port, path: '/', body: JSON.stringify(INPUT), connections: 256, pids: [pid] });
		return [side('canario', entry), side('nginx', nginx)];
	},
};

/** The entry alone; it only asks its stores when an operator looks something up. */
async function startEntry(place: Place, leaves: { readonly blue: number; readonly green: number }) {
	const port = await freePort(1);
	const started = await place.own(
		startServer({
			command: process.execPath,
			args: ['--disable-warning=ExperimentalWarning', join(ROOT, 'dummy-splitter/src/main.ts')],
			env: {
				HOST: '127.0.0.1',
				LOG_LEVEL: 'warn',
				ENTRY_PORT: `${port}`,
				ADMIN_PORT: `${port + 1}`,
				MONGODB_URL: `sqlite:${join(place.dir, 'records.sqlite')}`,
				REDIS_URL: `embedded:${join(place.dir, 'queue.sqlite')}`,
				BLUE_URL: `http://127.0.0.1:${leaves.blue}`,
				GREEN_URL: `http://127.0.0.1:${leaves.green}`,
				SHUTDOWN_DRAIN_MS: '0',
			},
			ready: () => isReady(port),
		}),
	);
	return { ...started, port };
}
