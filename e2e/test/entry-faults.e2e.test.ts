import { describe, expect, it, onTestFinished } from 'vitest';
import { startBalancer } from '../src/balancer.ts';
import { ANA, adminAt, readStats } from '../src/client.ts';
import { TOKEN } from '../src/instances.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const ENTRIES = ['dummy-splitter', 'dummy-splitter-2'] as const;
const BLUE = { blue: 1, green: 0 };
const GREEN = { blue: 0, green: 1 };
const BOTH = { blue: 1, green: 1 };

describe.skipIf(MISSING_STORES)(`two entries ${MISSING_STORES ?? ''}`, () => {
	// Histories of their own, so that one can send all to blue while the other sends all to green.
	const world = useWorld(() => ({
		more: ['dummy-splitter-2'],
		env: { 'dummy-splitter-2': { SPLIT_HISTORY: 'split-second' } },
	}));
	const urls = () => ENTRIES.map((name) => world().platform.url(name)) as [string, string];

	it('row 1: kill -9 of an entry under load: senders who repeat a lost request get through, once', async () => {
		const { platform, load, keepsPromises } = world();
		const balancer = await startBalancer(urls());
		onTestFinished(() => balancer.close());
		const running = load({ target: balancer.url, retry: true });
		for (const name of ENTRIES) {
			await running.acknowledges(100);
			await platform.kill(name);
			await running.acknowledges(100);
			await platform.start(name);
		}
		await running.acknowledges(100);
		expect(await running.stop()).toMatchObject({ missed: 0, unsent: 0 });
		await keepsPromises();
	});

	it.each([
		['the blue lane', BLUE],
		['the green lane', GREEN],
		['both lanes', BOTH],
	])(
		'row 18: one vaccination posted ten times at once, through two entries to %s, is one document',
		async (lane, weights) => {
			const { post, split, keepsPromises } = world();
			await split(weights);
			for (let round = 0; round < 20; round++) {
				const id = `ten-times-${lane.replaceAll(' ', '-')}-${round}`;
				const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => post(id, ANA, urls()[i % 2])));
				for (const { status, body } of answers) {
					expect(body.id).toBe(id);
					expect([
						`201 blue stored`,
						'202 green accepted',
						'200 blue duplicate',
						'200 green duplicate',
					]).toContain(`${status} ${body.lane} ${body.outcome}`);
				}
				// each entry serves one of its five, and knows the others
				expect(answers.filter(({ body }) => body.outcome === 'duplicate').length).toBeGreaterThanOrEqual(8);
			}
			await keepsPromises();
		},
	);

	it('row 19: an id that goes to blue and to green is one document, and the first one wins', async () => {
		const { post, stored, keepsPromises } = world();
		const [blue, green] = await apart();
		expect((await post('blue-then-green', ANA, blue)).status).toBe(201);
		expect((await post('blue-then-green', ANA, green)).status).toBe(202);
		expect((await post('green-then-blue', ANA, green)).status).toBe(202);
		await expect.poll(() => stored(['green-then-blue'])).toHaveLength(1);
		expect((await post('green-then-blue', ANA, blue)).body).toMatchObject({
			lane: 'blue',
			outcome: 'duplicate',
		});
		const ids = Array.from({ length: 20 }, (_, i) => `both-at-once-${i}`);
		await Promise.all(ids.flatMap((id) => [post(id, ANA, blue), post(id, ANA, green)]));
		await keepsPromises();
		expect(await stored(['blue-then-green'])).toMatchObject([{ lane: 'blue' }]);
		expect(await stored(['green-then-blue'])).toMatchObject([{ lane: 'green' }]);
	});

	it('row 20: an id that comes again with other content is a conflict, and changes nothing', async () => {
		const { platform, post, stored, keepsPromises } = world();
		const [blue, green] = await apart();
		const other = { ...ANA, age: 35 };
		expect((await post('taken', ANA, blue)).status).toBe(201);
		// the same entry, one that asks the store, and green, which learns of it later
		expect((await post('taken', other, blue)).status).toBe(409);
		expect((await post('taken', other, green)).status).toBe(202);
		await adminAt(platform.adminUrl('dummy-splitter-2'))('PUT', '/split', {
			weights: BLUE,
			reason: 'a test',
		});
		expect((await post('taken-too', ANA, blue)).status).toBe(201);
		expect((await post('taken-too', other, green)).status).toBe(409);
		await keepsPromises();
		expect(await stored(['taken', 'taken-too'])).toMatchObject([{ age: 34 }, { age: 34 }]);
		const { ledger } = await readStats(platform.url('realtime-ws'));
		expect(ledger).toMatchObject({ deadLettered: 1, conflicts: 1 });
	});

	/** The entries, the first one sending all to blue and the second one all to green. */
	async function apart(): Promise<readonly [string, string]> {
		const { platform } = world();
		const [first, second] = ENTRIES.map((name) => adminAt(platform.adminUrl(name)));
		await first?.('PUT', '/split', { weights: BLUE, reason: 'a test' });
		await second?.('PUT', '/split', { weights: GREEN, reason: 'a test' });
		return urls();
	}

	it('row 24: weights that are none are refused under load, and the last good ones go on', async () => {
		const { platform, load, split, keepsPromises } = world();
		await split({ blue: 3, green: 1 });
		const admin = adminAt(platform.adminUrl('dummy-splitter'));
		const before = await admin('GET', '/split');
		const running = load();
		await running.acknowledges(50);
		for (const weights of [
			'{"blue":0,"green":0}',
			'{"blue":-1,"green":101}',
			'{"blue":NaN,"green":1}',
			'{"blue":null,"green":1}',
			'{"blue":0.5,"green":0.5}',
			'{"blue":"50","green":"50"}',
			'{"blue":1e9,"green":1}',
			'{"blue":1}',
			'{"blue":1,"green":1,"red":1}',
			'[1,1]',
		]) {
			const answer = await fetch(`${platform.adminUrl('dummy-splitter')}/split`, {
				method: 'PUT',
				headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
				body: `{"weights":${weights}}`,
			});
			expect([weights, answer.status, answer.headers.get('content-type')]).toEqual([
				weights,
				400,
				expect.stringContaining('application/problem+json'),
			]);
		}
		await running.acknowledges(50);
		expect((await running.stop()).missed).toBe(0);
		expect(await admin('GET', '/split')).toEqual(before);
		await keepsPromises();
	});

	it('tells no name of a person, whatever went wrong', async () => {
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
