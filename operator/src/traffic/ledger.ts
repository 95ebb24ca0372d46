import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Judgement, SentRequest } from './judge.ts';

/**
 * One line of a ledger; `at` is milliseconds since the Unix epoch. `invoke`: the request goes out. `ok`:
 * acknowledged. `fail`: refused with 4xx. `info`: nobody knows (no answer, 5xx). The elements of an array get
 * their ids from its answer, so they have no `invoke`, and one without an answer leaves their number only.
 */
export type LedgerEntry =
	| { readonly t: 'invoke'; readonly id: string; readonly at: number }
	| {
			readonly t: 'ok';
			readonly id: string;
			readonly status: number;
			readonly lane?: string | undefined;
			readonly outcome?: string | undefined;
			readonly at: number;
	  }
	| ({ readonly t: 'fail'; readonly status: number; readonly at: number } & Named)
	| ({ readonly t: 'info'; readonly status?: number; readonly error?: string; readonly at: number } & Named);

type Named = { readonly id: string } | { readonly array: number };

const FLUSH_EVERY_MS = 100;
const FLUSH_AT_CHARACTERS = 64 * 1_024;

/**
 * Appends what happened to each vaccination to a file of JSON lines. Lines are gathered for up to 100 ms; they
 * reach the file when the run ends, on `close`, and when the process exits (not when it is killed by SIGKILL).
 */
export class Ledger {
	readonly #file: number;
	readonly #timer: NodeJS.Timeout;
	#waiting = '';

	private constructor(file: number) {
		this.#file = file;
		this.#timer = setInterval(this.flush, FLUSH_EVERY_MS).unref();
		process.on('exit', this.flush);
	}

	/**
	 * Opens `path` to extend it, or makes it.
	 *
	 * @throws {ServiceError} `invalid_input` when it cannot be written.
	 */
	static open(path: string): Ledger {
		try {
			const file = openSync(path, 'a+', 0o600);
			// a run that was killed may have left half a line
			if (!endsWithLine(file)) appendFileSync(file, '\n');
			return new Ledger(file);
		} catch (cause) {
			throw new ServiceError('invalid_input', `cannot write the ledger: ${(cause as Error).message}`, {
				cause,
			});
		}
	}

	append(entry: LedgerEntry): void {
		this.#waiting += `${JSON.stringify(entry)}\n`;
		if (this.#waiting.length >= FLUSH_AT_CHARACTERS) this.flush();
	}

	/** Writes down what became of a request. */
	appendOutcome({ label, landed, missed }: Judgement, sent: SentRequest, at: number): void {
		const status = Number(label);
		for (const { id = sent.id, lane, outcome } of landed) {
			if (id !== undefined) this.append({ t: 'ok', id, status, lane, outcome, at });
		}
		for (const { id, count, rejected } of missed) {
			const named = id === undefined ? { array: count } : { id };
			if (rejected) this.append({ t: 'fail', ...named, status, at });
			else
				this.append({ t: 'info', ...named, ...(Number.isNaN(status) ? { error: label } : { status }), at });
		}
	}

	/** Writes what waits; synchronous, so that it also works while the process exits. */
	readonly flush = (): void => {
		const text = this.#waiting;
		this.#waiting = '';
		if (text !== '') appendFileSync(this.#file, text);
	};

	close(): void {
		clearInterval(this.#timer);
		process.off('exit', this.flush);
		this.flush();
		closeSync(this.#file);
	}
}

function endsWithLine(file: number): boolean {
	const { size } = fstatSync(file);
	if (size === 0) return true;
	const last = Buffer.alloc(1);
	readSync(file, last, 0, 1, size - 1);
	return last.toString() === '\n';
}
