import type { Role } from '@canario/access/role';
import { rememberWho } from '@canario/access/who';
import type { PlanInput } from '@canario/canary/plan-shape';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { problemHandler } from '@canario/service-kit/problem';
import { readBody } from '@canario/service-kit/read-json';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callJson } from '../testing/call-json.ts';
import { someDesk } from '../testing/some-desk.ts';
import { canaryRoutes } from './canary-routes.ts';

const plan: PlanInput = { to: 'green', steps: [5, 100] };
let server: Listening;
let desk: ReturnType<typeof someDesk>;
/** Of who asks. */
let role: Role;

beforeEach(async () => {
	desk = someDesk();
	role = 'admin';
	const app = createApp();
	app.use((request, _response, next) => {
		rememberWho(request, { name: 'local', role, by: 'local' });
		next();
	});
	app.use(
		readBody(64 * 1_024),
		canaryRoutes(desk.desk, desk.book),
		problemHandler(pino({ level: 'silent' })),
	);
	server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

/** Status and body of an answer. */
const call = async (method: string, path: string, sent?: object) => {
	const [status, body] = await callJson(method, server.url + path, sent);
	return { status, body };
};
const start = (more: object = {}) => call('POST', '/canary', { plan, reason: 'new subscriber', ...more });

describe('GET /canary', () => {
	it('tells that there was none, and whether a controller is there', async () => {
		expect(await call('GET', '/canary')).toEqual({
			status: 200,
			body: { controlled: true, target: { name: 'entry' } },
		});
		desk.world.report = undefined;
		expect((await call('GET', '/canary')).body).toEqual({ controlled: false });
	});

	it('tells what the controller sees of this canary, and of no other', async () => {
		await start();
		const now = { id: 1, verdict: 'none' };
		const { report } = desk.world;
		desk.world.report = { ...report, canary: now, trouble: 'away' } as never;
		expect((await call('GET', '/canary')).body).toMatchObject({ canary: { id: 1 }, now, trouble: 'away' });
		desk.world.report = { ...report, canary: { ...now, id: 2 } } as never;
		expect((await call('GET', '/canary')).body).not.toHaveProperty('now');
	});
});

describe('POST /canary', () => {
	it('begins one from the weights as they are, with the defaults filled in', async () => {
		const { status, body } = await start({ by: 'ana' });
		expect(status).toBe(201);
		expect(body.canary).toMatchObject({
			...{ id: 1, by: 'ana', reason: 'new subscriber', phase: 'start', step: 1, version: 7 },
			from: { blue: 100, green: 0 },
			plan: { to: 'green', steps: [{ share: 5, holdMs: 60_000 }, { share: 100 }], alarmRisk: 0.01 },
		});
	});

	it.each([
		[{ plan: { to: 'green' } }, 'plan.steps'],
		[{ plan: { ...plan, steps: [50, 5] } }, 'plan.steps[1]'],
		[{ plan: { ...plan, stepps: 1 } }, 'plan.stepps'],
		[{ plan: { ...plan, steps: [5, { share: 'all' }] } }, 'plan.steps[1].share'],
		[{ plan: undefined }, 'plan'],
		[{ reason: '' }, 'reason'],
	])('refuses %j, naming %s, and begins nothing', async (more, path) => {
		const { status, body } = await start(more);
		expect([status, body.errors?.[0]?.path]).toEqual([400, path]);
		expect((await call('GET', '/canary')).body).not.toHaveProperty('canary');
	});

	it('refuses a second one while one runs', async () => {
		await start();
		expect(await start()).toMatchObject({
			status: 409,
			body: { detail: expect.stringContaining('canary 1') },
		});
	});

	it('refuses where nobody would carry it out', async () => {
		desk.world.report = undefined;
		expect(await start()).toMatchObject({
			status: 503,
			body: { detail: expect.stringContaining('controller') },
		});
	});

	it('refuses a first step that gives its lane no more than it has', async () => {
		desk.world.split = { ...desk.world.split, weights: { blue: 50, green: 50 } };
		expect(await start()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('50 %') } });
	});

	it('refuses weights that wait for a confirmation, and another version than was meant', async () => {
		expect(await start({ ifVersion: 6 })).toMatchObject({ status: 409, body: { code: 'stale_version' } });
		desk.world.split = { ...desk.world.split, revertAtMs: 9_000 };
		expect(await start()).toMatchObject({ status: 409, body: { code: 'conflict' } });
	});
});

