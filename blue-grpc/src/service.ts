import { openFaults } from '@canario/service-kit/faults/open-faults';
import type { Reopening } from '@canario/service-kit/reopening';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import { keepLive } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import type { Live } from '@canario/stores/stores';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { type Config, readConfig } from './config.ts';
import { openFront } from './front.ts';
import { openRecorder } from './open-recorder.ts';

/** The live store of a front alone that was told of none: it knows of no faults on purpose. */
const nowhere: Pick<Reopening<Live>, 'current'> = {
	current() {
		throw new ServiceError('unavailable', 'this front was told of no live store');
	},
};

/** The blue lane: an HTTP front, a gRPC client and a gRPC server that stores, together or apart. */
export const blueGrpc: ServiceDefinition<Config, StoreProvider> = { name: 'blue-grpc', readConfig, start };

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	// It would write to stderr, in lines of its own form, what its calls reject with as well.
	setLogVerbosity(logVerbosity.NONE);
	const live = config.live ? keepLive(stores, config.live, runtime) : nowhere;
	const faults = openFaults('blue', async () => live.current().faults.list(), runtime);
	const recorder =
		config.recorder && (await openRecorder(config.recorder, { runtime, stores, live, faults }));
	const front = config.front && openFront(config.front, { beside: recorder?.address, faults, runtime });

	const checks = { ...recorder?.checks, ...front?.checks };
	const routes = front ? [front.routes] : [];
	await serve({ service: 'blue-grpc', http: config.http, routes, checks }, runtime);
}
