import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Lifecycle } from './lifecycle.ts';

const times = { drainMs: 0, deadlineMs: 200 };
const newLifecycle = () => new Lifecycle(pino({ level: 'silent' }));

describe('Lifecycle', () => {
	it('closes in reverse order, once, whatever the number of calls', async () => {
		const lifecycle = newLifecycle();
		const closed: string[] = [];
		for (const name of ['store', 'server']) lifecycle.own(name, { close: () => closed.push(name) });
		lifecycle.ready();
		expect(await Promise.all([lifecycle.stop(times), lifecycle.stop(times)])).toEqual([true, true]);
		expect(closed).toEqual(['server', 'store']);
	});

	it('is draining while what it owns is still open', async () => {
		const lifecycle = newLifecycle();
		let seen: string | undefined;
		lifecycle.own('server', {
			close: () => {
				seen = lifecycle.phase;
			},
		});
		lifecycle.ready();
		expect(lifecycle.phase).toBe('ready');
		await lifecycle.stop(times);
		expect(seen).toBe('draining');
	});

	it.each([
		[
			'throws',
			() => {
				throw new Error('no');
			},
		],
		['rejects', () => Promise.reject(new Error('no'))],
		['hangs', () => new Promise(() => {})],
	])('closes the rest when one %s, and says that it was not clean', async (_, close) => {
		const lifecycle = newLifecycle();
		let closed = false;
		lifecycle.own('first', {
			close: () => {
				closed = true;
			},
		});
		lifecycle.own('bad', { close });
		expect(await lifecycle.stop(times)).toBe(false);
		expect(closed).toBe(true);
	});
});
