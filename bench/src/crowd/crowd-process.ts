// Viewers as a process of their own, started by crowd.ts; it ends with bench.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asked, CrowdOptions, Told } from './crowd.ts';
import { Viewer } from './viewer.ts';

/** Viewers that may be on their way at once when the crowd gathers. */
const ON_THE_WAY = 200;

const { port, viewers: size, snapshots } = JSON.parse(process.argv[2] ?? '') as CrowdOptions;
const tell = (told: Told) => process.send?.(told);
process.once('disconnect', () => process.exit());

let here = 0;
let lost = 0;
let missed = 0;
let deltas = 0;
let lastBackMs = 0;
let delays: Record<number, number> = {};

const hearing = {
	onBack() {
		here += 1;
		lastBackMs = Date.now();
	},
	onLost() {
		here -= 1;
		lost += 1;
	},
	onDelta(isMissed: boolean) {
		deltas += 1;
		if (isMissed) missed += 1;
	},
	onHeartbeat(serverMs: number) {
		const ms = Math.max(0, Date.now() - serverMs);
		delays[ms] = (delays[ms] ?? 0) + 1;
	},
};
const viewers = Array.from({ length: size }, () => new Viewer({ port, snapshots, hearing }));

process.on('message', (asked: Asked) => void (asked.do === 'watch' ? watch(asked) : comeBack(asked)));
await gather();
tell({ event: 'here' });

async function gather(): Promise<void> {
	for (const [index, viewer] of viewers.entries()) {
		while (index - here >= ON_THE_WAY) await sleep(2);
		viewer.open();
	}
	while (here < size) await sleep(10);
}

async function watch({ seconds }: { seconds: number }): Promise<void> {
	[lost, missed, deltas, delays] = [0, 0, 0, {}];
	await sleep(seconds * 1_000);
	tell({ event: 'watched', deltas, missed, lost, delays });
}

/** Waits until all have been lost and are here again. */
async function comeBack({ withinMs }: { withinMs: number }): Promise<void> {
	const untilMs = Date.now() + withinMs;
	const lostBefore = lost;
	tell({ event: 'waiting' });
	while (Date.now() < untilMs && (lost - lostBefore < size || here < size)) await sleep(5);
	tell({ event: 'back', here, lost: lost - lostBefore, lastBackMs });
}
