import type { Metric } from '@canario/contracts/canary/plan';
import type { Lane } from '@canario/contracts/lane';
import { msOf, numberOf, type Span } from '../form/span.ts';

/** A check as it is written in a plan; what is empty is not checked. */
interface CheckDraft {
	readonly threshold: string;
	readonly comparison: string;
}

/** A plan as it stands in the form. */
export interface PlanDraft {
	readonly to: Lane;
	/** Whole percent, apart by commas. */
	readonly steps: string;
	readonly every: Span;
	readonly patience: Span;
	readonly rollback: 'at-once' | 'gradual';
	readonly points: string;
	readonly backEvery: Span;
	/** Per cent. */
	readonly alarmRisk: string;
	readonly passRisk: string;
	readonly checks: Readonly<Record<Metric, CheckDraft>>;
}

const NO_CHECK: CheckDraft = { threshold: '', comparison: '' };

/** As `@canario/canary/plan-shape` has it where a plan says nothing. */
const USUAL_CHECKS: PlanDraft['checks'] = {
	'error-rate': { threshold: '5%', comparison: '+1pp' },
	'ack-p50': NO_CHECK,
	'ack-p95': { threshold: '1s', comparison: '+100ms' },
	'ack-p99': NO_CHECK,
	'durable-p95': { threshold: '5s', comparison: '' },
	loss: { threshold: '0', comparison: '' },
	conflict: { threshold: '', comparison: '+2pp' },
};

const USUAL_STEPS = [5, 25, 50, 100] as const;

/** A plan for the lane that has less. @param has per cent of each lane as it is. */
export function usualPlan(has: Readonly<Record<Lane, number>>): PlanDraft {
	return {
		...planTo(has.green <= has.blue ? 'green' : 'blue', has),
		every: { text: '60', unit: 's' },
		patience: { text: '10', unit: 'min' },
		...{ rollback: 'at-once', points: '10', backEvery: { text: '10', unit: 's' } },
		...{ alarmRisk: '1', passRisk: '5', checks: USUAL_CHECKS },
	};
}

/** Lane and steps of a plan to `to`: only those that give it more than it has. */
export const planTo = (to: Lane, has: Readonly<Record<Lane, number>>): Pick<PlanDraft, 'to' | 'steps'> => ({
	to,
	steps: USUAL_STEPS.filter((share) => share > has[to] || share === 100).join(', '),
});

/** Parts of a draft that cannot be used. */
export type Wrong = 'steps' | 'every' | 'patience' | 'points' | 'backEvery' | 'alarmRisk' | 'passRisk';

/** What cannot be used of a draft; amounts of checks are judged by the entry, which says what is wrong with them. */
export function wrongIn(draft: PlanDraft): readonly Wrong[] {
	const gradual = draft.rollback === 'gradual';
	const points = numberOf(draft.points);
	const wrong: Readonly<Record<Wrong, boolean>> = {
		steps: stepsOf(draft.steps) === undefined,
		every: msOf(draft.every) === undefined,
		patience: msOf(draft.patience) === undefined,
		points: gradual && !(points !== undefined && Number.isInteger(points) && points >= 1 && points <= 100),
		backEvery: gradual && msOf(draft.backEvery) === undefined,
		alarmRisk: !isRisk(draft.alarmRisk),
		passRisk: !isRisk(draft.passRisk),
	};
	return (Object.keys(wrong) as Wrong[]).filter((name) => wrong[name]);
}

const isRisk = (text: string) => {
	const value = numberOf(text);
	return value !== undefined && value > 0 && value < 50;
};

/** Steps as typed; undefined where they are none, or do not rise. */
function stepsOf(text: string): readonly number[] | undefined {
	const steps = text.split(/[\s,;%]+/).filter((part) => part !== '');
	const shares = steps.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 0));
	const rise = shares.every((share, index) => share >= 1 && share <= 100 && share > (shares[index - 1] ?? 0));
	return rise && shares.length > 0 && shares.length <= 50 ? shares : undefined;
}

/** The plan as the entry wants it written. */
export function planInput(draft: PlanDraft): object {
	const { to, steps, every, patience, rollback, points, backEvery, alarmRisk, passRisk, checks } = draft;
	return {
		to,
		steps: stepsOf(steps) ?? [],
		every: written(every),
		checks: Object.fromEntries(
			Object.entries(checks).flatMap(([metric, check]) => {
				const amounts = Object.entries(check).filter(([, text]) => text.trim() !== '');
				const kept = amounts.map(([name, text]) => [name, text.replaceAll(/\s/g, '')]);
				return kept.length === 0 ? [] : [[metric, Object.fromEntries(kept)]];
			}),
		),
		alarmRisk: `${numberOf(alarmRisk)}%`,
		passRisk: `${numberOf(passRisk)}%`,
		patience: written(patience),
		rollback: rollback === 'at-once' ? rollback : { points: numberOf(points), every: written(backEvery) },
	};
}

/** In seconds or parts of one, as plans have it. */
const written = (span: Span) => {
	const ms = msOf(span) ?? 0;
	return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
};
