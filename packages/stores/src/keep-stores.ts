import { keepOpening, type Reopening } from '@canario/service-kit/reopening';
import type { Runtime } from '@canario/service-kit/service';
import type { StoreProvider } from './provider.ts';
import type { RecordStore } from './record-store.ts';
import type { Live } from './stores.ts';

/** Where a store is, and the budget of one call in milliseconds. */
export interface StoreConfig {
	readonly url: string;
	readonly timeoutMs: number;
}

type Owner = Pick<Runtime, 'lifecycle' | 'log'>;

/** The record store of a service: opened in the background, closed with the service. */
export function keepRecords(
	stores: StoreProvider,
	config: StoreConfig,
	{ lifecycle, log }: Owner,
): Reopening<RecordStore> {
	const name = 'record store';
	return lifecycle.own(
		name,
		keepOpening(() => stores.records(config.url, config), { name, log }),
	);
}

/** The live store of a service: opened in the background, closed with the service. */
export function keepLive(
	stores: StoreProvider,
	config: StoreConfig,
	{ lifecycle, log }: Owner,
): Reopening<Live> {
	const name = 'live store';
	return lifecycle.own(
		name,
		keepOpening(() => stores.live(config.url, config), { name, log }),
	);
}
