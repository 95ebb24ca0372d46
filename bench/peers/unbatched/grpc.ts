import { resolve } from 'node:path';
import type { Vaccination } from '@canario/contracts/vaccination';
import {
	type Client,
	credentials,
	type GrpcObject,
	loadPackageDefinition,
	type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const PROTO = resolve(import.meta.dirname, '../../../blue-grpc/proto/vaccinations/v1/vaccinations.proto');

interface RecorderClient extends Client {
	storeVaccinations(
		request: { vaccinations: readonly Vaccination[] },
		done: (error: Error | null, answer: { outcomes: readonly string[] }) => void,
	): void;
}

const loaded = loadPackageDefinition(loadSync(PROTO, { keepCase: true, enums: String, longs: Number }));
const v1 = (loaded.vaccinations as GrpcObject).v1 as GrpcObject;

/** The service of blue-grpc, from its proto. */
export const RecorderService = v1.RecorderService as ServiceClientConstructor;

/** A client on a channel of its own. */
export function connectRecorder(address: string): RecorderClient {
	// without this grpc-js hands the same connection to every client of a process
	const options = { 'grpc.use_local_subchannel_pool': 1 };
	return new RecorderService(address, credentials.createInsecure(), options) as unknown as RecorderClient;
}

/** One unary call with one vaccination. */
export function storeOne(client: RecorderClient, vaccination: Vaccination): Promise<void> {
	return new Promise((done, fail) => {
		client.storeVaccinations({ vaccinations: [vaccination] }, (error) => (error ? fail(error) : done()));
	});
}
