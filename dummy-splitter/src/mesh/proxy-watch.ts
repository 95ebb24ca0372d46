import { byLane } from '@canario/contracts/lane';
import { request } from 'undici';
import { keepLooking } from './keep-looking.ts';
import { laneOfService } from './lane-names.ts';

const EVERY_MS = 2_000;
const TIMEOUT_MS = 1_000;

/** Looks that are kept: half a minute. */
const LOOKS = 15;

/** What the proxy beside this entry says of itself. */
export interface ProxyFacts {
	/** Undefined while it was not asked yet, or is not to be. */
	readonly meshed: boolean | undefined;
	/**
	 * Requests that it sent to lanes in the last half minute, beyond those that the entry sent it: at least so many were
	 * tried again. Undefined where it does not tell.
	 */
	readonly triedAgain: number | undefined;
}

/** `request_total` of the requests that went out to a Service, in Prometheus' text form. */
const OUTBOUND = /^request_total\{([^}]*\bdirection="outbound"[^}]*)\} (\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/gm;

/** Requests to each lane's Service, as a proxy counts them: one for each try. */
export function attemptsOf(metrics: string) {
	const attempts = byLane(() => 0) as { blue: number; green: number };
	for (const [, labels = '', value] of metrics.matchAll(OUTBOUND)) {
		const [, service = ''] = /\bdst_service="([^"]*)"/.exec(labels) ?? [];
		const lane = laneOfService(service);
		if (lane) attempts[lane] += Number(value);
	}
	return attempts;
}

interface Options {
	/** The proxy's admin listener; undefined asks none. */
	readonly url: string | undefined;
	/** Requests of the entry so far: those that left, and those of them that are over. */
	readonly requests: () => { readonly sent: number; readonly done: number };
	readonly everyMs?: number;
}

/** Asks the proxy again and again. */
export function watchProxy({ url, requests, everyMs = EVERY_MS }: Options): {
	facts(): ProxyFacts;
	close(): Promise<void>;
} {
	let facts: ProxyFacts = { meshed: undefined, triedAgain: undefined };
	if (url === undefined) return { facts: () => facts, close: async () => {} };
	let looks: readonly { readonly attempts: number; readonly done: number }[] = [];
	const looking = keepLooking({
		everyMs,
		async look(signal) {
			const { done } = requests();
			const answer = await metricsOf(url, signal);
			if (signal.aborted || answer === undefined) return;
			if (answer === 'gone') {
				looks = [];
				facts = { meshed: false, triedAgain: undefined };
				return;
			}
			const { blue, green } = attemptsOf(answer.text);
			const attempts = blue + green;
			// a proxy that was restarted, or that forgot what was idle, counts anew
			if (attempts < (looks.at(-1)?.attempts ?? 0)) looks = [];
			looks = [...looks, { attempts, done }].slice(-LOOKS);
			const base = looks[0] ?? { attempts, done };
			// whatever was under way at either end may have been tried first between them
			const firstTries = requests().sent - base.done;
			facts = { meshed: true, triedAgain: Math.max(0, attempts - base.attempts - firstTries) };
		},
	});
	return { facts: () => facts, close: () => looking.close() };
}

/** `gone` where nothing listens, or something that is no proxy; undefined where that cannot be told just now. */
async function metricsOf(url: string, signal: AbortSignal): Promise<{ text: string } | 'gone' | undefined> {
	try {
		const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
		const { statusCode, body } = await request(`${url}/metrics`, { signal: deadline });
		const text = await body.text();
		return statusCode === 200 ? { text } : 'gone';
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED' ? 'gone' : undefined;
	}
}
