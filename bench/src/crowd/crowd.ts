import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type OnCore, pinnedFork } from '../processes/on-core.ts';
import { ownChild } from '../processes/own-child.ts';
import { type Started, startedOf } from '../processes/start-process.ts';
import { type Delays, merged } from './delays.ts';

export interface CrowdOptions {
	readonly port: number;
	readonly viewers: number;
	/** Whether a viewer is there only when it has a snapshot; else when it has joined. */
	readonly snapshots: boolean;
}

/** What a process of a crowd is asked. */
export type Asked =
	| { readonly do: 'watch'; readonly seconds: number }
	| { readonly do: 'come back'; readonly withinMs: number };

/** What the viewers saw in a while. */
interface Watched {
	readonly deltas: number;
	/** Deltas that were followed by another than the next. */
	readonly missed: number;
	/** Connections that ended. */
	readonly lost: number;
	/** From the making of a heartbeat to its reading; a delta of the same tick is in the same write. */
	readonly delays: Delays;
}

interface Back {
	/** Viewers who are there. */
	readonly here: number;
	/** Viewers whose connection was lost. */
	readonly lost: number;
	/** When the last one was there again, milliseconds since the Unix epoch. */
	readonly lastBackMs: number;
}

/** What a process of a crowd tells. */
export type Told =
	| { readonly event: 'here' | 'waiting' }
	| ({ readonly event: 'watched' } & Watched)
	| ({ readonly event: 'back' } & Back);

/** Many viewers, all of whom are there. */
export interface Crowd extends Pick<Started, 'close'> {
	watch(seconds: number): Promise<Watched>;
	/**
	 * Waits until all have lost their connection by what `lose` does, and are there again, at most for `withinMs`.
	 */
	comeBack(withinMs: number, lose: () => Promise<void>): Promise<Back>;
}

const PROCESS = fileURLToPath(new URL('./crowd-process.ts', import.meta.url));

/** Longest time that a crowd takes to gather, milliseconds. */
const GATHER_MS = 60_000;

/**
 * Gathers viewers, in as many processes as told.
 *
 * @throws {Error} when they are not all there within a minute.
 */
export async function startCrowd(
	{ viewers, ...options }: CrowdOptions,
	processes: number,
	core?: OnCore,
): Promise<Crowd> {
	const sizes = Array.from(
		{ length: processes },
		(_, index) => Math.floor(((index + 1) * viewers) / processes) - Math.floor((index * viewers) / processes),
	);
	const children = sizes.map((size) => forked({ ...options, viewers: size }, core));
	const started = children.map(startedOf);
	const close = async () => void (await Promise.all(started.map((child) => child.close())));
	try {
		await Promise.all(children.map((child) => told(child, 'here', GATHER_MS)));
	} catch (error) {
		await close();
		throw error;
	}
	const askAll = async <Event extends Told['event']>(asked: Asked, event: Event, withinMs: number) => {
		const answers = children.map((child) => told(child, event, withinMs));
		for (const child of children) child.send(asked);
		return Promise.all(answers);
	};
	return {
		close,
		async watch(seconds) {
			const all = await askAll({ do: 'watch', seconds }, 'watched', (seconds + 30) * 1_000);
			return {
				...{ deltas: sum(all, 'deltas'), missed: sum(all, 'missed'), lost: sum(all, 'lost') },
				delays: merged(all.map(({ delays }) => delays)),
			};
		},
		async comeBack(withinMs, lose) {
			const back = children.map((child) => told(child, 'back', withinMs + 30_000));
			await askAll({ do: 'come back', withinMs }, 'waiting', 30_000);
			await lose();
			const all = await Promise.all(back);
			return {
				...{ here: sum(all, 'here'), lost: sum(all, 'lost') },
				lastBackMs: Math.max(...all.map(({ lastBackMs }) => lastBackMs)),
			};
		},
	};
}

const sum = <Key extends string>(all: readonly Readonly<Record<Key, number>>[], key: Key) =>
	all.reduce((total, one) => total + one[key], 0);

const forked = (options: CrowdOptions, core: OnCore | undefined): ChildProcess =>
	ownChild(
		fork(PROCESS, [JSON.stringify(options)], {
			...pinnedFork(core, ['--disable-warning=ExperimentalWarning']),
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		}),
	);

/** The next message of that kind. */
async function told<Event extends Told['event']>(
	child: ChildProcess,
	event: Event,
	withinMs: number,
): Promise<Extract<Told, { event: Event }>> {
	const signal = AbortSignal.timeout(withinMs);
	const ended = once(child, 'exit', { signal }).then(() => undefined);
	ended.catch(() => {});
	for (;;) {
		const message = await Promise.race([once(child, 'message', { signal }), ended]);
		if (message === undefined) throw new Error('a process of the crowd ended');
		const heard = message[0] as Told;
		if (heard.event === event) return heard as Extract<Told, { event: Event }>;
	}
}
