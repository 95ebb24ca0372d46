import type { FeedDelta, FeedSnapshot } from '@canario/contracts/feed';
import { mergePatchOf } from '@canario/contracts/merge-patch';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import type { Page } from 'playwright-core';

/** Stands between a page and its feed, and makes hours of updates pass in seconds. */
export interface SimulatedFeed {
	/** Sends so many updates, no faster than the page draws. To be called once the page is live. */
	advance(updates: number): Promise<void>;
}

const SNAPSHOT = '42["snapshot",';
const DELTA = '42["delta",';

/** Updates between two frames: the page takes in each, and draws the last. */
const AT_ONCE = 4;

/** A quarter of a second, as in production. */
const STEP_MS = 250;

/**
 * Hands everything on between page and feed but the deltas, which it makes itself. To be called before the page is
 * opened.
 */
export async function simulateFeed(page: Page): Promise<SimulatedFeed> {
	let current: FeedSnapshot | undefined;
	let send: ((text: string) => void) | undefined;
	await page.routeWebSocket(/\/socket\.io\//, (socket) => {
		const server = socket.connectToServer();
		send = (text) => socket.send(text);
		server.onMessage((message) => {
			const text = message.toString();
			if (text.startsWith(DELTA)) return;
			if (text.startsWith(SNAPSHOT)) current = JSON.parse(text.slice(SNAPSHOT.length, -1)) as FeedSnapshot;
			socket.send(message);
		});
	});
	return {
		async advance(updates) {
			if (current === undefined || send === undefined)
				throw new Error('the page has not been sent a snapshot');
			for (let done = 0; done < updates; done += AT_ONCE) {
				for (let turn = 0; turn < AT_ONCE; turn++) {
					const next: FeedSnapshot = { seq: current.seq + 1, stats: after(current.stats, current.seq) };
					const delta: FeedDelta = { seq: next.seq, patch: mergePatchOf(current.stats, next.stats) ?? {} };
					send(`${DELTA}${JSON.stringify(delta)}]`);
					current = next;
				}
				await page.evaluate('new Promise(requestAnimationFrame)');
			}
		},
	};
}

/** A quarter of a second later: one more dose in a department, the last five, a minute that comes and one that goes. */
function after(stats: StatsSnapshot, turn: number): StatsSnapshot {
	const { doses, departments, doseNumbers, minutes, lanes, ledger, last } = stats;
	const atMs = stats.atMs + STEP_MS;
	const code = `${(turn % 22) + 1}`.padStart(2, '0');
	const place = departments[code];
	const minute = `${Math.floor(atMs / 60_000) * 60_000}`;
	const { blue, green } = minutes[minute] ?? { blue: 0, green: 0 };
	const kept = Object.entries({ ...minutes, [minute]: { blue: blue + 1, green } }).toSorted(
		([one], [other]) => Number(one) - Number(other),
	);
	const [latest] = last;
	return {
		...stats,
		atMs,
		doses: { ...doses, all: doses.all + 1, first: doses.first + 1 },
		departments: place
			? { ...departments, [code]: { ...place, all: place.all + 1, first: place.first + 1 } }
			: departments,
		doseNumbers: { ...doseNumbers, '1': (doseNumbers['1'] ?? 0) + 1 },
		minutes: Object.fromEntries(kept.slice(-61)),
		lanes: {
			...lanes,
			blue: { ...lanes.blue, ratePerSecond: 40 + (turn % 7), stored: lanes.blue.stored + 1 },
		},
		ledger: { ...ledger, stored: { ...ledger.stored, blue: ledger.stored.blue + 1 } },
		last: latest ? [{ ...latest, storedAtMs: atMs }, ...last.slice(0, 4)] : last,
	};
}
