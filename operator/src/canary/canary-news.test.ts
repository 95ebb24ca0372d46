import { adminAt } from '@canario/split-targets/admin-call';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CanaryAdmin, canaryAdmin } from './canary-admin.ts';
import { canaryNews, entriesAfter } from './canary-news.ts';
import { STARTED, stepTo } from './testing/samples.ts';
import { startScriptedCanaries } from './testing/scripted-canaries.ts';

let canaries: Awaited<ReturnType<typeof startScriptedCanaries>>;
let admin: CanaryAdmin;
let stop: AbortController;
let troubles: string[];

beforeEach(async () => {
	canaries = await startScriptedCanaries();
	admin = canaryAdmin(adminAt(canaries.url, 'a-token'), 'ana');
	stop = new AbortController();
	troubles = [];
});
afterEach(() => canaries.close());

/** Watches canary 1, and does something at each look; gives the kinds of events of each. */
async function watch(at: (look: number) => unknown, after?: number): Promise<string[][]> {
	const looks: string[][] = [];
	const onTrouble = ({ message }: Error) => {
		troubles.push(message);
		at(-troubles.length);
	};
	const options = { canary: 1, everyMs: 1, signal: stop.signal, onTrouble, ...(after && { after }) };
	for await (const { entries } of canaryNews(admin, options)) {
		looks.push(entries.map(({ event }) => event.kind));
		at(looks.length);
	}
	return looks;
}

const ENDED = { kind: 'ended', outcome: 'promoted', why: 'all steps passed' } as const;

describe('watching a canary', () => {
	it('tells each event once, in order, until it ends', async () => {
		canaries.happen(STARTED);
		const looks = await watch((look) => {
			if (look === 1) canaries.happen(...stepTo(1, 5));
			if (look === 3) canaries.happen({ kind: 'judged', verdict: 'pass', checks: [] }, ENDED);
		});
		expect(looks).toEqual([
			['started'],
			['step', 'shifting', 'shifted', 'sampling'],
			[],
			['judged', 'ended'],
		]);
	});

	it('begins after a number of the log where one is given', async () => {
		canaries.happen(STARTED, ...stepTo(1, 5));
		const looks = await watch((look) => look === 1 && canaries.happen(ENDED), 5);
		expect(looks).toEqual([[], ['ended']]);
	});

	it('tells nothing of other canaries', async () => {
		canaries.happen(STARTED, ENDED, STARTED, ...stepTo(1, 5));
		expect(await watch(() => {})).toEqual([['started', 'ended']]);
	});

	it('tells of more events than one page has', async () => {
		const many = Array.from({ length: 125 }, () => [
			{ kind: 'waiting', for: 'traffic', why: 'nothing' } as const,
			{ kind: 'went-on' } as const,
		]).flat();
		canaries.happen(STARTED, ENDED, STARTED, ...many);
		const entries = await entriesAfter(admin, { canary: 2, after: 0 });
		expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 251 }, (_, index) => index + 3));
		canaries.asked.length = 0;
		expect(await entriesAfter(admin, { canary: 2, after: 250 })).toHaveLength(3);
		expect(canaries.asked).toHaveLength(1);
	});

	it('asks again when the platform does not answer', async () => {
		canaries.happen(STARTED);
		canaries.set({ refuse: 503 });
		const looks = await watch((look) => {
			if (look === -3) canaries.set({ refuse: undefined });
			if (look === 1) canaries.happen(ENDED);
		});
		expect(looks).toEqual([['started'], ['ended']]);
		expect(troubles).toEqual(Array(3).fill(expect.stringContaining('answered 503')));
	});

	it('ends when it is told to, and when the platform refuses', async () => {
		canaries.happen(STARTED);
		expect(await watch((look) => look === 2 && stop.abort())).toEqual([['started'], []]);
		stop = new AbortController();
		canaries.set({ refuse: 401 });
		await expect(watch(() => {})).rejects.toMatchObject({ code: 'unauthorized' });
	});
});
