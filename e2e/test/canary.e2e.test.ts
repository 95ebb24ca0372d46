import type { SplitState } from '@canario/contracts/split-change';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canariesOf, expectOneHand } from '../src/canaries.ts';
import { canario } from '../src/canario.ts';
import { adminAt, readStats } from '../src/client.ts';
import { startHookReceiver, WEBHOOK_SECRET } from '../src/hook-receiver.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { lastingPort } from '../src/ports.ts';
import { MISSING_STORES } from '../src/stores.ts';
import type { TcpProxy } from '../src/tcp-proxy.ts';
import { useWorld } from '../src/world.ts';

const SOON = { timeout: 30_000, interval: 50 };
const [FIRST, SECOND] = ['canary-controller', 'canary-controller-2'] as const;

/** Vaccinations a second; half of them are green's at the first step. */
const RATE = 200;
/** So many of green's vaccinations tell, at most, that 5 % of them fail or that they take 150 ms more. */
const PROMISED = 1_500;

/** Checks that a hundred good vaccinations pass. */
const EASY = { 'error-rate': { threshold: '5%' }, loss: { threshold: '0' } };
const QUICK = { every: '1s', checks: EASY };

describe.skipIf(MISSING_STORES)(`canaries, carried out by two controllers ${MISSING_STORES ?? ''}`, () => {
	let way: TcpProxy;
	const world = useWorld(async (_stores, proxy) => {
		const adminPort = await lastingPort();
		way = await proxy(adminPort);
		return {
			more: [FIRST, SECOND],
			adminPort,
			env: {
				[FIRST]: { SPLIT_TARGET: `http://127.0.0.1:${way.port}`, WEBHOOK_SECRET },
				[SECOND]: { WEBHOOK_SECRET },
			},
		};
	});
	const { admin, start, becomes, tells, ended } = canariesOf(world);
	const at: ReturnType<typeof adminAt> = (...asked) =>
		adminAt(world().platform.adminUrl('dummy-splitter'))(...asked);
	const weights = async () => ((await at('GET', '/split')) as SplitState).weights;
	const stats = (): Promise<StatsSnapshot> => readStats(world().platform.url('realtime-ws'));
	/** Resolves when viewers see the canary so. */
	const shown = (canary: object) =>
		expect.poll(async () => (await stats()).canary, SOON).toMatchObject(canary);
	const abort = async (canary: number) => {
		await admin.wish('abort', { reason: 'seen enough' });
		return ended(canary);
	};

	/** Ends the other controller in good order, so that there is no doubt about who acts. */
	const onlyTheFirst = () => world().platform.end(SECOND);

	it('to a green that does well ends with all of the traffic there, and no request fails', async () => {
		const running = world().load({ ratePerSecond: 1.5 * RATE });
		const told = await ended(await start({ steps: [50, 100], every: '1s' }));
		expect(told).toMatchObject({ outcome: 'promoted', why: expect.stringContaining('every check') });
		expectOneHand(told);
		expect(told.changes.map(({ to }) => to.green)).toEqual([50, 100]);
		await running.acknowledges(20);
		const { statuses, ...sums } = await running.stop();
		expect(sums).toMatchObject({ missed: 0, unsent: 0, retries: 0 });
		expect(Object.keys(statuses).toSorted()).toEqual(['201', '202']);
		await expect.poll(async () => (await stats()).ledger, SOON).toMatchObject({ closes: true, inFlight: 0 });
	});

	it.each([
		{
			what: 'fails 5 % of its vaccinations',
			fault: { errors: 0.05 },
			checks: { 'error-rate': { comparison: '+1pp' } },
			words: "green's errors",
		},
		{
			what: 'takes 150 ms more',
			fault: { delayMs: 150 },
			// the threshold as well, for on a busy machine blue may be as slow as that
			checks: { 'ack-p50': { comparison: '+50ms', threshold: '100ms' } },
			words: "green's ack p50",
		},
	])('to a green that $what goes back, and says why', async ({ fault, checks, words }) => {
		const running = world().load({ ratePerSecond: RATE });
		await at('PUT', '/faults/green', fault);
		const told = await ended(await start({ steps: [50, 100], every: '1s', checks }));
		await at('DELETE', '/faults');
		expect(told).toMatchObject({ outcome: 'rolled-back', why: expect.stringContaining(words) });
		expect(told.why).toMatch(/limit \+?\d+ (pp|ms), n = [\d,]+/);
		const failed = told.state.checks.filter(({ verdict }) => verdict === 'fail');
		expect(failed[0]?.metric).toBe(Object.keys(checks)[0]);
		expect(failed[0]?.of).toBeLessThanOrEqual(PROMISED);
		expectOneHand(told);
		expect(told.changes.map(({ to }) => to.green)).toEqual([50, 0]);
		await running.stop();
		await shown({ ended: { outcome: 'rolled-back', why: told.why } });
	});

	it('waits while there is no traffic, and goes on with it', async () => {
		const canary = await start({ steps: [50], ...QUICK });
		await becomes({ phase: 'sample', waiting: { for: 'traffic' } });
		await shown({ still: 'traffic', verdict: 'inconclusive' });
		const running = world().load({ ratePerSecond: RATE });
		const told = await ended(canary);
		await running.stop();
		expect(told.outcome).toBe('promoted');
		// each at first; a busy machine may have it wait again
		expect([...new Set(told.events.map(({ kind }) => kind))]).toEqual([
			...['started', 'step', 'shifting', 'shifted', 'sampling', 'waiting', 'went-on', 'judged', 'ended'],
		]);
	});

	it('goes on with another sample when its only controller is killed in mid-step', async () => {
		const { platform, load } = world();
		const running = load({ ratePerSecond: RATE });
		await onlyTheFirst();
		const canary = await start({ steps: [50], ...QUICK, every: '2s' });
		await tells('sampling');
		await platform.kill(FIRST);
		await platform.start(FIRST);
		const told = await ended(canary);
		await running.stop();
		expect(told.outcome).toBe('promoted');
		const kinds = told.events.map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind !== 'waiting' && kind !== 'went-on')).toEqual([
			...['started', 'step', 'shifting', 'shifted', 'sampling', 'sampling', 'judged', 'ended'],
		]);
		expectOneHand(told);
	});

	it.each([
		['of which it never heard', 'answers', 50],
		['that never arrived', 'requests', 0],
	] as const)(
		'is taken over with a change %s when its controller is killed in the middle of that',
		async (_, direction, green) => {
			const { platform } = world();
			await onlyTheFirst();
			way.hold(direction, 'PUT /split');
			onTestFinished(() => way.cut());
			const canary = await start({ steps: [50, 100], ...QUICK });
			await expect.poll(() => way.held(direction), SOON).toBeGreaterThan(0);
			expect(await weights()).toMatchObject({ green });
			await platform.start(SECOND);
			await platform.kill(FIRST);
			way.cut();
			await becomes({ phase: 'sample', weights: { blue: 50, green: 50 } });
			const told = await abort(canary);
			expect(told.outcome).toBe('aborted');
			expectOneHand(told);
			expect(told.changes.map(({ to }) => to.green)).toEqual([50, 0]);
		},
	);

	it('is over when somebody else changes the weights, and leaves them alone', async () => {
		const canary = await start({ steps: [50, 100], ...QUICK });
		await tells('shifted');
		await at('PUT', '/split', { weights: { blue: 7, green: 3 }, reason: 'by hand', by: 'ana' });
		const told = await ended(canary);
		expect(told).toMatchObject({ outcome: 'overtaken', why: expect.stringMatching(/ana.*by hand/) });
		expect(told.changes.map(({ by }) => by)).toEqual(['canary', 'ana']);
		expect(await weights()).toEqual({ blue: 7, green: 3 });
	});

	it('goes on when the entry and the live store are killed in mid-step', async () => {
		const { platform, stores, load } = world();
		const running = load({ ratePerSecond: RATE, retry: true });
		// green does fail while Redis is away: errors would take it back, as they should
		const canary = await start({ steps: [50, 100], every: '1s', checks: { loss: { threshold: '0' } } });
		await tells('sampling');
		await platform.kill('dummy-splitter');
		await platform.start('dummy-splitter');
		await tells('sampling', 2);
		await stores.redis.kill('SIGKILL');
		await stores.redis.restart();
		const told = await ended(canary);
		await running.stop();
		expect(told.outcome).toBe('promoted');
		expectOneHand(told);
	});

	it('waits at a gate until it says yes, and signs what it says to it', async () => {
		const { url, received, answer } = await startHookReceiver();
		answer(403, 'not before lunch');
		const hook = { name: 'ask', url, at: 'before-step', gate: true } as const;
		const hooks = [hook, { name: 'tell', url, at: 'end' } as const];
		const canary = await start({ steps: [50, 100], ...QUICK, hooks });
		const { waiting } = await becomes({ phase: 'before', waiting: { for: 'gate' } });
		expect(waiting?.why).toContain('"ask" says no: 403 not before lunch');
		await expect.poll(() => received.length, SOON).toBeGreaterThan(1);
		expect(await weights()).toEqual({ blue: 1, green: 0 });
		answer(200, 'go on');
		await becomes({ phase: 'sample' });
		const told = await abort(canary);
		await tells('hooked', 2);
		expect(told.events).toContainEqual(
			expect.objectContaining({ kind: 'hooked', name: 'ask', said: '200 go on' }),
		);
		expect(received.every(({ signed }) => signed)).toBe(true);
		expect(new Set(received.map(({ id }) => id)).size).toBe(2);
		expect(received.at(0)?.body).toMatchObject({
			type: 'canary.before-step',
			data: { canary, step: 1, share: 50 },
		});
		expect(received.at(-1)?.body).toMatchObject({ type: 'canary.end', data: { canary, outcome: 'aborted' } });
	});

	it('is steered from the terminal, and tells by its exit status how it ended', async () => {
		await world().split({ blue: 1, green: 0 });
		const place = ['--target', world().platform.adminUrl('dummy-splitter')];
		const run = (...words: string[]) => canario(['canary', ...words, ...place]);
		const wish = async (what: string, ...words: string[]) =>
			(await run(what, '--reason', 'by hand', ...words)).status;
		const begin = ['start', '--to', 'green', '--reason', 'by hand', '--steps'];
		const begun = await run(...begin, '50,100', '--no-wait', '--json');
		expect([begun.status, JSON.parse(begun.stdout)]).toMatchObject([0, { canary: { phase: 'start' } }]);
		await becomes({ phase: 'sample' });
		const watched = run('status', '--watch');
		const [second, resumed] = await Promise.all([run(...begin, '100', '--no-wait'), wish('resume')]);
		expect([second.status, second.stderr]).toEqual([
			1,
			expect.stringMatching(/^canario: canary \d+ .*under way/),
		]);
		expect([resumed, await wish('pause'), await wish('promote')]).toEqual([1, 0, 0]);
		await becomes({ step: 2, phase: 'sample' });
		expect([await wish('abort'), (await watched).status]).toEqual([0, 1]);
		const whole = run(...begin, '50,100');
		await becomes({ step: 1, phase: 'sample' });
		expect([await wish('promote', '--full'), (await whole).status]).toEqual([0, 0]);
		expect(await weights()).toEqual({ blue: 0, green: 100 });
		expect(await Promise.all([wish('pause'), run('pause').then(({ status }) => status)])).toEqual([1, 1]);
	});

	it('loses nothing in all of that, and tells no name of a person', async () => {
		const { load, keepsPromises } = world();
		const running = load();
		await running.acknowledges(50);
		await running.stop();
		await keepsPromises();
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
