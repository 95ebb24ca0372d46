import type { Lane } from '@canario/contracts/lane';
import { admit, type Vaccination, type VaccinationInput } from '@canario/contracts/vaccination';
import { asServiceError, ServiceError } from '@canario/service-kit/service-error';
import type { LaneStatistics } from './lane-statistics.ts';
import type { RecentKeys } from './recent-keys.ts';
import type { Route, Served } from './route.ts';

/** What the sender of one vaccination hears. */
export interface Receipt {
	readonly id: string;
	readonly lane: Lane;
	readonly outcome: 'stored' | 'accepted' | 'duplicate';
}

/** What the sender of an array hears of one that its lane did not take. */
export interface Refusal {
	readonly id: string;
	readonly lane: Lane | null;
	readonly outcome: 'failed';
	readonly code: string;
	readonly detail: string;
}

/** Keys that a request gave; see `Intake.one`. */
export interface Keys {
	readonly id?: string | undefined;
	readonly visitor?: string | undefined;
}

interface Ports {
	readonly route: Route;
	readonly recentKeys: RecentKeys;
	readonly statistics: LaneStatistics;
	/** A new time-ordered id. */
	readonly newId: () => string;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
}

/** Takes in valid vaccinations: names them, sends them their way, and measures what the lanes did. */
export class Intake {
	readonly #ports: Ports;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Lets `count` more in, or not; a refusal is counted. */
	admits(count: number): boolean {
		const room = this.#ports.route.hasRoomFor(count);
		if (!room) this.#ports.statistics.shed(count);
		return room;
	}

	/**
	 * @param keys `id`: the sender's Idempotency-Key, which becomes the id. `visitor`: a viewer sent it from the
	 * page, and follows it under this key.
	 * @throws {ServiceError} `conflict`, `overloaded`, `unavailable`, `deadline_exceeded` or `injected`.
	 */
	async one(input: VaccinationInput, keys: Keys = {}): Promise<Receipt> {
		const { route, recentKeys, newId, nowMs } = this.#ports;
		const admitted = admit(input, keys.id ?? newId(), nowMs());
		const vaccination: Vaccination =
			keys.visitor === undefined ? admitted : { ...admitted, source: 'visitor', traced: keys.visitor };
		const send = () => this.#measured(() => route.send(vaccination));
		const served = keys.id === undefined ? await send() : await recentKeys.once(vaccination, send);
		return { id: vaccination.id, lane: served.lane, outcome: receiptOutcome(served) };
	}

	/** One result for each input, in order; a lane's failure is a result, too. */
	many(inputs: readonly VaccinationInput[]): Promise<readonly (Receipt | Refusal)[]> {
		const { route, newId, nowMs } = this.#ports;
		return Promise.all(
			inputs.map(async (input) => {
				const vaccination = admit(input, newId(), nowMs());
				try {
					const served = await this.#measured(() => route.send(vaccination));
					return { id: vaccination.id, lane: served.lane, outcome: receiptOutcome(served) };
				} catch (error) {
					const { code, message, lane } = asServiceError(error, 'internal', 'the entry failed');
					return {
						id: vaccination.id,
						lane: lane ?? null,
						outcome: 'failed',
						code,
						detail: message,
					} as const;
				}
			}),
		);
	}

	async #measured(send: () => Promise<Served>): Promise<Served> {
		const { statistics } = this.#ports;
		const { period } = statistics;
		const startedMs = performance.now();
		try {
			const served = await send();
			statistics.served(served, performance.now() - startedMs, period);
			return served;
		} catch (error) {
			const { code, lane } = asServiceError(error, 'internal', 'the entry failed');
			// a full lane failed its vaccination; without a lane it was refused before the draw
			if (code === 'overloaded' && !lane) statistics.shed(1);
			else statistics.failed(lane, period);
			throw error;
		}
	}
}

function receiptOutcome({ lane, outcome }: Served): Receipt['outcome'] {
	if (outcome !== 'conflict') return outcome;
	throw new ServiceError('conflict', 'this id is stored with another vaccination', { lane });
}
