import { type Fault, faultSchema } from '@canario/contracts/fault';
import { type ByLane, LANES, type Lane } from '@canario/contracts/lane';
import type { Faults } from '../faults.ts';
import type { RedisKeys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Faults as Redis strings that expire: Redis itself keeps their end. */
export class RedisFaults implements Faults {
	readonly #connection: RedisConnection;
	readonly #keys: ByLane<string>;

	constructor(connection: RedisConnection, { blueFault: blue, greenFault: green }: RedisKeys) {
		this.#connection = connection;
		this.#keys = { blue, green };
	}

	async set(fault: Fault): Promise<void> {
		const expiration = { type: 'PXAT', value: fault.untilMs } as const;
		await this.#connection.call('set fault', (client) =>
			client.set(this.#keys[fault.lane], JSON.stringify(fault), { expiration }),
		);
	}

	async clear(lane?: Lane): Promise<readonly Fault[]> {
		const keys = (lane ? [lane] : LANES).map((one) => this.#keys[one]);
		return faultsOf(
			await this.#connection.call('clear faults', (client) =>
				Promise.all(keys.map((key) => client.getDel(key))),
			),
		);
	}

	async list(): Promise<readonly Fault[]> {
		const keys = LANES.map((lane) => this.#keys[lane]);
		return faultsOf(await this.#connection.call('list faults', (client) => client.mGet(keys)));
	}
}

/** Without what somebody else has written there. */
function faultsOf(texts: readonly (string | null)[]): readonly Fault[] {
	return texts.flatMap((text) =>
		text === null ? [] : (faultSchema.safeParse(jsonOrUndefined(text)).data ?? []),
	);
}

function jsonOrUndefined(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
