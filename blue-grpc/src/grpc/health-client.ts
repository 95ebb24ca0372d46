import { type CallOptions, type Client, Metadata, type ServiceError } from '@grpc/grpc-js';
import { service } from 'grpc-health-check';

interface HealthAnswer {
	readonly status: string;
}

/** Asks the server's health service whether the server as a whole serves; answers "SERVING" or why not. */
export function checkHealth(
	client: Client,
	options: CallOptions,
	done: (error: ServiceError | null, status: string | undefined) => void,
): void {
	const { Check: check } = service;
	if (!check) throw new Error('grpc-health-check without its method Check');
	const { path, requestSerialize, responseDeserialize } = check;
	const deserialize = responseDeserialize as (bytes: Buffer) => HealthAnswer;
	client.makeUnaryRequest(
		path,
		requestSerialize,
		deserialize,
		{ service: '' },
		new Metadata(),
		options,
		(error, answer) => done(error, answer?.status),
	);
}
