import { useEffect, useState } from 'react';
import { type AdminError, asAdminError } from './admin-error.ts';
import { useSession } from './use-session.ts';

/** A page of something that grows at its newest end. */
export interface Pages<T> {
	readonly page?: T;
	readonly trouble?: AdminError;
	/** Whether this is not the newest page. */
	readonly isOld: boolean;
	/** To the page before `before`, or to the newest. */
	readonly turn: (before?: number) => void;
}

/** Asks for pages of `path`; the newest is asked for anew whenever `changed` is another. */
export function usePages<T>(path: string, limit: number, changed: unknown): Pages<T> {
	const session = useSession();
	const [before, setBefore] = useState<number>();
	const [known, setKnown] = useState<{ page?: T; trouble?: AdminError }>({});
	const news = before === undefined ? changed : undefined;
	useEffect(() => {
		const stop = new AbortController();
		const query = before === undefined ? '' : `&before=${before}`;
		const request = { method: 'GET', path: `${path}?limit=${limit}${query}`, signal: stop.signal } as const;
		session.ask<T>(request).then(
			(page) => setKnown({ page }),
			(error: unknown) => {
				if (!stop.signal.aborted) setKnown((last) => ({ ...last, trouble: asAdminError(error) }));
			},
		);
		return () => stop.abort();
	}, [session, path, limit, before, news]);
	return { ...known, isOld: before !== undefined, turn: setBefore };
}
