import { ServiceError } from '@canario/service-kit/service-error';
import { ErrorReply } from 'redis';

/** First words of the answers of a server that is there and does not serve, with what to say about them. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
	['OOM', 'Redis is out of memory: raise its maxmemory, or let the subscribers drain the stream'],
	['MISCONF', 'Redis cannot write to its disk'],
	['LOADING', 'Redis is still loading its data'],
	['BUSY', 'Redis is busy with a long script'],
	['READONLY', 'this Redis is a read-only replica'],
	['MASTERDOWN', 'this Redis replica has lost its master'],
	['NOAUTH', 'Redis asks for a password'],
	['WRONGPASS', 'Redis refuses the user name or password'],
	['NOPERM', 'Redis does not allow this user what the platform needs'],
]);

/** Translates what a call to Redis rejected with; `lastTrouble` is the connection's latest error. */
export function redisError(error: unknown, what: string, lastTrouble: unknown): ServiceError {
	if (error instanceof ServiceError) return error;
	if (error instanceof ErrorReply) {
		const refusal = REFUSALS.get(error.message.split(' ', 1)[0] ?? '');
		if (refusal) return new ServiceError('unavailable', `${what}: ${refusal}`, { cause: error });
		return new ServiceError('internal', `${what}: Redis answered with an error`, { cause: error });
	}
	if (error instanceof Error && error.message === 'The queue is full') {
		return new ServiceError('unavailable', `${what}: too many calls wait for Redis`, { cause: error });
	}
	return new ServiceError('unavailable', `${what}: Redis cannot be reached (${tell(lastTrouble)})`, {
		cause: error,
	});
}

/** node:net gives an error without a message, only with a code, when a name has several addresses. */
function tell(trouble: unknown): string {
	if (!(trouble instanceof Error)) return 'no connection';
	const code = 'code' in trouble && typeof trouble.code === 'string' ? trouble.code : trouble.name;
	return trouble.message || code;
}
