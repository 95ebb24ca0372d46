import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { keepOpening } from './reopening.ts';

const silent = pino({ level: 'silent' });

/** A log that keeps what it was told. */
function keptLog() {
	const lines: { level: number; msg: string; err?: { message: string } }[] = [];
	return { log: pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) }), lines };
}
const resource = () => ({
	closed: 0,
	close() {
		this.closed += 1;
	},
});

describe('keepOpening', () => {
	it('is unavailable until a try succeeds, and tries on until then', async () => {
		const store = resource();
		let tries = 0;
		const reopening = keepOpening(
			async () => {
				tries += 1;
				if (tries < 3) throw new Error('refused');
				return store;
			},
			{ name: 'record store', log: silent, retryMs: 1 },
		);
		expect(() => reopening.current()).toThrow(expect.objectContaining({ code: 'unavailable' }));
		expect(await reopening.opened).toBe(store);
		expect(reopening.current()).toBe(store);
		expect(tries).toBe(3);
		await reopening.close();
		expect(store.closed).toBe(1);
	});

	it('logs a failure once, another failure again, and the success', async () => {
		const { log, lines } = keptLog();
		const failures = ['refused', 'refused', 'no such host', 'no such host'];
		const open = async () => {
			const failure = failures.shift();
			if (failure) throw new Error(failure);
			return resource();
		};
		const reopening = keepOpening(open, { name: 'store', log, retryMs: 1 });
		await reopening.opened;
		expect(lines.map(({ level, err }) => err?.message ?? level)).toEqual(['refused', 'no such host', 30]);
	});

	it('gives up a try that takes too long, and closes what it opens after all', async () => {
		const late = resource();
		const store = resource();
		let finish = () => {};
		const tries = [
			() =>
				new Promise<typeof late>((resolve) => {
					finish = () => resolve(late);
				}),
			async () => store,
		];
		const reopening = keepOpening(() => (tries.shift() ?? tries[0]!)(), {
			name: 'store',
			log: silent,
			retryMs: 1,
			tryMs: 5,
		});
		expect(await reopening.opened).toBe(store);
		finish();
		await vi.waitFor(() => expect(late.closed).toBe(1));
		expect(store.closed).toBe(0);
	});

	it('stops trying when it is closed, without waiting for the try under way', async () => {
		const late = resource();
		let finish = () => {};
		const open = vi.fn<() => Promise<typeof late>>(
			() =>
				new Promise<typeof late>((resolve) => {
					finish = () => resolve(late);
				}),
		);
		const reopening = keepOpening(open, { name: 'store', log: silent, retryMs: 1 });
		await vi.waitFor(() => expect(open).toHaveBeenCalled());
		await reopening.close();
		expect(await reopening.opened).toBeUndefined();
		finish();
		await vi.waitFor(() => expect(late.closed).toBe(1));
		expect(() => reopening.current()).toThrow(expect.objectContaining({ code: 'unavailable' }));
		expect(open).toHaveBeenCalledTimes(1);
	});

	it('gives nothing once it is closed, and closes once', async () => {
		const store = resource();
		const reopening = keepOpening(async () => store, { name: 'store', log: silent });
		await reopening.opened;
		await Promise.all([reopening.close(), reopening.close()]);
		expect(store.closed).toBe(1);
		expect(() => reopening.current()).toThrow('store is not available');
	});
});
