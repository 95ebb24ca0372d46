import { milliseconds } from '@canario/service-kit/env';
import { liveUrl } from './open-live.ts';
import { recordStoreUrl } from './open-record-store.ts';

/** The keys by which a service finds the record store. */
export const recordsShape = {
	MONGODB_URL: recordStoreUrl(),
	/** Budget of one call, ms. */
	RECORDS_TIMEOUT_MS: milliseconds().default(1_500),
};

/** The keys by which a service finds the live statistics and green's stream. */
export const liveShape = {
	REDIS_URL: liveUrl(),
	/** Budget of one call, ms. */
	LIVE_TIMEOUT_MS: milliseconds().default(1_000),
};
