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
	if (error instanceof MongoServerError) return refusedCommand(hosts, error);
	return new ServiceError('unavailable', `MongoDB at ${hosts} cannot be reached: ${error.message}`, {
		cause: error,
	});
}

/** Codes by which the server refuses a document for what it holds: a validation rule, its size. */
const FOR_ITS_CONTENT: readonly unknown[] = [121, 10334, 17280, 17419];

/** Bad value, failed to parse: of a document, or of a whole command that the server's settings do not allow. */
const FOR_SOME_VALUE: readonly unknown[] = [2, 9];

/** The server refused a document of an insert: for what it holds, or for reasons of its own, which may pass. */
export function refused(hosts: string, refusal: Refusal): ServiceError {
	return refusedFor([...FOR_ITS_CONTENT, ...FOR_SOME_VALUE], hosts, refusal);
}

/** The server refused a whole command; a bad value in it is then no document's fault. */
function refusedCommand(hosts: string, refusal: Refusal): ServiceError {
	return refusedFor(FOR_ITS_CONTENT, hosts, refusal);
}

function refusedFor(content: readonly unknown[], hosts: string, { code, codeName }: Refusal): ServiceError {
	const reason = [`code ${code ?? 'unknown'}`, ...(codeName === undefined ? [] : [codeName])].join(', ');
	const kind = content.includes(code) ? 'invalid_input' : 'unavailable';
	return new ServiceError(kind, `MongoDB at ${hosts} refused: ${reason}`);
}

function isLate(error: MongoError): boolean {
	return (
		error instanceof MongoNetworkTimeoutError ||
		error.name === 'MongoWaitQueueTimeoutError' ||
		(error instanceof MongoServerError && error.code === MAX_TIME_EXPIRED)
	);
}
