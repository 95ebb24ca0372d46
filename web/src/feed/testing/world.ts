import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { FeedClient } from '../feed-client.ts';
import { MemorySocket } from './memory-socket.ts';

/** Figures of which only the doses are there: the feed's client looks into none of them. */
export const figures = (all: number) =>
	({ doses: { all, first: 0, complete: 0, further: 0 }, last: [] }) as unknown as StatsSnapshot;

/** A client in a world whose clock stands until it is moved. */
export function clientInAWorld() {
	let nowMs = 1_000_000;
	const sockets: MemorySocket[] = [];
	let timers: { readonly atMs: number; readonly run: () => void }[] = [];
	const client = new FeedClient({
		socket() {
			const socket = new MemorySocket();
			sockets.push(socket);
			return socket;
		},
		now: () => nowMs,
		random: () => 1,
		later(run, delayMs) {
			const timer = { atMs: nowMs + delayMs, run };
			timers.push(timer);
			return () => {
				timers = timers.filter((other) => other !== timer);
			};
		},
	});
	client.start();
	/** Time passes, and what falls due in it happens in its order. */
	const pass = (ms: number) => {
		const untilMs = nowMs + ms;
		for (;;) {
			const next = timers.toSorted((a, b) => a.atMs - b.atMs)[0];
			if (next === undefined || next.atMs > untilMs) break;
			timers = timers.filter((other) => other !== next);
			nowMs = next.atMs;
			next.run();
		}
		nowMs = untilMs;
	};
	const socket = (index = sockets.length - 1) => {
		const found = sockets[index];
		if (found === undefined) throw new Error(`there is no socket ${index}`);
		return found;
	};
	/** The newest socket is accepted and told everything. */
	const greet = (seq = 0, all = 0) => {
		socket().accept();
		socket().say('snapshot', { seq, stats: figures(all) });
	};
	return { client, sockets, socket, pass, greet, doses: () => client.stats()?.doses.all };
}
