import type { Fault } from '@canario/contracts/fault';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultWatch } from './fault-watch.ts';

const fault: Fault = {
	...{ lane: 'green', errors: 1, delayMs: 0, jitterMs: 0, durableDelayMs: 0, drop: 0, hang: false },
	...{ setAtMs: 0, untilMs: 10_000, by: 'local', reason: '' },
};

describe('FaultWatch', () => {
	let list: ReturnType<typeof vi.fn<() => Promise<readonly Fault[]>>>;
	let onChange: ReturnType<typeof vi.fn<(fault: Fault | undefined) => void>>;
	let watch: FaultWatch;
	beforeEach(() => {
		vi.useFakeTimers({ now: 0 });
		list = vi.fn<() => Promise<readonly Fault[]>>(async () => [fault]);
		onChange = vi.fn<(fault: Fault | undefined) => void>();
		watch = new FaultWatch({ lane: 'green', list, nowMs: Date.now, onChange });
	});
	afterEach(() => {
		watch.close();
		vi.useRealTimers();
	});

	it('knows a fault of its lane, and of no other, within a quarter of a second', async () => {
		list.mockResolvedValue([{ ...fault, lane: 'blue' }]);
		await vi.advanceTimersByTimeAsync(250);
		expect(watch.current).toBeUndefined();
		list.mockResolvedValue([fault]);
		await vi.advanceTimersByTimeAsync(250);
		expect(watch.current).toEqual(fault);
	});

	it('ends it when it is cleared, and tells of each change once', async () => {
		await vi.advanceTimersByTimeAsync(1_000);
		list.mockResolvedValue([]);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(watch.current).toBeUndefined();
		expect(onChange.mock.calls).toEqual([[fault], [undefined]]);
	});

	it('holds to its end although nobody clears it and the store still tells of it', async () => {
		await vi.advanceTimersByTimeAsync(9_999);
		expect(watch.current).toEqual(fault);
		vi.setSystemTime(10_000);
		expect(watch.current).toBeUndefined();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(watch.current).toBeUndefined();
	});

	it('goes on with what it knows while nobody can be asked, up to the end', async () => {
		await vi.advanceTimersByTimeAsync(250);
		list.mockRejectedValue(new Error('away'));
		await vi.advanceTimersByTimeAsync(5_000);
		expect(watch.current).toEqual(fault);
		// a reading that never comes back is given up
		list.mockReturnValue(new Promise(() => {}));
		await vi.advanceTimersByTimeAsync(6_000);
		expect(watch.current).toBeUndefined();
	});

	it('tells that it is over at its end, also while nothing comes in', async () => {
		await vi.advanceTimersByTimeAsync(10_500);
		expect(onChange.mock.calls).toEqual([[fault], [undefined]]);
	});
});
