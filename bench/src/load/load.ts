/** Stands in a body for an id. */
export const FRESH_ID = '{fresh id}';

/** What the generator sends: one request on each connection, and the next as soon as the answer is there. */
export interface LoadOptions {
	readonly port: number;
	readonly path: string;
	/** Each `FRESH_ID` in it becomes an id that was never sent before. */
	readonly body: string;
	/** Requests in flight, each on a connection of its own. */
	readonly connections: number;
	/** Sent before measuring begins: a generator that has just started is slow. */
	readonly warmUpSeconds: number;
	readonly seconds: number;
}

/** Milliseconds; zeros where nothing was measured. */
export interface Latency {
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	readonly max: number;
}

/** What came back from the beginning of measuring until the last answer. */
export interface Load {
	/** Answers by status. */
	readonly statuses: Readonly<Record<string, number>>;
	/** Answers with 2xx from the very beginning, warm-up included. */
	readonly everAccepted: number;
	/** Requests that got no answer: the connection was lost, or nothing came for ten seconds. */
	readonly unanswered: number;
	/** Of answers with 2xx. */
	readonly accepted: Latency;
	/** Of all other answers. */
	readonly refused: Latency;
	/** From the beginning of measuring to the last answer. */
	readonly seconds: number;
}

/** What the generator tells: first that measuring begins, then the result. */
export type Told = { readonly event: 'measuring' } | { readonly event: 'done'; readonly load: Load };

export const isAccepted = (status: string | number) => /^2\d\d$/.test(String(status));

/** Answers with 2xx. */
export function acceptedIn({ statuses }: Load): number {
	return Object.entries(statuses).reduce((sum, [status, n]) => sum + (isAccepted(status) ? n : 0), 0);
}

/** What went wrong, a clause each: statuses that are neither 2xx nor `allowed`, and missing answers. */
export function faultsIn({ statuses, unanswered }: Load, allowed: readonly string[] = []): readonly string[] {
	const wrong = Object.entries(statuses).filter(
		([status]) => !isAccepted(status) && !allowed.includes(status),
	);
	const faults = wrong.map(([status, n]) => `${n} answers with ${status}`);
	return unanswered === 0 ? faults : [...faults, `${unanswered} requests without an answer`];
}
