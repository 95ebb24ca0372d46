import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { judgeShare } from '@canario/statistics/judge-share';

/** Vaccinations from which an observed share says anything. */
export const ENOUGH = 50;

/** Between two looks, milliseconds; entries report every second. */
const EVERY_MS = 100;

/**
 * What became of green's observed share after a change. `reached`: it is within the 99 % band of what was asked, or
 * as close as drawing by turns can be. `off`: enough was served, and it is not. `thin`: too little was served to tell.
 * `overtaken`: the weights were changed again. `unseen`: the statistics do not tell.
 */
export type Observation = {
	/** Since the observation began, milliseconds. */
	readonly afterMs: number;
} & (
	| { readonly kind: 'reached' | 'off'; readonly share: number; readonly of: number }
	| { readonly kind: 'thin'; readonly of: number }
	| { readonly kind: 'overtaken'; readonly version: number }
	| { readonly kind: 'unseen'; readonly why: string }
);

type Look = Pick<StatsSnapshot, 'split' | 'lanes'>;
/** What there is to tell, without the time. */
type Finding = Observation extends infer One
	? One extends Observation
		? Omit<One, 'afterMs'>
		: never
	: never;

interface Options {
	/** The statistics of now; rejects where there are none. */
	readonly look: () => Promise<Look>;
	/** The change. An object's version is a word: entries that read it have numbers of their own, and the same time. */
	readonly made: { readonly version: number | string; readonly changedAtMs?: number | undefined };
	/**
	 * For a change of an object: since when the weights were as the statistics showed them before it (ms since the
	 * epoch). Where nobody knows, nothing is taken for a later change.
	 */
	readonly before?: number | undefined;
	/** Green's share as asked, 0 to 1. */
	readonly asked: number;
	/** Gives up after this, milliseconds. */
	readonly patienceMs: number;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
	readonly pause: (ms: number) => Promise<unknown>;
}

/** Looks at the statistics until green's share is what was asked, or patience ends. Never rejects. */
export async function observeShare(options: Options): Promise<Observation> {
	const { patienceMs, steadyMs, pause } = options;
	const beganMs = steadyMs();
	for (;;) {
		const found = await lookOnce(options);
		const afterMs = Math.round(steadyMs() - beganMs);
		if (found.kind === 'reached' || found.kind === 'overtaken' || afterMs >= patienceMs) {
			return { ...found, afterMs };
		}
		await pause(EVERY_MS);
	}
}

async function lookOnce({ look, made, before, asked }: Options): Promise<Finding> {
	let seen: Look;
	try {
		seen = await look();
	} catch (error) {
		return { kind: 'unseen', why: error instanceof Error ? error.message : String(error) };
	}
	const { split, lanes } = seen;
	const word = whose(split, made, before);
	if (word !== 'ours') {
		return split && word === 'later'
			? { kind: 'overtaken', version: split.version }
			: { kind: 'unseen', why: `no entry has reported version ${made.version} yet` };
	}
	const { observed: share = 0, observedOf: of } = lanes.green;
	if (of < ENOUGH) return { kind: 'thin', of };
	const { verdict } = judgeShare(asked, { count: Math.round(share * of), of });
	return { kind: verdict === 'beyond' ? 'off' : 'reached', share, of };
}

/** Whether a split that an entry reported is the one that was made, or came before or after it. */
function whose(
	split: Look['split'],
	{ version, changedAtMs }: Options['made'],
	before: Options['before'],
): 'before' | 'ours' | 'later' {
	if (split === undefined) return 'before';
	// a confirmation raises the version and leaves the weights, and since when they are these
	const isSame = split.changedAtMs === changedAtMs;
	if (typeof version === 'string') {
		if (isSame) return 'ours';
		// each writer of an object has a clock of its own: times are the same or not, and tell no order
		const isKnown = changedAtMs !== undefined && before !== undefined;
		return isKnown && split.changedAtMs !== before ? 'later' : 'before';
	}
	if (isSame && split.version >= version) return 'ours';
	return split.version > version ? 'later' : 'before';
}
