import type { PublicCanary } from '@canario/contracts/canary/public-canary';

/** A step as it is drawn. */
export interface Step {
	/** Whole percent. */
	readonly share: number;
	/** `skipped`: somebody had it go on, whatever its checks said. */
	readonly state: 'passed' | 'skipped' | 'now' | 'ahead' | 'failed' | 'stopped';
	/** How far it is, 0 to 1. */
	readonly filled: number;
}

type Stand = Pick<PublicCanary, 'shares' | 'step' | 'phase' | 'holdMs' | 'watchedMs' | 'ended'> & {
	readonly passed: readonly number[];
};

/** The steps of a canary, as far as it is. */
export function stepsOf(canary: Stand): readonly Step[] {
	return canary.shares.map((share, index) => ({ share, ...standOf(canary, index + 1) }));
}

function standOf(canary: Stand, step: number): Pick<Step, 'state' | 'filled'> {
	const { ended, phase, passed } = canary;
	if (ended?.outcome === 'promoted' || step < canary.step)
		return { state: passed.includes(step) ? 'passed' : 'skipped', filled: 1 };
	if (step > canary.step) return { state: 'ahead', filled: 0 };
	if (ended?.outcome === 'rolled-back') return { state: 'failed', filled: 1 };
	if (ended !== undefined) return { state: 'stopped', filled: watched(canary) };
	if (phase === 'back') return { state: 'stopped', filled: watched(canary) };
	if (phase === 'after') return { state: 'now', filled: 1 };
	return { state: 'now', filled: phase === 'sample' ? watched(canary) : 0 };
}

/** A step without a least time is watched from its beginning for as long as it takes. */
const watched = ({ holdMs, watchedMs }: Stand) => (holdMs === 0 ? 1 : Math.min(1, watchedMs / holdMs));

/** What a canary still needs until its step is decided. */
export type Left =
	| { readonly kind: 'samples'; readonly count: number; readonly ms?: number }
	| { readonly kind: 'undecidable' }
	| { readonly kind: 'hold'; readonly ms: number };

/** What a step that is being watched still needs; undefined where that is nothing, or nobody knows. */
export function leftOf(canary: PublicCanary): Left | undefined {
	const { phase, still, checks, leftMs, holdMs, watchedMs } = canary;
	if (phase !== 'sample' || still === 'paused' || still === 'traffic') return undefined;
	const open = checks.filter(({ verdict }) => verdict === 'inconclusive');
	if (open.some(({ needed }) => needed === undefined)) return { kind: 'undecidable' };
	const count = Math.max(0, ...open.map(({ needed = 0 }) => needed));
	if (count > 0) return { kind: 'samples', count, ...(leftMs !== undefined && { ms: leftMs }) };
	return holdMs > watchedMs ? { kind: 'hold', ms: holdMs - watchedMs } : undefined;
}
