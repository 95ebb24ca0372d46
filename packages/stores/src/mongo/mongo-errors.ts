import { ServiceError } from '@canario/service-kit/service-error';
import { MongoError, MongoNetworkTimeoutError, MongoServerError } from 'mongodb';

/** The server's own code for "that took longer than maxTimeMS". */
const MAX_TIME_EXPIRED = 50;

interface Refusal {
	readonly code?: number | string | undefined;
	readonly codeName?: string | undefined;
}

/**
 * What the driver threw, as what a caller can act on. `hosts` stand for the server, without credentials. A
 * server's words are left out: they may quote a command, and with it the names of people.
 */
export function translateMongoError(error: unknown, hosts: string): unknown {
	if (!(error instanceof MongoError)) return error;
	if (isLate(error))
		return new ServiceError('deadline_exceeded', `MongoDB at ${hosts} did not answer in time`);
	if (error instanceof MongoServerError) return refused(hosts, error);
	return new ServiceError('unavailable', `MongoDB at ${hosts} cannot be reached: ${error.message}`, {
		cause: error,
	});
}

/** The server answered, and would not. */
export function refused(hosts: string, { code, codeName }: Refusal): ServiceError {
	const reason = [`code ${code ?? 'unknown'}`, ...(codeName === undefined ? [] : [codeName])].join(', ');
	return new ServiceError('unavailable', `MongoDB at ${hosts} refused: ${reason}`);
}

function isLate(error: MongoError): boolean {
	return (
		error instanceof MongoNetworkTimeoutError ||
		error.name === 'MongoWaitQueueTimeoutError' ||
		(error instanceof MongoServerError && error.code === MAX_TIME_EXPIRED)
	);
}
