import type { Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import { type CallOptions, type ServiceError as GrpcError, Metadata } from '@grpc/grpc-js';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { RecordOutcome } from '../domain/recorder.ts';
import {
	Outcome,
	type RecorderServiceClient,
	type StoreVaccinationsResponse,
} from '../gen/vaccinations/v1/vaccinations.ts';
import { RecorderChannel } from './channel.ts';
import { checkHealth } from './health-client.ts';
import { isLate, mayRetry, serviceErrorOf } from './status.ts';

/** Longest pause before another try, ms; less than this before the deadline none is made. */
const LONGEST_PAUSE_MS = 250;
const FIRST_PAUSE_MS = 25;

/** A bound for clocks gone mad; the deadline ends the tries long before. */
const MAX_TRIES = 100;

interface Options {
	/** Host and port of the gRPC server. */
	readonly target: string;
	/** Budget of one `store`, all tries together, ms. */
	readonly deadlineMs: number;
	readonly onRetry: () => void;
	/** The watchdog has replaced the client (see RecorderChannel). */
	readonly onRebuild: () => void;
}

type Callback<T> = (error: GrpcError | null, answer: T | undefined) => void;

/** Blue's gRPC client: a deadline on every call, tries again only when the server was not there, heals itself. */
export class RecorderClient {
	readonly #channel: RecorderChannel;
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
		const { target, onRebuild } = options;
		this.#channel = new RecorderChannel({ target, onRebuild, nowMs: () => performance.now() });
	}

	/**
	 * What became of each vaccination, in order. At most 500. Repeating is safe, for the ids name them.
	 *
	 * @throws {ServiceError} by the table of status.ts, within the deadline.
	 */
	async store(vaccinations: readonly Vaccination[]): Promise<readonly RecordOutcome[]> {
		const deadline = Date.now() + this.#options.deadlineMs;
		const tries = retry(
			handleWhen((error) => mayRetry(error) && Date.now() + LONGEST_PAUSE_MS < deadline),
			{
				maxAttempts: MAX_TRIES,
				backoff: new ExponentialBackoff({ initialDelay: FIRST_PAUSE_MS, maxDelay: LONGEST_PAUSE_MS }),
			},
		);
		tries.onRetry(this.#options.onRetry);
		try {
			const request = { vaccinations: vaccinations as Vaccination[] };
			const answer = await tries.execute(() =>
				this.#call<StoreVaccinationsResponse>((client, options, done) => {
					client.storeVaccinations(request, new Metadata(), options, done);
				}, deadline),
			);
			return answer.outcomes.map(outcomeOf);
		} catch (error) {
			throw error instanceof ServiceError ? error : serviceErrorOf(error as GrpcError);
		}
	}

	/** Resolves when the server says, within `timeoutMs`, that it serves. */
	async ping(timeoutMs: number): Promise<void> {
		const status = await this.#call(checkHealth, Date.now() + timeoutMs);
		if (status !== 'SERVING') throw new ServiceError('unavailable', `the recorder is ${status}`);
	}

	close(): void {
		this.#channel.close();
	}

	async #call<T>(
		send: (client: RecorderServiceClient, options: CallOptions, done: Callback<T>) => void,
		deadline: number,
	): Promise<T> {
		const { client } = this.#channel;
		try {
			const answer = await new Promise<T>((resolve, reject) => {
				send(client, { deadline }, (error, answer) => (error ? reject(error) : resolve(answer as T)));
			});
			this.#channel.answered();
			return answer;
		} catch (error) {
			if (isLate(error)) this.#channel.late(client);
			else if (mayRetry(error)) this.#channel.unreached(client);
			throw error;
		}
	}
}

function outcomeOf(outcome: Outcome): RecordOutcome {
	switch (outcome) {
		case Outcome.STORED:
			return 'stored';
		case Outcome.DUPLICATE:
			return 'duplicate';
		case Outcome.CONFLICT:
			return 'conflict';
		case Outcome.UNSPECIFIED:
			throw new ServiceError('internal', 'the recorder answered an outcome that this client does not know');
	}
}
