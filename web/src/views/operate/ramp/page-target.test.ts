import type { SplitChange } from '@canario/contracts/split-change';
import { describe, expect, it, vi } from 'vitest';
import { AdminError } from '../session/admin-error.ts';
import type { Request, Session } from '../session/session.ts';
import { pageTarget } from './page-target.ts';

const change = (version: number): SplitChange => ({
	...{ version, atMs: version, by: 'bea', reason: 'mine', kind: 'set' },
	from: { blue: 50, green: 50 },
	to: { blue: 80, green: 20 },
});

/** A target at answers that are made up; they are asked for one after another, the last one again and again. */
function targetOf(...answers: ((request: Request) => unknown)[]) {
	const asked: Request[] = [];
	const ask = async (request: Request) => {
		asked.push(request);
		return (answers.length > 1 ? answers.shift() : answers[0])?.(request);
	};
	return { target: pageTarget(ask as Session['ask'], 1), asked };
}

const refuse = (code: string, status: number) => () => {
	throw new AdminError({ code, status, detail: `it is ${code}` });
};

async function first(target: ReturnType<typeof targetOf>['target'], onTrouble = () => {}) {
	const signal = AbortSignal.timeout(5_000);
	for await (const found of target.watch({ signal, after: 1, onTrouble })) return found;
	return undefined;
}

describe('the split as a page reaches it', () => {
	it('is set by compare-and-set, and says when another was quicker', async () => {
		const { target, asked } = targetOf(refuse('stale_version', 409));
		const wanted = { weights: { blue: 1, green: 1 }, reason: 'try', ifVersion: 4 };
		await expect(target.compareAndSet(wanted)).rejects.toMatchObject({
			code: 'stale_version',
			message: 'it is stale_version',
		});
		expect(asked).toMatchObject([{ method: 'PUT', path: '/split', body: wanted }]);
	});

	it('is unavailable where nobody answers', async () => {
		const { target } = targetOf(refuse('away', 0));
		await expect(target.read()).rejects.toMatchObject({ code: 'unavailable' });
	});

	it('is unavailable where the answer does not come in time', async () => {
		const ask = ({ signal }: Request) =>
			new Promise((_, fail) => signal?.addEventListener('abort', () => fail(signal.reason)));
		const target = pageTarget(ask as Session['ask'], 1, 10);
		const wanted = { weights: { blue: 1, green: 1 }, reason: 'try', ifVersion: 4 };
		await expect(target.compareAndSet(wanted)).rejects.toMatchObject({ code: 'unavailable' });
		await expect(target.read()).rejects.toMatchObject({ code: 'unavailable' });
	});

	it('is unavailable where a server in trouble may have done it all the same', async () => {
		const { target } = targetOf(refuse('deadline_exceeded', 504));
		const wanted = { weights: { blue: 1, green: 1 }, reason: 'try' };
		await expect(target.compareAndSet(wanted)).rejects.toMatchObject({ code: 'unavailable' });
	});

	it('tells of the first change by others, from the history', async () => {
		const { target, asked } = targetOf(
			() => ({ version: 1 }),
			() => ({ version: 3 }),
			() => ({ changes: [change(3), change(2), change(1)] }),
		);
		expect(await first(target)).toEqual(change(2));
		expect(asked.map(({ path }) => path)).toEqual(['/split', '/split', '/split/history?limit=100']);
	});

	it('is looked at again while nobody answers, and tells of that once', async () => {
		const onTrouble = vi.fn<() => void>();
		const away = refuse('away', 0);
		const { target } = targetOf(
			...[away, away],
			() => ({ version: 2 }),
			() => ({ changes: [change(2)] }),
		);
		expect(await first(target, onTrouble)).toEqual(change(2));
		expect(onTrouble).toHaveBeenCalledOnce();
	});

	it('is not looked at any more by whom it does not know', async () => {
		const { target } = targetOf(refuse('unauthorized', 401));
		await expect(first(target)).rejects.toMatchObject({ code: 'unauthorized' });
	});

	it('is not watched any longer than somebody wants to', async () => {
		const { target } = targetOf(() => ({ version: 1 }));
		const stop = new AbortController();
		const seen = (async () => {
			for await (const found of target.watch({ signal: stop.signal, after: 1 })) return found;
			return 'over';
		})();
		stop.abort();
		expect(await seen).toBe('over');
	});

	it('leaves nothing with the signal of those who watch, however often it looks', async () => {
		const { target } = targetOf(
			...Array.from({ length: 5 }, () => () => ({ version: 1 })),
			() => ({ version: 2 }),
			() => ({ changes: [change(2)] }),
		);
		const { signal } = new AbortController();
		const counts = { added: 0, removed: 0 };
		const [add, remove] = [signal.addEventListener, signal.removeEventListener];
		vi.spyOn(signal, 'addEventListener').mockImplementation((...all: unknown[]) => {
			counts.added++;
			Reflect.apply(add, signal, all);
		});
		vi.spyOn(signal, 'removeEventListener').mockImplementation((...all: unknown[]) => {
			counts.removed++;
			Reflect.apply(remove, signal, all);
		});
		for await (const found of target.watch({ signal, after: 1 })) {
			expect(found).toEqual(change(2));
			break;
		}
		expect(counts).toEqual({ added: 5, removed: 5 });
	});
});
