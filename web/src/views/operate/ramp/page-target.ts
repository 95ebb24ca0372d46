import type { SplitHistoryPage, SplitState } from '@canario/contracts/split-change';
import { ERROR_CODES, ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget } from '@canario/traffic-split/split-target';
import { type KeptSplit, watchHistory } from '@canario/traffic-split/watch-history';
import { type AdminError, asAdminError } from '../session/admin-error.ts';
import type { Request, Session } from '../session/session.ts';

/** Between two looks at the version, milliseconds. */
const EVERY_MS = 1_000;
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
		watch: (options) => watchHistory(watched(ask), options, everyMs),
	};
}

/** Says of an AdminError what the port promises: without an answer nobody knows whether it was done. */
async function told<T>(asked: () => Promise<T>, codeFor = codeOf): Promise<T> {
	try {
		return await asked();
	} catch (cause) {
		const error = asAdminError(cause);
		throw new ServiceError(codeFor(error), error.detail, { cause });
	}
}

/** What a server that is in trouble refused may have been done all the same. */
const codeOf = ({ code, status }: AdminError) =>
	(status < 500 ? ERROR_CODES.find((known) => known === code) : undefined) ?? 'unavailable';

/** For a watch: whatever goes wrong, but for who asks, may be right at the next look. */
function watched(ask: Ask): KeptSplit {
	const look = <T>(path: string, signal: AbortSignal | undefined) =>
		told(() => ask<T>({ method: 'GET', path, ...(signal && { signal }) }), codeOfLook);
	return {
		read: (signal) => look<SplitState>('/split', signal),
		history: (limit, before, signal) => {
			const older = before === undefined ? '' : `&before=${before}`;
			return look<SplitHistoryPage>(`/split/history?limit=${limit}${older}`, signal);
		},
	};
}

function codeOfLook(error: AdminError) {
	const code = codeOf(error);
	return code === 'unauthorized' || code === 'forbidden' ? code : 'unavailable';
}
