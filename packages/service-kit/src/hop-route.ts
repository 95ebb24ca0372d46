import { HOP_PATH, hopRequest } from '@canario/contracts/hop';
import { LANE_HEADER, type Lane } from '@canario/contracts/lane';
import { type Response, Router } from 'express';
import type { FaultInjector, Serve } from './faults/injector.ts';
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
 * @param faults what the lane suffers on purpose; nothing but vaccinations passes through it.
 */
export function hopRoute(lane: Lane, serve: Serve, faults: Pick<FaultInjector, 'active' | 'hop'>): Router {
	const router = Router();
	router.use(HOP_PATH, (_request, response, next) => {
		response.set(LANE_HEADER, lane);
		next();
	});
	router.post(HOP_PATH, readBody(LIMIT_BYTES), async (request, response) => {
		const { records } = parseInput(hopRequest, jsonOf(request));
		const served = faults.active ? faults.hop(records, serve, goneSignal(response)) : serve(records);
		sendJson(response, 200, { lane, outcomes: await served });
	});
	return router;
}

/** Aborts when whoever waits for `response` has gone. */
function goneSignal(response: Response): AbortSignal {
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	return gone.signal;
}
