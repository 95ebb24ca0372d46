import { randomUUID } from 'node:crypto';
import { DEPARTMENTS } from '@canario/contracts/departments';
import type { FollowInput } from '@canario/contracts/feed';
import { LANE_HEADER } from '@canario/contracts/lane';
import { VISITOR_HEADER } from '@canario/contracts/trace';
import { type Dispatcher, Pool } from 'undici';
import type { Sent } from '../domain/follow.ts';

/** Everybody whom viewers make up is called so. */
const NAME = 'Visitante';

const CONNECTIONS = 4;

interface Options {
	readonly url: string;
	/** Budget of the entry's answer, milliseconds. */
	readonly deadlineMs: number;
}

/** Sends viewers' made-up vaccinations to the entry. */
export function createEntryClient({ url, deadlineMs }: Options) {
	const pool = new Pool(url, { connections: CONNECTIONS, connect: { timeout: deadlineMs } });
	return {
		/** @throws when the entry does not answer in time. */
		async send(input: FollowInput, secret: string): Promise<Sent> {
			const response = await pool.request({
				path: '/vaccinations',
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'idempotency-key': randomUUID(),
					[VISITOR_HEADER]: secret,
				},
				body: JSON.stringify(vaccinationOf(input)),
				signal: AbortSignal.timeout(deadlineMs),
			});
			await response.body.dump();
			return sentOf(response);
		},
		close: () => pool.destroy(),
	};
}

function vaccinationOf({ department, vaccine, dose, age }: FollowInput) {
	const location = DEPARTMENTS.find(({ code }) => code === department)?.name ?? department;
	return { name: NAME, location, age, vaccine_type: vaccine, n_dose: dose };
}

/** What a lane failed to take can be followed too: its failure is a sighting. */
function sentOf({ statusCode, headers }: Dispatcher.ResponseData): Sent {
	if (statusCode < 300 || (statusCode === 503 && headers[LANE_HEADER] !== undefined)) return { taken: true };
	const seconds = Number(headers['retry-after']);
	return { taken: false, ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }) };
}
