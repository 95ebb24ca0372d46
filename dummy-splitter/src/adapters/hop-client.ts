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
			const { status, text, answering } = await exchange(
				pool,
				JSON.stringify({ records: vaccinations }),
				signal,
				lane,
			);
			const blame = answering && { lane: answering };
			if (status !== 200) throw refusalOf(status, text, answering);
			const parsed = hopAnswer.safeParse(jsonOrUndefined(text));
			if (parsed.success && parsed.data.outcomes.length === vaccinations.length) return parsed.data;
			throw new ServiceError('unavailable', `${answering ?? 'the apex'} gave an answer that is none`, blame);
		},
		async ready() {
			const response = await pool.request({ path: '/readyz', method: 'GET', headersTimeout: 1_000 });
			await response.body.dump();
			if (response.statusCode !== 200) throw new Error(`not ready (${response.statusCode})`);
		},
		close: () => pool.close(),
	};
}

/** One request with the whole of its answer; `answering` is the lane that the answer names, else the expected one. */
async function exchange(pool: Pool, body: string, signal: AbortSignal, lane: Lane | undefined) {
	let answering = lane;
	try {
		const headers = { 'content-type': 'application/json' };
		const response = await pool.request({ path: HOP_PATH, method: 'POST', headers, body, signal });
		answering = laneOf(response) ?? lane;
		return { status: response.statusCode, text: await response.body.text(), answering };
	} catch (cause) {
		const details = { cause, ...(answering && { lane: answering }) };
		const name = answering ?? 'the apex';
		if (signal.aborted)
			throw new ServiceError('deadline_exceeded', `${name} did not answer in time`, details);
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

/** Codes of a lane's problem that mean the same to the sender; any other is the lane's fault. */
const PASSED_ON = ['overloaded', 'unavailable', 'deadline_exceeded', 'injected'] as const;

/** What the sender is told when a lane answered with an error: the lane's own words where it gave a problem. */
function refusalOf(status: number, text: string, lane: Lane | undefined): ServiceError {
	const problem = jsonOrUndefined(text) as { code?: unknown; detail?: unknown } | undefined;
	const code = PASSED_ON.find((known) => known === problem?.code) ?? 'unavailable';
	const said = typeof problem?.detail === 'string' ? `: ${problem.detail}` : ` answered ${status}`;
	return new ServiceError(code, `${lane ?? 'the apex'}${said}`, lane && { lane });
}

/** A proxy between us and the lane may answer with anything. */
function jsonOrUndefined(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
