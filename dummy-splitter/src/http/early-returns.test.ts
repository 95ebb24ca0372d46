import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EarlyReturns } from './early-returns.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const paced = (returns: EarlyReturns, socket: Socket) => {
	const go = vi.fn<() => void>();
	returns.pace(socket, go);
	return go;
};

describe('senders who come back after a refusal', () => {
	it('are read at once when none was refused', () => {
		expect(paced(new EarlyReturns(Date.now), new Socket())).toHaveBeenCalledOnce();
	});

	it('wait a moment when they come back early, in their order', () => {
		const returns = new EarlyReturns(Date.now);
		const [first, second] = [new Socket(), new Socket()];
		for (const socket of [first, second]) returns.refused(socket);
		const goFirst = paced(returns, first);
		vi.advanceTimersByTime(18);
		const goSecond = paced(returns, second);
		expect(goFirst).not.toHaveBeenCalled();
		vi.advanceTimersByTime(12);
		expect(goFirst).toHaveBeenCalledOnce();
		expect(goSecond).not.toHaveBeenCalled();
		vi.advanceTimersByTime(18);
		expect(goSecond).toHaveBeenCalledOnce();
	});

	it('are read at once when they stayed away as they were asked', () => {
		const returns = new EarlyReturns(Date.now);
		const socket = new Socket();
		returns.refused(socket);
		vi.advanceTimersByTime(999);
		returns.refused(new Socket());
		vi.advanceTimersByTime(1);
		expect(paced(returns, socket)).toHaveBeenCalledOnce();
	});

	it('do not hold up others', () => {
		const returns = new EarlyReturns(Date.now);
		returns.refused(new Socket());
		expect(paced(returns, new Socket())).toHaveBeenCalledOnce();
	});
});
