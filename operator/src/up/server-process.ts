import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@canario/service-kit/service-error';
import { lastWords } from './last-words.ts';

interface Options {
	/** How the server is called in messages. */
	readonly name: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly env?: NodeJS.ProcessEnv;
	/** With an IPC channel, over which a service of ours tells that it is ready, and notices when we are gone. */
	readonly ipc?: boolean;
	/** The file that its output is added to. */
	readonly logFile: string;
	/** Resolves when the server serves; asked again and again until then. Rejects while it does not. */
	readonly probe: () => Promise<unknown>;
	/** Hears of each unexpected end; the server is started again by itself. */
	readonly onCrash: (what: string) => void;
	/** Ends the start, not a server that serves. */
	readonly signal: AbortSignal;
}

const START_BUDGET_MS = 30_000;
const PROBE_PAUSE_MS = 50;
const STOP_BUDGET_MS = 8_000;
/** Pauses before a crashed server is started again, milliseconds; a run that lasted starts over with the first. */
const RESTART_PAUSES_MS = [100, 500, 2_000];
const LASTED_MS = 10_000;

/** A server in a process of its own: started until it serves, started again when it ends by itself, stopped. */
export class ServerProcess {
	readonly #options: Options;
	#child: ChildProcess;
	#stopping = false;
	#crashes = 0;
	#logStart = 0;

	private constructor(options: Options) {
		this.#options = options;
		this.#child = this.#spawn();
	}

	/** @throws {ServiceError} `unavailable` when it ends or does not serve within 30 s; the signal's reason when it aborts. */
	static async start(options: Options): Promise<ServerProcess> {
		options.signal.throwIfAborted();
		const server = new ServerProcess(options);
		try {
			await server.#serves();
		} catch (error) {
			await server.stop();
			throw error;
		}
		server.#supervise();
		return server;
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	/** Asks it to end (SIGTERM), and ends it when it does not within 8 s. */
	async stop(): Promise<void> {
		this.#stopping = true;
		const child = this.#child;
		if (hasEnded(child)) return;
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		const killer = setTimeout(() => child.kill('SIGKILL'), STOP_BUDGET_MS);
		await ended;
		clearTimeout(killer);
	}

	#spawn(): ChildProcess {
		const { command, args, env, ipc, logFile } = this.#options;
		const output = openSync(logFile, 'a', 0o600);
		this.#logStart = statSync(logFile).size;
		const child = spawn(command, [...args], {
			env: env ?? process.env,
			// its own process group: a Ctrl-C in the terminal reaches us alone, and we stop the rest in order
			detached: true,
			stdio: ['ignore', output, output, ...(ipc ? (['ipc'] as const) : [])],
		});
		child.on('error', () => {});
		closeSync(output);
		return child;
	}

	async #serves(): Promise<void> {
		const { name, probe, logFile, signal } = this.#options;
		const endsAtMs = performance.now() + START_BUDGET_MS;
		for (;;) {
			if (hasEnded(this.#child)) {
				const words = lastWords(logFile, this.#logStart);
				throw new ServiceError(
					'unavailable',
					`${name} ended while it started (${endOf(this.#child)})${words ? `: ${words}` : ''}; see ${logFile}`,
				);
			}
			try {
				await probe();
				return;
			} catch (cause) {
				if (performance.now() > endsAtMs) {
					throw new ServiceError(
						'unavailable',
						`${name} did not serve within ${START_BUDGET_MS / 1000} s; see ${logFile}`,
						{ cause },
					);
				}
			}
			await sleep(PROBE_PAUSE_MS, undefined, { signal });
		}
	}

	#supervise(): void {
		const startedAtMs = performance.now();
		this.#child.once('exit', () => void this.#restart(performance.now() - startedAtMs));
	}

	async #restart(lastedMs: number): Promise<void> {
		if (this.#stopping) return;
		this.#crashes = lastedMs > LASTED_MS ? 0 : this.#crashes + 1;
		this.#options.onCrash(`${this.#options.name} ended (${endOf(this.#child)}); starting it again`);
		await sleep(RESTART_PAUSES_MS[Math.min(this.#crashes, RESTART_PAUSES_MS.length - 1)]);
		if (this.#stopping) return;
		this.#child = this.#spawn();
		this.#supervise();
	}
}

const hasEnded = (child: ChildProcess) =>
	child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
const endOf = ({ exitCode, signalCode }: ChildProcess) => signalCode ?? `status ${exitCode ?? 'unknown'}`;
