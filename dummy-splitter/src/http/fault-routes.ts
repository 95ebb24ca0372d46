import { whoAsks } from '@canario/access/who';
import { faultInput } from '@canario/contracts/fault';
import { isLane, type Lane } from '@canario/contracts/lane';
import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { ServiceError } from '@canario/service-kit/service-error';
import { Router } from 'express';
import { z } from 'zod';
import type { FaultBook } from '../domain/fault-book.ts';

const clearInput = z.strictObject({ by: faultInput.shape.by });

/** Sets, lists and ends the lanes' faults; docs/errors.md has what they answer. */
export function faultRoutes(book: FaultBook): Router {
	const router = Router();
	router.get('/faults', async (_request, response) => {
		response.json({ faults: await book.list() });
	});
	router.put('/faults/:lane', async (request, response) => {
		const lane = laneOf(request.params.lane);
		const { by, forMs, ...wanted } = parseInput(faultInput, jsonOf(request));
		response.json(await book.set({ ...wanted, lane, by: whoAsks(request, by) }, forMs));
	});
	router.delete(['/faults', '/faults/:lane'], async (request, response) => {
		const lane = request.params.lane === undefined ? undefined : laneOf(request.params.lane);
		const { by } = hasBody(request.body) ? parseInput(clearInput, jsonOf(request)) : {};
		response.json({ cleared: await book.clear(whoAsks(request, by), lane) });
	});
	return router;
}

const hasBody = (body: unknown) => Buffer.isBuffer(body) && body.length > 0;

function laneOf(name: unknown): Lane {
	if (isLane(name)) return name;
	throw new ServiceError('not_found', `there is no lane "${String(name)}": it is blue or green`);
}
