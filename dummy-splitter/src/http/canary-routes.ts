import { reaches } from '@canario/access/role';
import { whoAsks, whoOf } from '@canario/access/who';
import type { CanaryBook } from '@canario/canary/canary-book';
import { planFrom } from '@canario/canary/plan-input';
import type { CanaryEvents, CanaryHistory } from '@canario/contracts/canary/answers';
import { splitVersion } from '@canario/contracts/canary/event';
import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { CanaryDesk } from '../domain/canary-desk.ts';
import { entryForViewers, stateForViewers } from './hook-origins.ts';
import { act, historyInput } from './split-routes.ts';

const who = { reason: act.reason, by: act.by };
const wish = { ...who, canary: z.int().positive().optional() };
const wishInput = z.strictObject(wish);
const startInput = z.strictObject({ ...who, plan: z.unknown(), ifVersion: splitVersion.optional() });
const promoteInput = z.strictObject({
	...wish,
	full: z.boolean().default(false),
	step: z.int().positive().optional(),
});

/** Starts and steers canaries, and tells of them. */
export function canaryRoutes(desk: CanaryDesk, book: Pick<CanaryBook, 'events' | 'history'>): Router {
	const router = Router();
	const wishOf = (request: Request) => {
		const { by, ...wanted } = parseInput(wishInput, jsonOf(request));
		return { ...wanted, by: whoAsks(request, by) };
	};
	const onlyLooksOn = (request: Request) => !reaches(whoOf(request).role, 'operator');
	router.get('/canary', async (request, response) => {
		const answer = await desk.read();
		const { canary } = answer;
		response.json(canary && onlyLooksOn(request) ? { ...answer, canary: stateForViewers(canary) } : answer);
	});
	router.post('/canary', async (request, response) => {
		const { plan, by, ...wanted } = parseInput(startInput, jsonOf(request));
		response
			.status(201)
			.json(await desk.start(planFrom(plan, 'plan'), { ...wanted, by: whoAsks(request, by) }));
	});
	router.post('/canary/pause', async (request, response) => {
		response.json(await desk.pause(wishOf(request)));
	});
	router.post('/canary/resume', async (request, response) => {
		response.json(await desk.resume(wishOf(request)));
	});
	router.post('/canary/abort', async (request, response) => {
		response.json(await desk.abort(wishOf(request)));
	});
	router.post('/canary/promote', async (request, response) => {
		const { by, ...wanted } = parseInput(promoteInput, jsonOf(request));
		response.json(await desk.promote({ ...wanted, by: whoAsks(request, by) }));
	});
	router.get('/canary/history', async (request, response) => {
		const { limit, before } = parseInput(historyInput, request.query);
		const { canaries, next } = await book.history(limit, before);
		const shown = onlyLooksOn(request) ? canaries.map(stateForViewers) : [...canaries];
		response.json({ canaries: shown, ...(next && { next }) } satisfies CanaryHistory);
	});
	router.get('/canary/events', async (request, response) => {
		const { limit, before } = parseInput(historyInput, request.query);
		const found = await book.events(limit, before);
		const events = onlyLooksOn(request) ? found.map(entryForViewers) : [...found];
		const oldest = events.at(-1)?.seq ?? 1;
		response.json({ events, ...(oldest > 1 && { next: oldest }) } satisfies CanaryEvents);
	});
	return router;
}
