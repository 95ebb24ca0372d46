import { PROBLEM_TYPE, type Problem } from '@canario/contracts/problem';
import { type RecordsPage, type RecordsQuery, recordsQuery } from '@canario/contracts/records-page';
import { addressOf } from '@canario/service-kit/address';
import { parseInput } from '@canario/service-kit/parse-input';
import { sendJson } from '@canario/service-kit/send-json';
import { type Response, Router } from 'express';
import type { TokenBuckets } from '../token-buckets.ts';

interface Options {
	readonly page: (query: RecordsQuery) => Promise<RecordsPage>;
	readonly limit: TokenBuckets;
	readonly trustedHops: number;
	/** Hears of each request that came too often. */
	readonly onRefused: () => void;
}

/** `GET /api/records`: the log of the stored vaccinations, page by page, without names. */
export function recordsRoute({ page, limit, trustedHops, onRefused }: Options): Router {
	const router = Router();
	router.get('/api/records', async (request, response) => {
		const waitMs = limit.take(addressOf(request, trustedHops));
		if (waitMs > 0) {
			onRefused();
			refuse(response, waitMs);
			return;
		}
		const found = await page(parseInput(recordsQuery, { ...request.query }));
		response.set('Cache-Control', 'no-cache');
		sendJson(response, 200, found);
	});
	return router;
}

function refuse(response: Response, waitMs: number): void {
	const problem: Problem = {
		type: 'urn:canario:problem:too_many',
		title: 'Too many requests',
		status: 429,
		code: 'too_many',
		detail: 'Pages of the log were asked for too often from this address.',
	};
	sendJson(response, 429, problem, {
		'Content-Type': `${PROBLEM_TYPE}; charset=utf-8`,
		'Retry-After': `${Math.ceil(waitMs / 1_000)}`,
	});
}
