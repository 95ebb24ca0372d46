import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@canario/service-kit/service-error';
import type { TargetState } from '@canario/traffic-split/split-target';
import { sharesOf } from '@canario/traffic-split/weights';
import type { Place } from '../admin-client.ts';
import { placeWords } from '../place-words.ts';
import { readPlatformFile } from '../platform-file.ts';
import { readSnapshot } from '../up/snapshot.ts';
import { type Observation, observeShare } from './observe-share.ts';
import { observationText, stateText } from './split-text.ts';

interface Options extends Place {
	/** URL of realtime-ws; else that of the platform that runs from `data`. */
	readonly stats?: string;
	/** How long to wait for the share, milliseconds; false: not at all. */
	readonly wait: number | false;
	readonly json?: boolean;
}

type State = TargetState<number | string>;

/**
 * Since when the weights are as the statistics show them (ms since the epoch), to be asked for before an object is
 * changed; undefined where nobody will wait, or the statistics do not tell.
 */
export async function shownBefore({ stats, wait }: Options): Promise<number | undefined> {
	if (stats === undefined || wait === false) return undefined;
	const snapshot = await readSnapshot(stats).catch(() => undefined);
	return snapshot?.split?.changedAtMs;
}

/**
 * Prints what a change led to and, unless told not to wait, what was observed then; sets the exit status.
 *
 * @param before of `shownBefore`, where an object was changed.
 */
export async function tellObserved(state: State, options: Options, before?: number): Promise<void> {
	const { json, wait } = options;
	if (!json) console.log(stateText(state, Date.now(), placeWords(options)));
	const observed = wait === false ? undefined : await observe(state, wait, { ...options, before });
	if (json) console.log(JSON.stringify({ ...state, ...(observed && { observed }) }, undefined, '\t'));
	else if (observed)
		console.log(observationText(observed, sharesOf(state.weights).green, placeWords(options)));
	if (observed?.kind === 'off') process.exitCode = 1;
}

async function observe(
	state: State,
	patienceMs: number,
	options: Options & { readonly before: number | undefined },
): Promise<Observation> {
	const url = statsUrl(options);
	if (url === undefined) {
		return {
			kind: 'unseen',
			why: 'name realtime-ws with --stats URL, or wait for nothing with --no-wait',
			afterMs: 0,
		};
	}
	return await observeShare({
		look: () => readSnapshot(url),
		made: state,
		before: options.before,
		asked: sharesOf(state.weights).green,
		patienceMs,
		steadyMs: () => performance.now(),
		pause: sleep,
	});
}

/** Where the statistics are; undefined where a target is named, and they are not. */
function statsUrl({ stats, target, data }: Options): string | undefined {
	if (stats !== undefined) return stats;
	if (target !== undefined) return undefined;
	try {
		return readPlatformFile(data).urls.stats;
	} catch (error) {
		if (error instanceof ServiceError) return undefined;
		throw error;
	}
}
