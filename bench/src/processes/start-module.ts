import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Worked } from '../legs/work.ts';
import { ownChild } from './own-child.ts';
import { type Started, startedOf } from './start-process.ts';

/** A module that serves HTTP on a port of 127.0.0.1. */
export interface StartedModule extends Started {
	readonly port: number;
}

/** A module that works when it is told to. */
export interface Worker extends Started {
	work(seconds: number): Promise<Worked>;
}

/**
 * Starts a module of bench's that tells its port over IPC when it serves.
 *
 * @param settings handed over as its first argument, JSON.
 */
export async function startModule(file: string, settings: object): Promise<StartedModule> {
	const { child, told } = await forked(file, settings);
	return { ...startedOf(child), port: told.port };
}

/** Starts a module of bench's that is made with `workOnDemand`. */
export async function startWorker(file: string, settings: object): Promise<Worker> {
	const { child } = await forked(file, settings);
	return {
		...startedOf(child),
		async work(seconds) {
			child.send({ seconds });
			return (await answerOf(child, file)) as Worked;
		},
	};
}

async function forked(file: string, settings: object) {
	const child = ownChild(
		fork(file, [JSON.stringify(settings)], {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		}),
	);
	return { child, told: (await answerOf(child, file)) as { port: number } };
}

/** What the module tells next. */
async function answerOf(child: ChildProcess, file: string): Promise<unknown> {
	const ended = once(child, 'exit').then(() => undefined);
	const told = await Promise.race([once(child, 'message'), ended]);
	if (told === undefined) throw new Error(`${file} ended with ${child.exitCode ?? child.signalCode}`);
	return told[0];
}
