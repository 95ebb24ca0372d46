import { canaryAfter } from '@canario/canary/state';
import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { DrivenSplit, PublicCanary } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import { reply, startScriptedServer } from '../../traffic/testing/scripted-server.ts';
import { logOf, meant, STARTED } from './samples.ts';

interface Asked {
	readonly method: string;
	readonly path: string;
	readonly body: Record<string, unknown> | null;
}

/** An admin listener that knows canaries only: what happens to them is what the test says. */
export async function startScriptedCanaries() {
	const events: CanaryEvent[] = [];
	const asked: Asked[] = [];
	const world = {
		now: undefined as PublicCanary | undefined,
		controlled: true,
		target: { name: 'entry' } as DrivenSplit | undefined,
		refuse: undefined as number | undefined,
	};
	const log = () => logOf(...events);
	const statesOf = () => {
		const ids = [...new Set(log().map(({ canary }) => canary))];
		return ids.map((id) =>
			log()
				.filter(({ canary }) => canary === id)
				.reduce<CanaryState | undefined>(canaryAfter, undefined),
		);
	};
	const answer = (): CanaryAnswer => {
		const canary = statesOf().at(-1);
		const { controlled, target, now } = world;
		return { controlled, ...(target && { target }), ...(canary && { canary }), ...(now && { now }) };
	};
	const obey = (path: string, { reason = '', by = 'local', plan, full = false }: Record<string, unknown>) => {
		const act = { reason: String(reason), by: String(by) };
		if (path === '/canary') events.push({ ...STARTED, ...act, plan: meant(plan as never) } as CanaryEvent);
		if (path === '/canary/pause') events.push({ kind: 'paused', ...act });
		if (path === '/canary/resume') events.push({ kind: 'resumed', ...act });
		if (path === '/canary/promote') events.push({ kind: 'promoted', ...act, full: full === true });
		if (path === '/canary/abort') events.push({ kind: 'aborting', ...act });
	};
	/** A page of what is listed oldest first, by the number that `before` is meant in. */
	const pageOf = <T>(all: readonly T[], seqOf: (one: T) => number, query: URLSearchParams) => {
		const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
		const older = all.filter((one) => seqOf(one) < before).toReversed();
		const page = older.slice(0, Number(query.get('limit')));
		const last = page.at(-1);
		return { page, ...(last !== undefined && older.length > page.length && { next: seqOf(last) }) };
	};
	const server = await startScriptedServer((seen, _index, response, request) => {
		const { pathname, searchParams } = new URL(seen.path, 'http://localhost');
		const method = request.method ?? '';
		asked.push({ method, path: seen.path, body: seen.body as Asked['body'] });
		if (world.refuse !== undefined) {
			return reply(response, world.refuse, {
				code: world.refuse === 409 ? 'conflict' : 'unavailable',
				detail: 'not now',
			});
		}
		if (pathname === '/canary/events') {
			const { page, next } = pageOf(log(), ({ seq }) => seq, searchParams);
			return reply(response, 200, { events: page, next });
		}
		if (pathname === '/canary/history') {
			const { page, next } = pageOf(statesOf(), (state) => state?.id ?? 0, searchParams);
			return reply(response, 200, { canaries: page, next });
		}
		if (method === 'POST') obey(pathname, (seen.body ?? {}) as Record<string, unknown>);
		reply(response, 200, answer());
	});
	return {
		url: server.url,
		asked,
		/** What its controller sees, whether there is one, and a status to refuse everything with. */
		set: (change: Partial<typeof world>) => void Object.assign(world, change),
		/** Something happens. */
		happen: (...more: readonly CanaryEvent[]) => void events.push(...more),
		close: server.close,
	};
}
