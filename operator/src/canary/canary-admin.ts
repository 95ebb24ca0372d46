import type { PlanInput } from '@canario/canary/plan-shape';
import {
	type CanaryAnswer,
	type CanaryEvents,
	type CanaryHistory,
	canaryAnswer,
	canaryEvents,
	canaryHistory,
} from '@canario/contracts/canary/answers';
import type { SplitVersion } from '@canario/contracts/canary/event';
import type { AdminCall } from '@canario/split-targets/admin-call';
import { understood } from '@canario/split-targets/understood';

/** The most canaries or events that are asked for at a time. */
export const PAGE = 100;

/** What somebody wants of the canary that runs. */
export type Wish = 'pause' | 'resume' | 'promote' | 'abort';

interface WishWords {
	readonly reason: string;
	/** Only if this canary is under way still. */
	readonly canary?: number | undefined;
	/** For `promote`: to the last weights at once, and only from this step. */
	readonly full?: boolean | undefined;
	readonly step?: number | undefined;
}

interface Order {
	readonly plan: PlanInput;
	readonly reason: string;
	/** Only if the split has this version still. */
	readonly ifVersion?: SplitVersion | undefined;
}

/** The canaries of a running platform. Everything rejects as `AdminCall` does. */
export interface CanaryAdmin {
	read(signal?: AbortSignal): Promise<CanaryAnswer>;
	/** `conflict` while one runs and where the plan does not fit the weights; `unavailable` without a controller. */
	start(order: Order): Promise<CanaryAnswer>;
	/** `conflict` where there is nothing to do that to. */
	wish(wish: Wish, words: WishWords): Promise<CanaryAnswer>;
	/** At most PAGE, of those before the canary `before` where one is given; newest first. */
	history(limit: number, before?: number): Promise<CanaryHistory>;
	/** At most PAGE of the log, before a number of it where one is given; newest first. */
	events(limit: number, before?: number, signal?: AbortSignal): Promise<CanaryEvents>;
}

/** @param by who asks, where the token is the platform's own; who has another is known by that. */
export function canaryAdmin(admin: AdminCall, by?: string): CanaryAdmin {
	const named = by === undefined ? {} : { by };
	const page = (limit: number, before?: number) =>
		new URLSearchParams({ limit: String(limit), ...(before && { before: String(before) }) }).toString();
	return {
		read: async (signal) => understood(canaryAnswer, await admin('GET', '/canary', undefined, signal)),
		start: async (order) => understood(canaryAnswer, await admin('POST', '/canary', { ...order, ...named })),
		wish: async (wish, words) =>
			understood(canaryAnswer, await admin('POST', `/canary/${wish}`, { ...words, ...named })),
		history: async (limit, before) =>
			understood(canaryHistory, await admin('GET', `/canary/history?${page(limit, before)}`)),
		events: async (limit, before, signal) =>
			understood(
				canaryEvents,
				await admin('GET', `/canary/events?${page(limit, before)}`, undefined, signal),
			),
	};
}
