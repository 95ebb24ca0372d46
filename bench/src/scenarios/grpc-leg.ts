import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vaccination } from '@canario/contracts/vaccination';
import { HOP } from '../legs/hop.ts';
import { FRESH_ID } from '../load/load.ts';
import { loadSide } from '../measure/load-side.ts';
import type { Side } from '../measure/sample.ts';
import { isReady } from '../processes/answers.ts';
import { freePort } from '../processes/free-port.ts';
import { type Place, ROOT } from '../processes/place.ts';
import { startModule } from '../processes/start-module.ts';
import { startServer } from '../processes/start-process.ts';
import { someVaccination } from '../some-vaccination.ts';
import type { Scenario } from './scenario.ts';

export type GrpcSide = 'canario' | 'unary';

const RECORDER = fileURLToPath(new URL('../legs/recorder.ts', import.meta.url));
const UNARY_FRONT = fileURLToPath(new URL('../../peers/unary-front.ts', import.meta.url));

/** Blue's front and recorder, with a hop as its load; the other front makes a call for each vaccination. */
export const grpcLeg: Scenario<GrpcSide> = {
	name: 'gRPC leg',
	needs: [],
	async open(place) {
		const records = Array.from(
			{ length: HOP.records },
			(): Vaccination => ({ ...someVaccination(), id: FRESH_ID }),
		);
		const body = JSON.stringify({ records });
		const side = (name: GrpcSide, port: number, pids: readonly number[]): Side =>
			loadSide({ name, port, path: '/records', body, connections: HOP.underWay, records: HOP.records, pids });

		const ours = await startRecorder(place);
		const front = await startFront(place, ours.address);
		const theirs = await startRecorder(place);
		const unary = await place.own(startModule(UNARY_FRONT, { recorder: theirs.address }));
		return [
			side('canario', front.port, [front.pid, ours.pid]),
			side('unary', unary.port, [unary.pid, theirs.pid]),
		];
	},
};

async function startRecorder(place: Place) {
	const { pid, port } = await place.own(startModule(RECORDER, { port: await freePort() }));
	return { pid, address: `127.0.0.1:${port}` };
}

/** Canario's front. */
async function startFront(place: Place, recorder: string) {
	const port = await freePort();
	const started = await place.own(
		startServer({
			command: process.execPath,
			args: ['--disable-warning=ExperimentalWarning', join(ROOT, 'blue-grpc/src/main.ts')],
			env: {
				HOST: '127.0.0.1',
				LOG_LEVEL: 'warn',
				BLUE_ROLE: 'client',
				BLUE_HTTP_PORT: `${port}`,
				BLUE_GRPC_TARGET: recorder,
				SHUTDOWN_DRAIN_MS: '0',
			},
			ready: () => isReady(port),
		}),
	);
	return { ...started, port };
}
