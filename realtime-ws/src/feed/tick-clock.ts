import { Loop, pause } from '@canario/service-kit/loop';

interface Options {
	/** Time from tick to tick, milliseconds. */
	readonly tickMs: number;
	/** Gets ready what the tick needs; a tick does not wait for it longer than most of its time. May reject. */
	readonly prepare: () => Promise<unknown>;
	readonly tick: () => void;
}

/** Share of a tick that `prepare` is waited for: what comes later is for the next. */
const PATIENCE = 0.8;

/** Calls `tick` at a steady pace, whether or not what it needs could be got; after `close` no tick comes any more. */
export function tickClock({ tickMs, prepare, tick }: Options): Loop {
	let atMs = performance.now();
	return new Loop(async (signal) => {
		const prepared = prepare().catch(() => {});
		await Promise.race([prepared, pause(tickMs * PATIENCE, signal)]);
		if (signal.aborted) return;
		tick();
		// a tick that took too long does not make the next ones come in a rush
		const now = performance.now();
		atMs = Math.max(atMs + tickMs, now);
		await pause(Math.max(0, atMs - now), signal);
	});
}
