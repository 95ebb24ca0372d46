import { setTimeout as sleep } from 'node:timers/promises';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import type { Load } from '../load/load.ts';

const BUDGET_MS = 60_000;
const PAUSE_MS = 50;

/** Waits until Canario has stored all that it acknowledged, by its own live statistics. */
export async function canarioSettling(statsUrl: string): Promise<(load: Load) => Promise<readonly string[]>> {
	const storedIn = ({ ledger: { stored } }: StatsSnapshot) => stored.blue + stored.green;
	const before = storedIn(await readJson<StatsSnapshot>(statsUrl));
	return async ({ everAccepted }) => {
		let stored = 0;
		const isDone = await until(async () => {
			const snapshot = await readJson<StatsSnapshot>(statsUrl);
			stored = storedIn(snapshot) - before;
			return stored >= everAccepted && snapshot.ledger.inFlight === 0;
		});
		return isDone ? [] : [`${everAccepted} acknowledged, ${stored} stored`];
	};
}

/** Waits until a peer's queue is empty; what it acknowledged otherwise is stored by then. */
export async function peerSettling(waitingUrl: string): Promise<() => Promise<readonly string[]>> {
	return async () => {
		const isDone = await until(async () => (await readJson<{ waiting: number }>(waitingUrl)).waiting === 0);
		return isDone ? [] : ['the queue did not run dry'];
	};
}

async function until(condition: () => Promise<boolean>): Promise<boolean> {
	const endsAtMs = performance.now() + BUDGET_MS;
	while (!(await condition())) {
		if (performance.now() > endsAtMs) return false;
		await sleep(PAUSE_MS);
	}
	return true;
}

async function readJson<T>(url: string): Promise<T> {
	const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
	return (await answer.json()) as T;
}
