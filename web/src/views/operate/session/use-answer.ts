import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type AdminError, asAdminError } from './admin-error.ts';
import type { Session } from './session.ts';
import { useSession } from './use-session.ts';

/** What the admin API last said at a path. What did not change stays the same object. */
export interface Answer<T> {
	/** Absent before the first answer. */
	readonly data?: T;
	/** When that was said, ms by the clock of `performance.now()`. */
	readonly atMs?: number;
	/** Why the last question had no answer, as long as none has. */
	readonly trouble?: AdminError;
}

export interface Asking<T> extends Answer<T> {
	/** Asks at once; resolves when that was answered. */
	readonly again: () => Promise<void>;
	/** Takes what a change was answered by. */
	readonly take: (data: T) => void;
}

/** Between two questions, milliseconds. */
const EVERY_MS = 1_000;

/** Asks `GET path`, and again each second while somebody looks at the page; undefined asks nothing. */
export function useAnswer<T>(path: string | undefined): Asking<T> {
	const session = useSession();
	const [answer, setAnswer] = useState<Answer<T>>({});
	const turn = useRef(0);
	const take = useCallback((data: T) => {
		turn.current++;
		setAnswer((before) => ({ data: keep(before.data, data), atMs: performance.now() }));
	}, []);
	const again = useCallback(async () => {
		if (path === undefined) return;
		const mine = ++turn.current;
		const next = await ask<T>(session, path);
		// a later question, or what a change was answered by, knows better
		if (mine !== turn.current) return;
		setAnswer((before) => joined(before, next));
	}, [session, path]);
	useEffect(() => {
		setAnswer({});
		if (path === undefined) return;
		return everySecond(again, session.waitMs);
	}, [path, again, session]);
	return useMemo(() => ({ ...answer, again, take }), [answer, again, take]);
}

async function ask<T>(session: Session, path: string): Promise<Answer<T>> {
	try {
		const data = await session.ask<T>({ method: 'GET', path });
		return { data, atMs: performance.now() };
	} catch (error) {
		return { trouble: asAdminError(error) };
	}
}

const joined = <T>(before: Answer<T>, next: Answer<T>): Answer<T> =>
	next.data === undefined ? { ...before, ...next } : { ...next, data: keep(before.data, next.data) };

/** The object from before, where the new one says the same. */
const keep = <T>(before: T | undefined, now: T): T =>
	before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;

/** Calls `task` now and a second after it is done, while the page is seen and nobody has asked to wait; gives how to stop. */
function everySecond(task: () => Promise<void>, waitMs: () => number): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;
	let running = false;
	const run = async () => {
		if (running) return;
		running = true;
		clearTimeout(timer);
		if (!document.hidden) await task();
		running = false;
		if (!stopped) timer = setTimeout(() => void run(), Math.max(EVERY_MS, waitMs()));
	};
	const onSeen = () => {
		if (!document.hidden) void run();
	};
	document.addEventListener('visibilitychange', onSeen);
	void run();
	return () => {
		stopped = true;
		clearTimeout(timer);
		document.removeEventListener('visibilitychange', onSeen);
	};
}
