import { openLive } from './open-live.ts';
import { openRecordStore } from './open-record-store.ts';
import type { RecordStore } from './record-store.ts';
import type { Live } from './stores.ts';

interface Options {
	/** Budget of one call, milliseconds. */
	readonly timeoutMs: number;
}

/** Gives services their stores. What it gives is closed by whoever asked for it. */
export interface StoreProvider {
	records(url: string, options: Options): Promise<RecordStore>;
	live(url: string, options: Options): Promise<Live>;
}

/** A connection for each service: for services in processes of their own. */
export const ownStores: StoreProvider = {
	records: openRecordStore,
	live: openLive,
};

/**
 * One connection for all services in a process, which embedded stores need. Each is opened by the first who
 * asks (with that asker's options) and closed by the last who lets go.
 */
export function sharedStores(): StoreProvider {
	return {
		records: shared(openRecordStore, (store, close) => ({
			journal: store.journal,
			insert: (documents) => store.insert(documents),
			find: (ids) => store.find(ids),
			page: (request) => store.page(request),
			count: () => store.count(),
			groups: (beforeMs) => store.groups(beforeMs),
			slots: (fromMs, beforeMs, slotMs) => store.slots(fromMs, beforeMs, slotMs),
			ping: () => store.ping(),
			close,
		})),
		live: shared(openLive, (live, close) => ({
			statistics: live.statistics,
			stream: live.stream,
			traces: live.traces,
			faults: live.faults,
			ping: () => live.ping(),
			close,
		})),
	};
}

function shared<T extends { close(): Promise<void> }>(
	open: (url: string, options: Options) => Promise<T>,
	withClose: (resource: T, close: () => Promise<void>) => T,
) {
	const opened = new Map<string, { resource: Promise<T>; users: number }>();
	return async (url: string, options: Options): Promise<T> => {
		const entry = opened.get(url) ?? { resource: open(url, options), users: 0 };
		entry.users += 1;
		opened.set(url, entry);
		let resource: T;
		try {
			resource = await entry.resource;
		} catch (error) {
			// what did not open is tried anew by the next who asks
			if (opened.get(url) === entry) opened.delete(url);
			throw error;
		}
		let closed = false;
		const close = async () => {
			if (closed) return;
			closed = true;
			entry.users -= 1;
			if (entry.users > 0) return;
			opened.delete(url);
			await resource.close();
		};
		return withClose(resource, close);
	};
}
