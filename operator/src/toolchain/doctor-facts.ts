import { connect } from 'node:net';
import { listenerOf, type PortName, portsFrom } from '../up/ports.ts';
import { findApiServer } from './api-server.ts';
import { findChromium } from './chromium.ts';
import { findHelm } from './helm.ts';
import { findKustomize } from './kustomize.ts';
import { findLocust } from './locust.ts';
import { findOnPath } from './on-path.ts';
import { findRedisServer } from './redis-server.ts';
import { lastLine, runCommand } from './run-command.ts';
import { findSecantusDb } from './secantusdb.ts';
import { isMissing, type Tool } from './tool.ts';

/** The ports of `./canario up`, as they are without `--port-base`. */
export const PORTS = (Object.entries(portsFrom()) as [PortName, number][]).map(([name, port]) => ({
	port,
	service: listenerOf(name),
}));

/** What a machine has. A program that is there stands with its version or path. */
export interface Facts {
	readonly node: string;
	readonly npm: string | undefined;
	readonly git: string | undefined;
	readonly redisServer: string | undefined;
	readonly mongod: string | undefined;
	readonly python: string | undefined;
	readonly secantusDb: string | undefined;
	readonly locust: string | undefined;
	readonly chromium: string | undefined;
	readonly apiServer: string | undefined;
	readonly kustomize: string | undefined;
	readonly helm: string | undefined;
	readonly redisUrlGiven: boolean;
	readonly mongodbUrlGiven: boolean;
	readonly busyPorts: readonly number[];
}

/** Looks around without installing or changing anything. */
export async function gatherFacts(env: NodeJS.ProcessEnv): Promise<Facts> {
	const [npm, git, redisServer, mongod, python, chromium] = await Promise.all([
		versionOf('npm', env),
		versionOf('git', env),
		versionOf(pathOf(findRedisServer(env)), env),
		versionOf('mongod', env),
		versionOf('python3', env),
		versionOf(pathOf(findChromium(env)), env),
	]);
	const busy = await Promise.all(PORTS.map(async ({ port }) => ((await isBusy(port)) ? [port] : [])));
	return {
		node: process.version,
		...{ npm, git, redisServer, mongod, python, chromium },
		secantusDb: pathOf(findSecantusDb(env)),
		locust: pathOf(findLocust(env)),
		apiServer: pathOf(findApiServer(env)),
		kustomize: pathOf(findKustomize(env)),
		helm: pathOf(findHelm(env)),
		redisUrlGiven: Boolean(env.REDIS_URL),
		mongodbUrlGiven: Boolean(env.MONGODB_URL),
		busyPorts: busy.flat(),
	};
}

const pathOf = (tool: Tool) => (isMissing(tool) ? undefined : tool.path);

/** The version that a program tells about itself, or its path when it tells none. */
async function versionOf(program: string | undefined, env: NodeJS.ProcessEnv): Promise<string | undefined> {
	const path = program?.includes('/') ? program : program && findOnPath(program, env);
	if (!path) return undefined;
	const { status, output } = await runCommand(path, ['--version'], { env, timeoutMs: 10_000 });
	// A shim that has nothing behind it is found on the PATH and fails.
	if (status !== 0) return undefined;
	return /\d+(\.\d+)+/.exec(output)?.[0] ?? lastLine(output);
}

/** True when something on this machine answers there. */
function isBusy(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port });
		const end = (busy: boolean) => {
			socket.destroy();
			resolve(busy);
		};
		socket.setTimeout(1_000, () => end(true));
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
	});
}
