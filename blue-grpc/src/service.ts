import { healthRoutes } from '@canario/service-kit/health-routes';
import { createApp, listen } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { type Runtime, type ServiceDefinition, VERSION } from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { type Config, readConfig } from './config.ts';
import { openFront } from './front.ts';
import { openRecorder } from './open-recorder.ts';

/** The blue lane: an HTTP front, a gRPC client and a gRPC server that stores, together or apart. */
export const blueGrpc: ServiceDefinition<Config, StoreProvider> = { name: 'blue-grpc', readConfig, start };

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics } = runtime;
	// It would write to stderr, in lines of its own form, what its calls reject with as well.
	setLogVerbosity(logVerbosity.NONE);
	const recorder = config.recorder && (await openRecorder(config.recorder, runtime, stores));
	const front = config.front && openFront(config.front, recorder?.address, runtime);

	const app = createApp();
	if (front) app.use(front.routes);
	app.use(
		healthRoutes({
			service: 'blue-grpc',
			version: VERSION,
			phase: () => lifecycle.phase,
			checks: { ...recorder?.checks, ...front?.checks },
			metrics,
		}),
	);
	app.use(notFound, problemHandler(log));
	lifecycle.own('http server', await listen(app, config.http));
}
