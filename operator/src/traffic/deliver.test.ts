import { describe, expect, it } from 'vitest';
import { deliver, MAX_TRIES, RETRY_WINDOW_MS } from './deliver.ts';
import type { Reply } from './post.ts';

const answer = (status: number, retryAfter?: string): Reply => ({
	status,
	retryAfter,
	laneHeader: undefined,
	body: '',
});
const reset: Reply = { error: 'reset' };

/** Plays the replies in order (the last for ever) against a clock that only pauses move. */
async function play(replies: readonly Reply[], { retry = true, tryMs = 0, stopAfterPauses = Infinity } = {}) {
	let nowMs = 1_000;
	let attempts = 0;
	const pauses: number[] = [];
	const delivery = await deliver({
		attempt: async () => {
			nowMs += tryMs;
			return replies[Math.min(attempts++, replies.length - 1)] as Reply;
		},
		retry,
		now: () => nowMs,
		pause: async (pauseMs) => {
			pauses.push(pauseMs);
			nowMs += pauseMs;
		},
		jitter: () => 0.5,
		stopped: () => pauses.length >= stopAfterPauses,
	});
	return { delivery, pauses, lastedMs: nowMs - 1_000 };
}

describe('deliver', () => {
	it('tries once without retry', async () => {
		const { delivery } = await play([reset, answer(201)], { retry: false });
		expect(delivery).toEqual({ reply: reset, tries: 1, doubtful: false });
	});

	it.each([
		['a reset', reset],
		['a refused connection', { error: 'refused' } as const],
		['a timeout', { error: 'timeout' } as const],
		['503', answer(503)],
	])('repeats after %s until there is an answer, and remembers the doubt', async (_what, first) => {
		const { delivery } = await play([first, first, answer(200)]);
		expect(delivery).toEqual({ reply: answer(200), tries: 3, doubtful: true });
	});

	it.each([201, 202, 200, 400, 409, 500])('takes %d for an answer', async (status) => {
		const { delivery } = await play([answer(status), answer(201)]);
		expect(delivery).toEqual({ reply: answer(status), tries: 1, doubtful: false });
	});

	it('waits as long as Retry-After asks, in seconds or by date', async () => {
		const inTwoSeconds = new Date(Date.now() + 2_000).toUTCString();
		const { pauses } = await play([answer(503, '3'), answer(503, inTwoSeconds), answer(201)]);
		expect(pauses[0]).toBe(3_000);
		// an HTTP date is whole seconds
		expect(pauses[1]).toBeGreaterThan(0);
		expect(pauses[1]).toBeLessThanOrEqual(2_000);
	});

	it('waits longer each time where nothing is asked', async () => {
		const { pauses } = await play([reset, reset, reset, reset, answer(201)]);
		expect(pauses).toEqual([75, 150, 300, 600]);
	});

	it('gives up after ten tries', async () => {
		const { delivery, lastedMs } = await play([reset]);
		expect(delivery).toEqual({ reply: reset, tries: MAX_TRIES, doubtful: true });
		expect(lastedMs).toBeLessThan(RETRY_WINDOW_MS);
	});

	it('begins no try after thirty seconds', async () => {
		const { delivery, lastedMs } = await play([{ error: 'timeout' }], { tryMs: 10_000 });
		expect(delivery.tries).toBe(3);
		expect(lastedMs).toBeLessThan(RETRY_WINDOW_MS + 10_000);
		expect((await play([answer(503, '31')])).delivery.tries).toBe(1);
	});

	it('does not try again once the run has stopped', async () => {
		expect((await play([reset], { stopAfterPauses: 1 })).delivery.tries).toBe(1);
	});
});
