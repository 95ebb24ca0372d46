import { setTimeout as sleep } from 'node:timers/promises';
import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryEntry } from '@canario/contracts/canary/event';
import { ServiceError } from '@canario/service-kit/service-error';
import { type CanaryAdmin, PAGE } from './canary-admin.ts';

/** What a look at a canary shows. */
export interface CanaryNews {
	/** What happened to it since the last look, oldest first. */
	readonly entries: readonly CanaryEntry[];
	readonly answer: CanaryAnswer;
}

interface Options {
	/** Which canary. */
	readonly canary: number;
	/** Begins with what came after this number of the log. */
	readonly after?: number;
	/** Between two looks, milliseconds. */
	readonly everyMs: number;
	readonly signal: AbortSignal;
	/** Told when the platform does not answer; it is asked again. */
	readonly onTrouble: (error: ServiceError) => void;
}

/** Looks at a canary until it has ended or `signal` aborts. Rejects when the platform refuses to tell. */
export async function* canaryNews(admin: CanaryAdmin, options: Options): AsyncGenerator<CanaryNews> {
	const { everyMs, signal } = options;
	let after = options.after ?? 0;
	while (!signal.aborted) {
		const news = await lookOnce(admin, { ...options, after });
		if (news) {
			after = news.entries.at(-1)?.seq ?? after;
			yield news;
			if (news.entries.some(({ event }) => event.kind === 'ended')) return;
		}
		await sleep(everyMs, undefined, { signal }).catch(() => {});
	}
}

async function lookOnce(
	admin: CanaryAdmin,
	{ canary, after = 0, signal, onTrouble }: Options,
): Promise<CanaryNews | undefined> {
	try {
		const entries = await entriesAfter(admin, { canary, after, signal });
		return { entries, answer: await admin.read(signal) };
	} catch (error) {
		if (signal.aborted) return undefined;
		if (!(error instanceof ServiceError) || error.code !== 'unavailable') throw error;
		onTrouble(error);
		return undefined;
	}
}

/** What happened to a canary after a number of the log, oldest first. */
export async function entriesAfter(
	admin: CanaryAdmin,
	{
		canary,
		after,
		signal,
	}: { readonly canary: number; readonly after: number; readonly signal?: AbortSignal },
): Promise<readonly CanaryEntry[]> {
	const found: CanaryEntry[] = [];
	let before: number | undefined;
	for (;;) {
		const { events, next } = await admin.events(PAGE, before, signal);
		const newer = events.filter((entry) => entry.seq > after && entry.canary >= canary);
		found.push(...newer);
		if (next === undefined || newer.length < events.length) break;
		before = next;
	}
	return found.filter((entry) => entry.canary === canary).toReversed();
}
