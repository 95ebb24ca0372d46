import { whoAsks } from '@canario/access/who';
import type { SplitHistoryPage } from '@canario/contracts/split-change';
import { holdsControlCharacters } from '@canario/contracts/vaccination';
import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { weightsSchema } from '@canario/traffic-split/weights';
import { Router } from 'express';
import { z } from 'zod';
import type { SplitHistory } from '../split/split-history.ts';

/** Shortest and longest time that a change may wait for its confirmation, milliseconds. */
const REVERT_MS = { least: 1_000, most: 24 * 3_600_000 };

/** Words of an operator, at most so many characters. */
const text = (longest: number) =>
	z
		.string()
		.max(longest)
		.refine((value) => !holdsControlCharacters(value), 'must not contain control characters');

const version = z.int().positive();
/** Why something is done, and by whom. */
export const act = { reason: text(500).regex(/\S/, 'say why'), by: text(64).min(1).optional() };
const change = { ...act, ifVersion: version.optional() };

const setInput = z.strictObject({
	...change,
	weights: weightsSchema,
	revertAfterMs: z.int().min(REVERT_MS.least).max(REVERT_MS.most).optional(),
});
const undoInput = z.strictObject(change);
const confirmInput = z.strictObject({ version, by: act.by });

const fromQuery = z
	.string()
	.regex(/^\d{1,10}$/, 'expected a whole number')
	.transform(Number);
/** What part of a log is asked for. */
export const historyInput = z.strictObject({
	limit: fromQuery.pipe(z.int().min(1).max(100)).default(20),
	before: fromQuery.pipe(version).optional(),
});

/** What there is to do with a split, whoever draws by it. */
export type Split = Pick<SplitHistory, 'read' | 'set' | 'undo' | 'confirm' | 'last'>;

/** Reads and changes the split. */
export function splitRoutes(history: Split): Router {
	const router = Router();
	router.get('/split', (_request, response) => {
		response.json(history.read());
	});
	router.put('/split', async (request, response) => {
		const { by, ...wanted } = parseInput(setInput, jsonOf(request));
		response.json(await history.set({ ...wanted, by: whoAsks(request, by) }));
	});
	router.post('/split/undo', async (request, response) => {
		const { by, ...wanted } = parseInput(undoInput, jsonOf(request));
		response.json(await history.undo({ ...wanted, by: whoAsks(request, by) }));
	});
	router.post('/split/confirm', async (request, response) => {
		const { by, version: confirmed } = parseInput(confirmInput, jsonOf(request));
		response.json(await history.confirm(confirmed, whoAsks(request, by)));
	});
	router.get('/split/history', async (request, response) => {
		const { limit, before } = parseInput(historyInput, request.query);
		const changes = [...(await history.last(limit, before))];
		const oldest = changes.at(-1)?.version ?? 1;
		const page: SplitHistoryPage = { changes, ...(oldest > 1 && { next: oldest }) };
		response.json(page);
	});
	return router;
}