describe('what may be said to a canary that runs', () => {
	const wish = { reason: 'lunch', by: 'bea' };

	it('is pause, resume, promote and abort', async () => {
		await start();
		expect((await call('POST', '/canary/pause', wish)).body.canary.paused).toMatchObject(wish);
		expect((await call('POST', '/canary/resume', wish)).body.canary).not.toHaveProperty('paused');
		expect((await call('POST', '/canary/promote', { ...wish, full: true })).body.canary).toMatchObject({
			...{ step: 2, full: true },
		});
		expect((await call('POST', '/canary/abort', wish)).body.canary).toMatchObject({
			phase: 'back',
			back: { outcome: 'aborted', why: 'aborted by bea: lunch' },
		});
		for (const late of ['pause', 'resume', 'promote', 'abort']) {
			expect((await call('POST', `/canary/${late}`, wish)).status).toBe(409);
		}
	});

	it('is nothing without a reason, and nothing where none runs', async () => {
		expect((await call('POST', '/canary/pause', {})).status).toBe(400);
		expect(await call('POST', '/canary/abort', wish)).toMatchObject({
			status: 409,
			body: { code: 'conflict' },
		});
	});

	it('stands in the log, newest first, and in the history', async () => {
		await start();
		await call('POST', '/canary/abort', wish);
		await desk.book.append(() => ({ kind: 'ended', outcome: 'aborted', why: 'lunch' }));
		await start();
		const { events, next } = (await call('GET', '/canary/events?limit=2')).body;
		expect(
			events.map(({ seq, canary, event }: never) => [seq, canary, (event as { kind: string }).kind]),
		).toEqual([
			[4, 2, 'started'],
			[3, 1, 'ended'],
		]);
		expect(next).toBe(3);
		const { canaries } = (await call('GET', '/canary/history?limit=1&before=2')).body;
		expect(canaries).toMatchObject([{ id: 1, ended: { outcome: 'aborted' } }]);
	});

	it('may be meant for one step only: two who promote at the same time do not skip one', async () => {
		await start();
		await desk.book.append(() => ({ kind: 'step', step: 2 }));
		expect(await call('POST', '/canary/promote', { ...wish, step: 1 })).toMatchObject({
			status: 409,
			body: { code: 'conflict', detail: 'canary 1 is at step 2 by now, not 1' },
		});
		expect((await call('GET', '/canary')).body.canary).not.toHaveProperty('skipGates');
		expect((await call('POST', '/canary/promote', { ...wish, step: 2 })).body.canary.skipGates).toBe(true);
	});

	it.each(['pause', 'resume', 'promote', 'abort'])(
		'may be meant for one canary only: %s is not for the next one',
		async (what) => {
			await start();
			await desk.book.append(() => ({ kind: 'ended', outcome: 'aborted', why: 'lunch' }));
			await start();
			if (what === 'resume') await call('POST', '/canary/pause', wish);
			const { status, body } = await call('POST', `/canary/${what}`, { ...wish, canary: 1 });
			expect([status, body]).toMatchObject([
				409,
				{ code: 'conflict', detail: 'canary 2 is under way by now, not 1' },
			]);
			expect((await call('POST', `/canary/${what}`, { ...wish, canary: 2 })).status).toBe(200);
		},
	);

	it('is abort also on a way back that goes step by step, once: it goes at once then', async () => {
		await start({ plan: { ...plan, rollback: { points: 1, every: '1m' } } });
		await call('POST', '/canary/abort', wish);
		const { detail } = (await call('POST', '/canary/promote', wish)).body;
		expect(detail).toMatch(/way back: abort has it go back at once; then start another$/);
		const again = await call('POST', '/canary/abort', { reason: 'faster', by: 'ana' });
		expect(again).toMatchObject({
			status: 200,
			body: { canary: { plan: { rollback: { mode: 'at-once' } }, back: { why: 'aborted by bea: lunch' } } },
		});
		expect((await call('POST', '/canary/abort', wish)).status).toBe(409);
	});
});

describe("the addresses of a canary's hooks", () => {
	const url = 'https://hooks.example/services/T0/secret?key=1';
	const hooks = [{ name: 'chat', at: 'end', url }];
	const asked = ['/canary', '/canary/history', '/canary/events'];

	it.each(['operator', 'admin'] as const)('are told whole to an %s', async (may) => {
		await start({ plan: { ...plan, hooks } });
		role = may;
		for (const path of asked) expect(JSON.stringify(await call('GET', path))).toContain(url);
	});

	it('are told to viewers only as far as where they lead', async () => {
		await start({ plan: { ...plan, hooks } });
		role = 'viewer';
		for (const path of asked) {
			const told = JSON.stringify(await call('GET', path));
			expect(told).toContain('"url":"https://hooks.example"');
			expect(told).not.toContain('secret');
		}
	});
});
