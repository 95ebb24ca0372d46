import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import { tryJson } from './try-json.ts';

/** What a ledger says, id by id. */
export interface LedgerReading {
	/** Answered 2xx. */
	readonly acknowledged: readonly string[];
	/** Refused with 4xx, and by no other line said otherwise. */
	readonly rejected: readonly string[];
	/** Refused with 409: the id is known with other content, so it may rightly be stored. */
	readonly conflicts: readonly string[];
	/** Without a verdict: no answer, 5xx, or the sender itself ended before the answer. */
	readonly unknown: readonly string[];
	/** Vaccinations of arrays without an answer: nobody knows their ids. */
	readonly nameless: number;
	/** Lines that are no entries, such as half a line of a sender that was killed. */
	readonly unreadable: number;
}

const entry = z.object({
	t: z.enum(['invoke', 'ok', 'fail', 'info']),
	id: z.string().min(1).optional(),
	array: z.int().positive().optional(),
	status: z.int().optional(),
});
type Entry = z.infer<typeof entry>;

/** In rising order of how much they say of an id: a later line may raise its state, never lower it. */
const STATES = ['invoked', 'conflicts', 'rejected', 'unknown', 'acknowledged'] as const;
type State = (typeof STATES)[number];

/**
 * Reads a ledger of one or several runs.
 *
 * @throws {ServiceError} `not_found` when there is no such file, `invalid_input` when nothing in it is a ledger.
 */
export async function readLedger(path: string): Promise<LedgerReading> {
	const states = new Map<string, State>();
	let nameless = 0;
	let unreadable = 0;
	for await (const line of linesOf(path)) {
		if (line === '') continue;
		const { data } = entry.safeParse(tryJson(line));
		if (data?.id !== undefined) raise(states, data.id, stateAfter(data));
		else if (data?.array !== undefined) nameless += data.t === 'fail' ? 0 : data.array;
		else unreadable++;
	}
	if (states.size === 0 && nameless === 0) {
		throw new ServiceError(
			'invalid_input',
			`${path} holds no entries of a ledger, so there is nothing to verify`,
		);
	}
	const inState = (...wanted: State[]) =>
		[...states].filter(([, state]) => wanted.includes(state)).map(([id]) => id);
	return {
		acknowledged: inState('acknowledged'),
		rejected: inState('rejected'),
		conflicts: inState('conflicts'),
		unknown: inState('unknown', 'invoked'),
		nameless,
		unreadable,
	};
}

function stateAfter({ t, status }: Entry): State {
	switch (t) {
		case 'invoke':
			return 'invoked';
		case 'ok':
			return 'acknowledged';
		case 'fail':
			return status === 409 ? 'conflicts' : 'rejected';
		case 'info':
			return 'unknown';
	}
}

function raise(states: Map<string, State>, id: string, state: State): void {
	const known = states.get(id);
	if (known === undefined || STATES.indexOf(state) > STATES.indexOf(known)) states.set(id, state);
}

async function* linesOf(path: string): AsyncGenerator<string> {
	try {
		yield* createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
	} catch (cause) {
		throw new ServiceError('not_found', `cannot read the ledger: ${(cause as Error).message}`, { cause });
	}
}
