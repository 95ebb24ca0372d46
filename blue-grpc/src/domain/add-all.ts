import type { Batcher } from '@canario/service-kit/batcher';
import { ServiceError } from '@canario/service-kit/service-error';

/**
 * Results of `items`, in order, when their batches are done.
 *
 * @throws {ServiceError} `overloaded` at once, before any item is taken, when there is no room for all of them;
 * else whatever the first batch that failed rejected with.
 */
export async function addAll<T, R>(batcher: Batcher<T, R>, items: readonly T[]): Promise<readonly R[]> {
	if (!batcher.hasRoomFor(items.length)) {
		throw new ServiceError('overloaded', 'too many vaccinations are waiting in the blue lane');
	}
	return await Promise.all(items.map((item) => batcher.add(item)));
}
