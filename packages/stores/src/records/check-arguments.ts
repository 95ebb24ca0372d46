import { ServiceError } from '@canario/service-kit/service-error';

/** Ids that one `find` takes. */
const MAX_IDS = 1_000;

/** Documents that one `page` gives. */
const MAX_LIMIT = 500;

/** @throws {ServiceError} `invalid_input` unless `limit` is a whole number from 1 to 500. */
export function checkLimit(limit: number): void {
	if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return;
	throw new ServiceError('invalid_input', `limit must be a whole number from 1 to ${MAX_LIMIT}`);
}

/** @throws {ServiceError} `invalid_input` when there are more than 1,000 ids. */
export function checkIds(ids: readonly string[]): void {
	if (ids.length <= MAX_IDS) return;
	throw new ServiceError('invalid_input', `at most ${MAX_IDS} ids at a time, not ${ids.length}`);
}

/** @throws {ServiceError} `invalid_input` unless `timeMs` is 0 or more; it may be without an end. */
export function checkTime(timeMs: number): void {
	if (timeMs >= 0) return;
	throw new ServiceError('invalid_input', 'times must be 0 or more milliseconds since the Unix epoch');
}
