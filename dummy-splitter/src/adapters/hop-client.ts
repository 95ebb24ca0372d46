import { HOP_PATH, type HopAnswer, hopAnswer } from '@canario/contracts/hop';
import { isLane, LANE_HEADER, type Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import { type Dispatcher, errors, Pool } from 'undici';

interface Options {
	/** Where the leaf, or the apex, listens. */
	readonly url: string;
	/** Most connections at once. */
	readonly connections: number;
	/** The lane that is expected to answer; in a mesh nobody knows beforehand. */
	readonly lane?: Lane;
}

/** Speaks the hop's protocol (`POST /records`, packages/contracts/src/hop.ts) with one leaf or apex. */
export interface HopClient {
	/**
	 * One outcome for each vaccination, in order, and the lane that served them.
	 *
	 * @throws {ServiceError} `unavailable` or `deadline_exceeded`, naming the lane where it is known; the cause of
	 * an `unavailable` that never reached a service is the connection's own error.
	 */
	send(vaccinations: readonly Vaccination[], signal: AbortSignal): Promise<HopAnswer>;

	/** Resolves when the leaf says it is ready. */
	ready(): Promise<void>;

	close(): Promise<void>;
}

export function createHopClient({ url, connections, lane }: Options): HopClient {
	const pool = new Pool(url, { connections, connect: { timeout: 1_000 }, keepAliveTimeout: 30_000 });
	return {
		async send(vaccinations, signal) {
			const response = await reach(
				pool,
				{
					path: HOP_PATH,
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ records: vaccinations }),
					signal,
				},
				lane,
			);
			const text = await response.body.text();
			const answering = laneOf(response) ?? lane;
			if (response.statusCode !== 200) {
				throw new ServiceError('unavailable', refusal(answering, response.statusCode, text), {
					...(answering && { lane: answering }),
				});
			}
			const parsed = hopAnswer.safeParse(JSON.parse(text));
			if (!parsed.success || parsed.data.outcomes.length !== vaccinations.length) {
				throw new ServiceError('unavailable', `${answering ?? 'the apex'} gave an answer that is none`, {
					...(answering && { lane: answering }),
				});
			}
			return parsed.data;
		},
		async ready() {
			const response = await pool.request({ path: '/readyz', method: 'GET', headersTimeout: 1_000 });
			await response.body.dump();
			if (response.statusCode !== 200) throw new Error(`not ready (${response.statusCode})`);
		},
		close: () => pool.close(),
	};
}

async function reach(pool: Pool, request: Dispatcher.RequestOptions, lane: Lane | undefined) {
	try {
		return await pool.request(request);
	} catch (cause) {
		const details = { cause, ...(lane && { lane }) };
		const name = lane ?? 'the apex';
		if (request.signal instanceof AbortSignal && request.signal.aborted) {
			throw new ServiceError('deadline_exceeded', `${name} did not answer in time`, details);
		}
		throw new ServiceError('unavailable', `${name} cannot be reached`, details);
	}
}

/** Whether a hop failed before or while a service could have read it, so that another try may help at once. */
export function lostConnection(error: unknown): boolean {
	if (!(error instanceof ServiceError) || error.code !== 'unavailable' || !(error.cause instanceof Error))
		return false;
	if (error.cause instanceof errors.SocketError || error.cause instanceof errors.ConnectTimeoutError)
		return true;
	return 'code' in error.cause && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(String(error.cause.code));
}

function laneOf({ headers }: Dispatcher.ResponseData): Lane | undefined {
	const header = headers[LANE_HEADER];
	return isLane(header) ? header : undefined;
}

/** A short sentence for the sender; a lane's own words where it answered with a problem. */
function refusal(lane: Lane | undefined, status: number, text: string): string {
	const who = lane ?? 'the apex';
	try {
		const { detail } = JSON.parse(text) as { detail?: unknown };
		if (typeof detail === 'string') return `${who}: ${detail}`;
	} catch {
		// not a problem of ours: a proxy answered
	}
	return `${who} answered ${status}`;
}
