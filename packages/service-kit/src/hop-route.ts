import { HOP_PATH, type HopOutcome, hopRequest } from '@canario/contracts/hop';
import { LANE_HEADER, type Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { Router } from 'express';
import { parseInput } from './parse-input.ts';
import { jsonOf, readBody } from './read-json.ts';
import { sendJson } from './send-json.ts';

/** A hop of 500 vaccinations with the longest texts fits. */
const LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * A leaf's side of the hop from the entry (packages/contracts/src/hop.ts): every answer, an error too, names
 * the lane.
 *
 * @param serve one outcome for each vaccination, in order.
 */
export function hopRoute(
	lane: Lane,
	serve: (vaccinations: readonly Vaccination[]) => Promise<readonly HopOutcome[]>,
): Router {
	const router = Router();
	router.use(HOP_PATH, (_request, response, next) => {
		response.set(LANE_HEADER, lane);
		next();
	});
	router.post(HOP_PATH, readBody(LIMIT_BYTES), async (request, response) => {
		const { records } = parseInput(hopRequest, jsonOf(request));
		sendJson(response, 200, { lane, outcomes: await serve(records) });
	});
	return router;
}
