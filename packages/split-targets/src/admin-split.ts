import type { Weights } from '@canario/contracts/service-report';
import { type SplitState, splitHistory, splitState } from '@canario/contracts/split-change';
import type { KeptSplit } from '@canario/traffic-split/watch-history';
import type { AdminCall } from './admin-call.ts';
import { understood } from './understood.ts';

/** What an operator asks for; see `WantedChange` of the port. */
export interface SplitOrder {
	readonly weights: Weights;
	readonly reason: string;
	readonly ifVersion?: number | undefined;
	readonly revertAfterMs?: number | undefined;
}

/** The split of a running entry. Everything rejects as `AdminCall` does. */
export interface AdminSplit extends KeptSplit {
	set(order: SplitOrder): Promise<SplitState>;
	/** Goes back to the weights before the last change of them; `conflict` where there are none. */
	undo(reason: string, ifVersion?: number): Promise<SplitState>;
	/** Has the weights of `version` stay; `conflict` where they do anyhow. */
	confirm(version: number): Promise<SplitState>;
}

/**
 * The calls of an entry's admin API about its split.
 *
 * @param by who asks, where the token is the platform's own; who has another is known by that.
 */
export function adminSplit(admin: AdminCall, by?: string): AdminSplit {
	const named = by === undefined ? {} : { by };
	return {
		read: async (signal) => understood(splitState, await admin('GET', '/split', undefined, signal)),
		set: async (order) => understood(splitState, await admin('PUT', '/split', { ...order, ...named })),
		undo: async (reason, ifVersion) =>
			understood(splitState, await admin('POST', '/split/undo', { reason, ifVersion, ...named })),
		confirm: async (version) =>
			understood(splitState, await admin('POST', '/split/confirm', { version, ...named })),
		async history(limit, before, signal) {
			const query = new URLSearchParams({ limit: String(limit), ...(before && { before: String(before) }) });
			return understood(
				splitHistory,
				await admin('GET', `/split/history?${query.toString()}`, undefined, signal),
			);
		},
	};
}
