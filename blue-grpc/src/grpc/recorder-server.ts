import { MAX_ARRAY, type Vaccination, vaccination } from '@canario/contracts/vaccination';
import { parseInput } from '@canario/service-kit/parse-input';
import type { Runtime } from '@canario/service-kit/service';
import { asServiceError, ServiceError } from '@canario/service-kit/service-error';
import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import { z } from 'zod';
import type { RecordOutcome } from '../domain/recorder.ts';
import {
	Outcome,
	type RecorderServiceServer,
	RecorderServiceService,
	type StoreVaccinationsResponse,
} from '../gen/vaccinations/v1/vaccinations.ts';
import { followHealth } from './health-service.ts';
import { MAX_MESSAGE_BYTES } from './limits.ts';
import { answerOf } from './status.ts';

/** How long calls under way may take to end before their connections are cut, ms. */
const GRACE_MS = 3_000;

const OPTIONS = {
	'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
	'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
	// Clients that vanished without a word are let go.
	'grpc.keepalive_time_ms': 20_000,
	'grpc.keepalive_timeout_ms': 5_000,
	'grpc.enable_channelz': 0,
};

/** Addresses that stand for every one of this host's. */
const ANY: ReadonlySet<string> = new Set(['::', '0.0.0.0']);

const requestSchema = z.object({ vaccinations: z.array(vaccination).min(1).max(MAX_ARRAY) });

const OUTCOME_OF: Readonly<Record<RecordOutcome, Outcome>> = {
	stored: Outcome.STORED,
	duplicate: Outcome.DUPLICATE,
	conflict: Outcome.CONFLICT,
};

interface Options {
	readonly host: string;
	/** 0 takes a free one. */
	readonly port: number;
	/** One outcome for each vaccination, in order. */
	readonly record: (vaccinations: readonly Vaccination[]) => Promise<readonly RecordOutcome[]>;
	/** What the health service says. */
	readonly isServing: () => Promise<boolean>;
	readonly log: Runtime['log'];
}

type Answer = Parameters<sendUnaryData<StoreVaccinationsResponse>>;

/** A gRPC server that listens. */
export interface RecorderServer {
	/** Host and port by which a client in this process reaches it. */
	readonly address: string;
	/** Takes no more calls, answers those under way, and resolves when all are answered or cut. */
	close(): Promise<void>;
}

/**
 * Serves `vaccinations.v1.RecorderService` and gRPC's health service. What comes is validated again, for
 * anybody may call it.
 *
 * @throws {ServiceError} `unavailable` when the port is in use or may not be used.
 */
export async function startRecorderServer({
	host,
	port,
	record,
	isServing,
	log,
}: Options): Promise<RecorderServer> {
	const server = new Server(OPTIONS);
	const health = followHealth(isServing);
	health.addTo(server);
	const answer = async (request: unknown): Promise<Answer> => {
		try {
			const outcomes = await record(parseInput(requestSchema, request).vaccinations);
			return [null, { outcomes: outcomes.map((outcome) => OUTCOME_OF[outcome]) }];
		} catch (err) {
			if (asServiceError(err, 'internal', '').code === 'internal') log.error({ err }, 'call failed');
			return [answerOf(err)];
		}
	};
	const reply = async (request: unknown, send: sendUnaryData<StoreVaccinationsResponse>) => {
		send(...(await answer(request)));
	};
	const implementation: RecorderServiceServer = {
		storeVaccinations({ request }, callback) {
			void reply(request, callback);
		},
	};
	server.addService(RecorderServiceService, implementation);
	try {
		const bound = await bind(server, host, port);
		return {
			address: addressOf(ANY.has(host) ? '127.0.0.1' : host, bound),
			close: () => shutDown(server, health),
		};
	} catch (error) {
		health.close();
		throw error;
	}
}

const addressOf = (host: string, port: number) => `${host.includes(':') ? `[${host}]` : host}:${port}`;

function bind(server: Server, host: string, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.bindAsync(addressOf(host, port), ServerCredentials.createInsecure(), (cause, bound) => {
			if (!cause) return resolve(bound);
			const why = cause.message.includes('EADDRINUSE') ? 'is in use' : 'cannot be used';
			return reject(new ServiceError('unavailable', `port ${port} on ${host} ${why}`, { cause }));
		});
	});
}

/** Clients hear GOAWAY at once, and find another server for their next call. */
async function shutDown(server: Server, health: { close(): void }): Promise<void> {
	health.close();
	const cut = setTimeout(() => server.forceShutdown(), GRACE_MS);
	await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
	clearTimeout(cut);
}
