import { type Fault, publicFault } from '@canario/contracts/fault';
import type { Lane } from '@canario/contracts/lane';
import type { Json } from '@canario/contracts/merge-patch';
import { asServiceError, ServiceError } from '@canario/service-kit/service-error';
import type { Faults } from '@canario/stores/faults';
import type { Logger } from 'pino';

interface Ports {
	/** Throws while the live store is absent. */
	readonly faults: () => Faults;
	/** Appends to the journal's audit; rejects where it did not. */
	readonly audit: (act: Json) => Promise<void>;
	/** Whether green runs in the classroom mode: only there can it drop what it has taken. */
	readonly classroom: boolean;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	readonly log: Logger;
}

/** Sets and ends the lanes' faults, and records who did. */
export class FaultBook {
	readonly #ports: Ports;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	list(): Promise<readonly Fault[]> {
		return this.#inStore((faults) => faults.list());
	}

	/**
	 * Sets a fault that ends after `forMs` milliseconds, in place of the lane's other one. It is recorded before it is
	 * set: nothing fails on purpose of which nobody could be told later who wanted it.
	 *
	 * @throws {ServiceError} `invalid_input` where that lane cannot fail so; `unavailable` where it could not be
	 * recorded or set.
	 */
	async set(wanted: Omit<Fault, 'setAtMs' | 'untilMs'>, forMs: number): Promise<Fault> {
		const { audit, classroom, nowMs, log } = this.#ports;
		if (wanted.drop > 0 && !(wanted.lane === 'green' && classroom)) throw nothingToDrop(wanted.lane);
		const setAtMs = nowMs();
		const fault = { ...wanted, setAtMs, untilMs: setAtMs + forMs };
		const act = { ...publicFault(fault), by: fault.by, reason: fault.reason };
		await audit({ kind: 'fault set', ...act });
		try {
			await this.#inStore((faults) => faults.set(fault));
		} catch (error) {
			await audit({ kind: 'fault not set', ...act }).catch((err) =>
				log.warn({ err }, 'the audit was not kept'),
			);
			throw error;
		}
		log.warn(act, 'fault set on purpose');
		return fault;
	}

	/** Ends faults at once, recorded or not: to end one must always be possible. */
	async clear(by: string, lane?: Lane): Promise<readonly Fault[]> {
		const { audit, log } = this.#ports;
		const cleared = await this.#inStore((faults) => faults.clear(lane));
		for (const fault of cleared) {
			log.info({ lane: fault.lane, by }, 'fault cleared');
			await audit({ kind: 'fault cleared', lane: fault.lane, by }).catch((err) =>
				log.warn({ err }, 'the audit was not kept'),
			);
		}
		return cleared;
	}

	async #inStore<T>(work: (faults: Faults) => Promise<T>): Promise<T> {
		try {
			return await work(this.#ports.faults());
		} catch (error) {
			throw asServiceError(error, 'unavailable', 'the live store does not answer');
		}
	}
}

function nothingToDrop(lane: Lane): ServiceError {
	const message =
		lane === 'blue' ? 'blue stores before it answers' : 'green drops only with GREEN_DELIVERY=pubsub';
	return new ServiceError('invalid_input', `${lane} cannot drop what it has taken`, {
		errors: [{ path: 'drop', message }],
	});
}
