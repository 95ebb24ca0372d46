import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { MISSING_BROWSER, useBrowser } from '../src/browser.ts';
import { builtPage } from '../src/built-page.ts';
import { isLive } from '../src/page.ts';
import { simulateFeed } from '../src/simulated-feed.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const missing = MISSING_STORES ?? MISSING_BROWSER;

/** Until everything that is made once is made. */
const WARM_UPDATES = 400;

/** Five minutes of four updates a second. */
const UPDATES = 1_200;

/** What they may leave behind, and what is only noise. */
const MAX_GROWTH_BYTES = 750_000;
const MAX_GROWTH_NODES = 200;

describe.skipIf(missing)(`a page that stays open ${missing ?? ''}`, () => {
	const look = useBrowser();
	const world = useWorld(async () => ({ more: ['web'], env: { web: { WEB_ROOT: await builtPage() } } }));

	it.each(['/', '/traffic'])(
		'at %s has no more heap and no more nodes after five minutes of updates',
		async (path) => {
			const { load, platform } = world();
			const running = load({ ratePerSecond: 60 });
			await running.acknowledges(60);
			const { page, complaints } = await look('about:blank');
			const feed = await simulateFeed(page);
			await page.goto(`${platform.url('web')}${path}`);
			await isLive(page);
			await feed.advance(WARM_UPDATES);
			const before = await sizeOf(page);
			await feed.advance(UPDATES);
			const after = await sizeOf(page);
			await running.stop();
			expect(after.heapBytes - before.heapBytes).toBeLessThan(MAX_GROWTH_BYTES);
			expect(after.nodes - before.nodes).toBeLessThan(MAX_GROWTH_NODES);
			expect(complaints).toEqual([]);
		},
	);
});

/** What a page holds once its garbage is collected. */
async function sizeOf(page: Page): Promise<{ heapBytes: number; nodes: number }> {
	const devTools = await page.context().newCDPSession(page);
	// what only finalizers let go of goes the second time
	for (let turn = 0; turn < 2; turn++) await devTools.send('HeapProfiler.collectGarbage');
	const { usedSize: heapBytes } = await devTools.send('Runtime.getHeapUsage');
	const { nodes } = await devTools.send('Memory.getDOMCounters');
	await devTools.detach();
	return { heapBytes, nodes };
}
