import { byLane } from '@canario/contracts/lane';
import { request } from 'undici';
import { keepLooking } from './keep-looking.ts';
import { laneOfService } from './lane-names.ts';

const EVERY_MS = 2_000;
const TIMEOUT_MS = 1_000;

/** What the proxy beside this entry says of itself. */
export interface ProxyFacts {
	/** Undefined while it was not asked yet, or is not to be. */
	readonly meshed: boolean | undefined;
	/**
	 * Requests that it sent to lanes beyond those that the entry sent it, since it was asked first: at least so many
	 * were tried again. Undefined where it does not tell.
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
	/** Requests that the entry has sent so far. */
	readonly sent: () => number;
}

/** Asks the proxy again and again. */
export function watchProxy({ url, sent }: Options): { facts(): ProxyFacts; close(): Promise<void> } {
	let facts: ProxyFacts = { meshed: undefined, triedAgain: undefined };
	if (url === undefined) return { facts: () => facts, close: async () => {} };
	let base: { attempts: number; sent: number } | undefined;
	const looking = keepLooking({
		everyMs: EVERY_MS,
		async look(signal) {
			const sentBefore = sent();
			const text = await metricsOf(url, signal);
			if (signal.aborted) return;
			if (text === undefined) {
				// another proxy may come, which counts anew
				base = undefined;
				facts = { meshed: false, triedAgain: undefined };
				return;
			}
			const { blue, green } = attemptsOf(text);
			const attempts = blue + green;
			if (!base || attempts < base.attempts) base = { attempts, sent: sentBefore };
			// counted after the proxy did: what is under way must not look like a try too many
			const beyond = attempts - base.attempts - (sent() - base.sent);
			facts = { meshed: true, triedAgain: Math.max(0, beyond) };
		},
	});
	return { facts: () => facts, close: () => looking.close() };
}

/** Undefined where no proxy answers. */
async function metricsOf(url: string, signal: AbortSignal): Promise<string | undefined> {
	try {
		const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
		const { statusCode, body } = await request(`${url}/metrics`, { signal: deadline });
		const text = await body.text();
		return statusCode === 200 ? text : undefined;
	} catch {
		return undefined;
	}
}
