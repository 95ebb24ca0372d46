/** How the load is offered. */
export type TrafficModel =
	/** Requests begin on a fixed schedule, however slow the answers are. */
	| {
			readonly kind: 'open';
			/** Requests a second, above 0. */
			readonly ratePerSecond: number;
			/** A request that is due while so many answers are awaited is not sent, and counts as a failure. */
			readonly maxInFlight?: number;
	  }
	/** Each user sends the next request when the last was answered. */
	| { readonly kind: 'closed'; readonly users: number };

export const DEFAULT_MAX_IN_FLIGHT = 512;

/** The longest sleep between two looks at the clock and the stop signal. */
const LONGEST_SLEEP_MS = 50;
/** A user waits so long after a failure, so that a dead target is not hammered. */
const AFTER_FAILURE_MS = 100;

export interface Pace {
	readonly durationMs: number;
	/** Milliseconds since the Unix epoch, monotonic. */
	readonly now: () => number;
	readonly pause: (pauseMs: number) => Promise<void>;
	readonly stopped: () => boolean;
}

interface OpenPace extends Pace {
	readonly ratePerSecond: number;
	/** Begins the request that is due at `dueMs`; returns at once. */
	readonly begin: (dueMs: number) => void;
}

/** Calls `begin` for each request of the schedule, in order, as soon as it is due; late ones follow at once. */
export async function paceOpen({ ratePerSecond, durationMs, now, pause, stopped, begin }: OpenPace) {
	const intervalMs = 1_000 / ratePerSecond;
	// the small part taken off keeps 0.1 × 30 from counting as 4
	const total = Math.ceil(durationMs / intervalMs - 1e-9);
	const startMs = now();
	let next = 0;
	while (next < total && !stopped()) {
		const dueMs = startMs + next * intervalMs;
		const earlyMs = dueMs - now();
		if (earlyMs > 0) await pause(Math.min(earlyMs, LONGEST_SLEEP_MS));
		else {
			begin(dueMs);
			next++;
		}
	}
}

interface ClosedPace extends Pace {
	readonly users: number;
	/** Sends one request and resolves, when it was answered, with whether all went well. */
	readonly send: (startMs: number) => Promise<boolean>;
}

/** Lets each user send one request after the other until the time is over. */
export async function paceClosed({ users, durationMs, now, pause, stopped, send }: ClosedPace) {
	const endMs = now() + durationMs;
	const user = async () => {
		while (now() < endMs && !stopped()) {
			if (!(await send(now()))) await pause(AFTER_FAILURE_MS);
		}
	};
	await Promise.all(Array.from({ length: users }, user));
}
