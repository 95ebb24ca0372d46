import { ServiceError } from './service-error.ts';

/**
 * The result of `work`, or a rejection with ServiceError('deadline_exceeded') after `ms` milliseconds.
 * The work is not stopped: for clients without a deadline of their own. A late result is dropped.
 */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(
			() => reject(new ServiceError('deadline_exceeded', `${what} did not answer within ${ms} ms`)),
			Math.max(0, ms),
		);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
