import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { SplitChange, SplitHistoryPage } from '@canario/contracts/split-change';
import { type CanaryAdmin, canaryAdmin } from '@canario/operator/canary/canary-admin';
import { entriesAfter } from '@canario/operator/canary/canary-news';
import { expect, vi } from 'vitest';
import { adminAt } from './client.ts';
import type { World } from './world.ts';

type PlanInput = Parameters<CanaryAdmin['start']>[0]['plan'];

/** The canaries of a platform, as an operator at its first entry sees them. */
export interface Canaries {
	readonly admin: CanaryAdmin;
	/** Gives all traffic to blue and begins a canary to green, once a controller is there: its number. */
	start(plan: Omit<PlanInput, 'to'>): Promise<number>;
	/** Resolves when the canary is as `state` says. */
	becomes(state: object): Promise<CanaryState>;
	/** Resolves when the canary's log has so many events of a kind. */
	tells(kind: CanaryEvent['kind'], count?: number): Promise<void>;
	/** What there is to tell of a canary, once it has ended. */
	ended(canary: number): Promise<Told>;
}

/** A canary that is over: what its log and the split's history say. */
export interface Told {
	readonly outcome: string | undefined;
	readonly why: string | undefined;
	readonly state: CanaryState;
	readonly events: readonly CanaryEvent[];
	/** Every change that the split's history has since the canary began, oldest first. */
	readonly changes: readonly SplitChange[];
}

const SOON = { timeout: 30_000, interval: 100 };

export function canariesOf(world: () => World): Canaries {
	const call: ReturnType<typeof adminAt> = (...asked) =>
		adminAt(world().platform.adminUrl('dummy-splitter'))(...asked);
	const admin = canaryAdmin(call);
	const read = async (): Promise<CanaryAnswer> => admin.read().catch(() => ({ controlled: false }));
	const becomes = (state: object) =>
		vi.waitFor(async () => {
			const { canary } = await read();
			expect(canary).toMatchObject(state);
			return canary as CanaryState;
		}, SOON);
	return {
		admin,
		becomes,
		async start(plan) {
			await world().split({ blue: 1, green: 0 });
			const input: PlanInput = { to: 'green', ...plan };
			await expect.poll(async () => (await read()).controlled, SOON).toBe(true);
			return (await admin.start({ plan: input, reason: 'a test' })).canary?.id ?? 0;
		},
		async tells(kind, count = 1) {
			const { canary } = await admin.read();
			const found = async () => {
				const entries = await entriesAfter(admin, { canary: canary?.id ?? 0, after: 0 });
				return entries.filter(({ event }) => event.kind === kind).length;
			};
			await expect.poll(found, SOON).toBeGreaterThanOrEqual(count);
		},
		async ended(canary) {
			const state = await becomes({ id: canary, phase: 'ended' });
			const entries = await entriesAfter(admin, { canary, after: 0 });
			const events = entries.map(({ event }) => event);
			const [begun] = events;
			const from = begun?.kind === 'started' ? Number(begun.version) : 0;
			const { changes } = (await call('GET', '/split/history?limit=100')) as SplitHistoryPage;
			const since = changes.filter(({ version }) => version > from).toReversed();
			return { outcome: state.ended?.outcome, why: state.ended?.why, state, events, changes: since };
		},
	};
}

/**
 * Whoever carried the canary out, and however many: no step was taken twice, and each change that the log tells of stands
 * in the split's history once, with none beside them.
 */
export function expectOneHand({ events, changes }: Pick<Told, 'events' | 'changes'>): void {
	const steps = events.flatMap((event) => (event.kind === 'step' ? [event.step] : []));
	expect(steps).toEqual(steps.map((_, index) => index + 1));
	const shifted = events.flatMap((event) => (event.kind === 'shifted' ? [event] : []));
	expect(changes.map(({ version, to, by }) => ({ version, to, by }))).toEqual(
		shifted.map(({ version, weights }) => ({ version, to: weights, by: 'canary' })),
	);
	expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
}
