import type { SplitChange, SplitHistoryPage, SplitState } from '@canario/contracts/split-change';
import { ERROR_CODES, ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget, WatchOptions } from '@canario/traffic-split/split-target';
import { type AdminError, asAdminError } from '../session/admin-error.ts';
import type { Request, Session } from '../session/session.ts';

/** Between two looks at the version, milliseconds. */
const EVERY_MS = 1_000;
const HISTORY_PAGE = 100;
/** After this nobody waits for an answer any more, milliseconds. */
const TIMEOUT_MS = 10_000;

type Ask = Session['ask'];

/** The entry's split as whoever is logged in may read and set it. */
export function pageTarget(ask: Ask, everyMs = EVERY_MS, timeoutMs = TIMEOUT_MS): SplitTarget<number> {
	const askInTime = (request: Request) =>
		told(() => ask<SplitState>({ ...request, signal: AbortSignal.timeout(timeoutMs) }));
	return {
		read: () => askInTime({ method: 'GET', path: '/split' }),
		compareAndSet: (wanted) => askInTime({ method: 'PUT', path: '/split', body: { ...wanted } }),
		watch: (options) => watch(ask, options, everyMs),
	};
}

/** Says of an AdminError what the port promises: without an answer nobody knows whether it was done. */
async function told<T>(asked: () => Promise<T>): Promise<T> {
	try {
		return await asked();
	} catch (cause) {
		const error = asAdminError(cause);
		throw new ServiceError(codeOf(error), error.detail, { cause });
	}
}

/** What a server that is in trouble refused may have been done all the same. */
const codeOf = ({ code, status }: AdminError) =>
	(status < 500 ? ERROR_CODES.find((known) => known === code) : undefined) ?? 'unavailable';

async function* watch(
	ask: Ask,
	{ signal, after, onTrouble }: WatchOptions<number>,
	everyMs: number,
): AsyncGenerator<SplitChange> {
	let seen = after;
	let reachable = true;
	while (!signal.aborted) {
		const found = await look(ask, seen, signal);
		if (signal.aborted) return;
		if (found instanceof ServiceError) {
			if (reachable) onTrouble?.(found);
			reachable = false;
		} else {
			reachable = true;
			yield* found.changes;
			seen = found.changes.at(-1)?.version ?? found.version;
		}
		await pause(everyMs, signal);
	}
}

interface Found {
	readonly changes: readonly SplitChange[];
	readonly version: number;
}

/** What came after a version, oldest first. Throws what trying again does not help. */
async function look(ask: Ask, seen: number | undefined, signal: AbortSignal): Promise<Found | ServiceError> {
	try {
		return await told(async () => {
			const { version } = await ask<SplitState>({ method: 'GET', path: '/split', signal });
			const news = seen !== undefined && version > seen ? await changesAfter(ask, seen, signal) : [];
			return { changes: news, version: seen ?? version };
		});
	} catch (error) {
		const { code } = error as ServiceError;
		if (code === 'unauthorized' || code === 'forbidden') throw error;
		return error as ServiceError;
	}
}

async function changesAfter(ask: Ask, version: number, signal: AbortSignal): Promise<SplitChange[]> {
	const found: SplitChange[] = [];
	for (let before = ''; ; ) {
		const path = `/split/history?limit=${HISTORY_PAGE}${before}`;
		const { changes, next } = await ask<SplitHistoryPage>({ method: 'GET', path, signal });
		const fresh = changes.filter((change) => change.version > version);
		found.push(...fresh);
		if (next === undefined || fresh.length < changes.length) return found.reverse();
		before = `&before=${next}`;
	}
}

/** Resolves after a time, or at once when the signal aborts. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((done) => {
		const end = () => {
			clearTimeout(timer);
			// one watch pauses many times, by one signal
			signal.removeEventListener('abort', end);
			done();
		};
		const timer = setTimeout(end, ms);
		if (signal.aborted) end();
		else signal.addEventListener('abort', end);
	});
