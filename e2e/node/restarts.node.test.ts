import { describe, expect, it } from 'vitest';
import { evaluate, STATISTICS } from './generator.ts';
import { kubectl, podsOf, rolledOut } from './kubectl.ts';
import { NOTHING_MISSED, sentWhile } from './load.ts';

const SENT_THROUGH = ['blue-grpc', 'dummy-splitter', 'green-redis', 'subscriber', 'canary-controller'];
const ASKED: [name: string, url: string][] = [
	['web', 'http://web:3000/'],
	['realtime-ws', `${STATISTICS}/api/stats`],
];

/** Resolves when another pod has taken its place, and the one of before has drained and ended. */
async function restart(name: string): Promise<void> {
	const before = await podsOf(name);
	await kubectl(`rollout restart deployment/${name}`);
	await rolledOut(`deployment/${name}`);
	for (const pod of before) await kubectl(`wait --for=delete ${pod} --timeout=60s`);
}

describe('a restart of a Deployment under load', () => {
	it.each(SENT_THROUGH)('%s: fails no vaccination', async (name) => {
		expect(await sentWhile(() => restart(name))).toMatchObject(NOTHING_MISSED);
	});

	it.each(ASKED)('%s: answers whoever asks, each time by a connection of its own', async (name, url) => {
		let restarted = false;
		const restarting = restart(name).finally(() => {
			restarted = true;
		});
		let asked = 0;
		while (!restarted) {
			expect(await evaluate(failuresOf(url, 50))).toBe(0);
			asked += 50;
		}
		await restarting;
		expect(asked).toBeGreaterThan(100);
	});
});

/** How many of so many requests, one each 20 ms, get no 200. */
const failuresOf = (url: string, count: number) =>
	`(async()=>{let n=0;for(let i=0;i<${count};i++){await new Promise(r=>setTimeout(r,20));n+=await fetch('${url}',{headers:{connection:'close'}}).then(async a=>(await a.text(),a.status===200?0:1),()=>1)}return n})()`;
