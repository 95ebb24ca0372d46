import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { type Config, readConfig } from './config.ts';
import { openFront } from './front.ts';
import { openRecorder } from './open-recorder.ts';

/** The blue lane: an HTTP front, a gRPC client and a gRPC server that stores, together or apart. */
export const blueGrpc: ServiceDefinition<Config, StoreProvider> = { name: 'blue-grpc', readConfig, start };

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	// It would write to stderr, in lines of its own form, what its calls reject with as well.
	setLogVerbosity(logVerbosity.NONE);
	const recorder = config.recorder && (await openRecorder(config.recorder, runtime, stores));
	const front = config.front && openFront(config.front, recorder?.address, runtime);

	const checks = { ...recorder?.checks, ...front?.checks };
	const routes = front ? [front.routes] : [];
	await serve({ service: 'blue-grpc', http: config.http, routes, checks }, runtime);
}
