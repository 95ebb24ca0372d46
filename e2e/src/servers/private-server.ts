import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, type ChildOptions, startChild } from './child.ts';
import { freePort, isTaken } from './free-port.ts';

/** A store of a test's own, on a loopback port. */
export interface PrivateServer {
	readonly url: string;
	/** Of the process that runs now; another one after `restart`. */
	readonly pid: number;
	readonly port: number;
	/** Where its data is. Removed by `stop`, unless the caller named it. */
	readonly dir: string;
	/** What the running process printed. */
	output(): string;
	/** Sends a signal. SIGKILL and SIGTERM resolve when the process is gone, SIGSTOP and SIGCONT at once. */
	kill(signal: NodeJS.Signals): Promise<void>;
	/** Stops it if it runs, starts it on the same port and data, and waits until it answers. */
	restart(): Promise<void>;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

export interface PlaceOptions {
	/** A free one unless told. */
	readonly port?: number;
	/** A temporary one unless told. */
	readonly dir?: string;
}

interface Recipe {
	readonly scheme: string;
	/** How to start it there. */
	at(port: number, dir: string): ChildOptions;
}

/** @throws when the server does not answer in time; the message carries what it printed. */
export async function startPrivateServer(place: PlaceOptions, recipe: Recipe): Promise<PrivateServer> {
	const port = place.port ?? (await freePort());
	const dir = place.dir ?? (await mkdtemp(join(tmpdir(), `canario-${recipe.scheme}-`)));
	const forget = async () => {
		if (place.dir === undefined) await rm(dir, { recursive: true, force: true });
	};
	const start = async () => {
		if (await isTaken(port)) throw new Error(`port ${port} is taken`);
		return startChild(recipe.at(port, dir));
	};
	let child: Child;
	try {
		child = await start();
	} catch (error) {
		await forget();
		throw error;
	}
	return {
		url: `${recipe.scheme}://127.0.0.1:${port}`,
		port,
		dir,
		get pid() {
			return child.pid;
		},
		output: () => child.output(),
		kill: (signal) => child.kill(signal),
		async restart() {
			await child.stop();
			child = await start();
		},
		async stop() {
			await child.stop();
			await forget();
		},
	};
}
