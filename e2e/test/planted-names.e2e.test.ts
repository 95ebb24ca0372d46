import { describe, expect, it, onTestFinished } from 'vitest';
import { MISSING_BROWSER, useBrowser } from '../src/browser.ts';
import { builtPage } from '../src/built-page.ts';
import { postTo, readStats } from '../src/client.ts';
import { joinFeed } from '../src/feed-viewer.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { isLive, VIEWS } from '../src/page.ts';
import { PLANTED } from '../src/planted.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const missing = MISSING_STORES ?? MISSING_BROWSER;

/** A sender who writes names wherever something can be written. */
const planted = (n_dose: number) => ({
	name: `${PLANTED} Ajú`,
	location: `Aldea ${PLANTED}`,
	age: 41,
	vaccine_type: `${PLANTED} 19`,
	n_dose,
});

const SERVICE_PATHS = ['/metrics', '/readyz', '/livez', '/version'];

describe.skipIf(missing)(`a planted name ${missing ?? ''}`, () => {
	const look = useBrowser();
	const world = useWorld(async () => ({ more: ['web'], env: { web: { WEB_ROOT: await builtPage() } } }));

	it('in every field and in the key leaves by no event, endpoint, page, log or metric', async () => {
		const { platform, load, split } = world();
		const [feedUrl, webUrl, entryUrl] = [
			platform.url('realtime-ws'),
			platform.url('web'),
			platform.url('dummy-splitter'),
		];
		const viewer = await joinFeed(feedUrl, { keepTexts: true });
		onTestFinished(() => viewer.leave());
		viewer.emit('watch', true);
		await expect.poll(() => viewer.seen.snapshots).toBe(1);
		await expect.poll(async () => (await readStats(feedUrl)).built, { timeout: 20_000 }).toBe(true);

		// some are taken, some repeated, refused for what they hold, in conflict, and in an array
		for (const [weights, lane] of [
			[{ blue: 1, green: 0 }, 'blue'],
			[{ blue: 0, green: 1 }, 'green'],
		] as const) {
			await split(weights);
			const taken = lane === 'blue' ? 201 : 202;
			const key = { 'idempotency-key': `${PLANTED}-${lane}` };
			const statuses = [
				await postTo(entryUrl, planted(1), key),
				await postTo(entryUrl, planted(1), key),
				await postTo(entryUrl, planted(2), key),
				await postTo(entryUrl, planted(1), { 'x-canario-visitor': `${PLANTED}-visitor` }),
				await postTo(entryUrl, { ...planted(1), [PLANTED]: PLANTED }),
				await postTo(entryUrl, { ...planted(1), n_dose: PLANTED }),
				await postTo(entryUrl, `{"name":"${PLANTED}`),
				await postTo(entryUrl, [planted(1), planted(3)]),
				await postTo(`${entryUrl}/${PLANTED}`, planted(1)),
			].map(({ status }) => status);
			expect(statuses).toEqual([
				taken,
				expect.any(Number),
				expect.any(Number),
				taken,
				400,
				400,
				400,
				200,
				404,
			]);
		}
		await split({ blue: 1, green: 1 });
		const running = load({ ratePerSecond: 60 });
		await running.acknowledges(120);
		await running.stop();
		await expect.poll(async () => (await readStats(feedUrl)).ledger.inFlight, { timeout: 20_000 }).toBe(0);

		await expect
			.poll(() => viewer.seen.texts.join('\n'), { timeout: 10_000 })
			.toMatch(/"requests",.*"initials":"X\. /s);
		const told = new Map<string, string>([['the feed', viewer.seen.texts.join('\n')]]);
		const paths = ['/api/stats', '/api/history', ...recordPaths()];
		for (const path of paths) told.set(path, await textOf(feedUrl + path));
		for (const name of platform.running()) {
			for (const path of SERVICE_PATHS) told.set(`${name}${path}`, await textOf(platform.url(name) + path));
		}
		told.set('/config.json', await textOf(`${webUrl}/config.json`));
		const { page } = await look(webUrl);
		for (const { path } of VIEWS) {
			await page.goto(webUrl + path);
			await isLive(page);
			await expect.poll(() => page.locator('main').textContent()).toMatch(/\d/);
			told.set(`page ${path}`, `${await page.title()} ${await page.content()}`);
		}

		// what would be searched in vain must have come so far
		expect(told.get('the feed')).toMatch(/"requests",.*"initials":"X\. /s);
		expect(told.get('/api/records?vaccine=other')).toContain('"vaccine":"other"');
		expect(told.get('page /')).toContain('X. ');
		expect([...told].filter(([, text]) => tells(text)).map(([where]) => where)).toEqual([]);
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});

const recordPaths = () =>
	[
		'limit=100',
		'department=other',
		'vaccine=other',
		'lane=green',
		`vaccine=${PLANTED}`,
		`cursor=${PLANTED}`,
	].map((query) => `/api/records?${query}`);

const tells = (text: string) => text.toLowerCase().includes(PLANTED.toLowerCase());

/** What an endpoint answers, refusals as well: its headers and its body. */
async function textOf(url: string): Promise<string> {
	const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
	return `${JSON.stringify([...response.headers])}\n${await response.text()}`;
}
