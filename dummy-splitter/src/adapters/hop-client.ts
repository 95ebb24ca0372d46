import { HOP_PATH, type HopAnswer, hopAnswer } from '@canario/contracts/hop';
import type { Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import { errors, Pool } from 'undici';
import { codeOf, type HopWatch, NotReady, seenOf } from './hop-watch.ts';

interface Options {
	/** Where the leaf, or the apex, listens. */
	readonly url: string;
	/** Most connections at once. */
	readonly connections: number;
	/** The lane that is expected to answer; in a mesh nobody knows beforehand. */
	readonly lane?: Lane;
	/** Sees each hop, and knows lanes where an answer tells none. */
	readonly watch?: HopWatch;
	/** Connections that were silent for so long are ended, milliseconds. */
	readonly keepAliveMs?: number;
	/** Added to questions whether the leaf is ready. */
	readonly askHeaders?: Readonly<Record<string, string>>;
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

	/** Resolves when the leaf says it is ready; else rejects with NotReady, or as the connection fails. */
	ready(): Promise<void>;

	close(): Promise<void>;
}

export function createHopClient(options: Options): HopClient {
	const { url, connections, lane, watch, askHeaders = {}, keepAliveMs = 30_000 } = options;
	const pool = new Pool(url, { connections, connect: { timeout: 1_000 }, keepAliveTimeout: keepAliveMs });
	return {
		async send(vaccinations, signal) {
			const body = JSON.stringify({ records: vaccinations });
			const { status, text, answering } = await exchange({ pool, lane, watch }, body, signal);
			const blame = answering && { lane: answering };
			if (status !== 200) throw refusalOf(status, text, answering);
			const parsed = hopAnswer.safeParse(jsonOrUndefined(text));
			if (parsed.success && parsed.data.outcomes.length === vaccinations.length) return parsed.data;
			throw new ServiceError('unavailable', `${answering ?? 'the apex'} gave an answer that is none`, blame);
		},
		async ready() {
			watch?.sent();
			try {
				const question = { path: '/readyz', method: 'GET', headersTimeout: 1_000 } as const;
				const response = await pool.request({ ...question, headers: askHeaders });
				await response.body.dump();
				if (response.statusCode !== 200) throw new NotReady(response.statusCode);
			} finally {
				watch?.done();
			}
		},
		close: () => pool.close(),
	};
}

interface Way {
	readonly pool: Pool;
	readonly lane: Lane | undefined;
	readonly watch: HopWatch | undefined;
}

/** One request with the whole of its answer; `answering` is the lane that the answer names, else the expected one. */
async function exchange({ pool, lane, watch }: Way, body: string, signal: AbortSignal) {
	let answering = lane;
	try {
		const headers = { 'content-type': 'application/json' };
		watch?.sent();
		const response = await pool.request({ path: HOP_PATH, method: 'POST', headers, body, signal });
		const seen = seenOf(response);
		answering = seen.lane ?? watch?.laneOf(seen.proxyError ?? '') ?? lane;
		const text = await response.body.text();
		watch?.saw(seen);
		return { status: response.statusCode, text, answering };
	} catch (cause) {
		watch?.saw({ lost: signal.aborted ? 'timeout' : codeOf(cause) });
		const details = { cause, ...(answering && { lane: answering }) };
		const name = answering ?? 'the apex';
		if (signal.aborted)
			throw new ServiceError('deadline_exceeded', `${name} did not answer in time`, details);
		throw new ServiceError('unavailable', `${name} cannot be reached`, details);
	} finally {
		watch?.done();
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
