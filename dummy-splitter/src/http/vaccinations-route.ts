import { LANE_HEADER } from '@canario/contracts/lane';
import { VISITOR_HEADER, visitorSecret } from '@canario/contracts/trace';
import { MAX_ARRAY, vaccinationId, vaccinationInput } from '@canario/contracts/vaccination';
import { parseInput } from '@canario/service-kit/parse-input';
import { sendProblem } from '@canario/service-kit/problem';
import { jsonOf, readBody } from '@canario/service-kit/read-json';
import { sendJson } from '@canario/service-kit/send-json';
import { ServiceError } from '@canario/service-kit/service-error';
import { traceKeyOf } from '@canario/service-kit/trace-key';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Intake, Receipt } from '../domain/intake.ts';
import { EarlyReturns } from './early-returns.ts';

const ONE_LIMIT_BYTES = 64 * 1024;
const ARRAY_LIMIT_BYTES = 1024 * 1024;

const STATUS: Readonly<Record<Receipt['outcome'], number>> = { stored: 201, accepted: 202, duplicate: 200 };

const arrayInput = z
	.array(vaccinationInput)
	.min(1, 'an array holds at least one vaccination')
	.max(MAX_ARRAY, `an array holds at most ${MAX_ARRAY} vaccinations`);

const headersInput = z.object({ 'Idempotency-Key': vaccinationId.optional() });
const visitorInput = z.object({ [VISITOR_HEADER]: visitorSecret });

/** `POST` on each of `paths`: one vaccination, or an array of them. */
export function vaccinationsRoute(intake: Intake, paths: readonly string[]): Router {
	const router = Router();
	const earlyReturns = new EarlyReturns(() => performance.now());
	// overload is told before a byte of the body is read
	const admitOrRefuse: RequestHandler = ({ socket }, response, next) => {
		earlyReturns.pace(socket, () => {
			if (intake.admits(1)) {
				next();
				return;
			}
			earlyReturns.refused(socket);
			sendProblem(response, OVERLOADED);
		});
	};
	router.post([...paths], admitOrRefuse, readBody(ARRAY_LIMIT_BYTES), async (request, response) => {
		const value = jsonOf(request);
		try {
			if (Array.isArray(value)) await takeMany(intake, request, value, response);
			else await takeOne(intake, request, value, response);
		} catch (error) {
			if (error instanceof ServiceError && error.code === 'overloaded') earlyReturns.refused(request.socket);
			throw error;
		}
	});
	router.get('/', (_request, response) => {
		response.json({ service: 'dummy-splitter', post: paths, example: EXAMPLE });
	});
	return router;
}

const EXAMPLE = { name: 'Ana Tzoc', location: 'Sololá', age: 34, vaccine_type: 'Moderna', n_dose: 1 };

async function takeOne(intake: Intake, request: Request, value: unknown, response: Response): Promise<void> {
	if (Buffer.isBuffer(request.body) && request.body.length > ONE_LIMIT_BYTES) {
		throw new ServiceError('too_large', `one vaccination has at most ${ONE_LIMIT_BYTES} bytes`);
	}
	const input = parseInput(vaccinationInput, value);
	const receipt = await intake.one(input, { id: keyOf(request), visitor: visitorKeyOf(request) });
	sendJson(response, STATUS[receipt.outcome], receipt, { [LANE_HEADER]: receipt.lane });
}

async function takeMany(
	intake: Intake,
	request: Request,
	value: unknown[],
	response: Response,
): Promise<void> {
	const inputs = parseInput(arrayInput, value);
	if (keyOf(request) !== undefined) throw notWithAnArray('Idempotency-Key');
	if (visitorKeyOf(request) !== undefined) throw notWithAnArray(VISITOR_HEADER);
	if (!intake.admits(inputs.length)) throw OVERLOADED;
	const results = await intake.many(inputs);
	const allWell = results.every(({ outcome }) => outcome !== 'failed');
	const lanes = [...new Set(results.map(({ lane }) => lane ?? 'unknown'))].sort();
	sendJson(response, allWell ? 200 : 207, { results }, { [LANE_HEADER]: lanes.join(',') });
}

const notWithAnArray = (header: string) =>
	new ServiceError('invalid_input', `${header} goes with one vaccination, not with an array`, {
		errors: [{ path: header, message: 'not with an array' }],
	});

/** Made once: refusals come in crowds, and taking down a stack is a good part of what one costs. */
const OVERLOADED = new ServiceError('overloaded', 'too many vaccinations are waiting');

/** The sender's key; the quotes of the header's structured form are taken off. */
function keyOf(request: Request): string | undefined {
	const header = request.headers['idempotency-key'];
	if (typeof header !== 'string') return undefined;
	const key = header.match(/^"(.*)"$/)?.[1] ?? header;
	return parseInput(headersInput, { 'Idempotency-Key': key })['Idempotency-Key'];
}

/** The key under which a viewer follows the vaccination. */
function visitorKeyOf(request: Request): string | undefined {
	const secret = request.headers[VISITOR_HEADER];
	if (secret === undefined) return undefined;
	return traceKeyOf(parseInput(visitorInput, { [VISITOR_HEADER]: secret })[VISITOR_HEADER]);
}
