import { healthRoutes } from '@canario/service-kit/health-routes';
import { hopRoute } from '@canario/service-kit/hop-route';
import { createApp, listen } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { keepOpening } from '@canario/service-kit/reopening';
import { type Runtime, type ServiceDefinition, VERSION } from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { type Config, readConfig } from './config.ts';
import { Take } from './domain/take.ts';

/** Green's front: takes vaccinations into the stream (or, in the classroom mode, only publishes them). */
export const greenRedis: ServiceDefinition<Config, StoreProvider> = {
	name: 'green-redis',
	readConfig,
	start,
};

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics } = runtime;
	const live = lifecycle.own(
		'live store',
		keepOpening(() => stores.live(config.live.url, config.live), { name: 'live store', log }),
	);
	const take = new Take({
		maxPending: config.maxPending,
		recentKeys: config.recentKeys,
		write: async (vaccinations) => {
			const { stream } = live.current();
			await (config.delivery === 'stream' ? stream.append(vaccinations) : stream.broadcast(vaccinations));
		},
	});
	lifecycle.own('writes under way', { close: () => take.drained() });
	const outcomes = metrics.counter(
		'canario_lane_vaccinations_total',
		'Vaccinations that the lane answered for, by what became of them.',
		['lane', 'outcome'],
	);
	metrics.gauge('canario_lane_pending', 'Vaccinations that wait for a write.', ['lane'], (gauge) =>
		gauge.set({ lane: 'green' }, take.pending),
	);

	const app = createApp();
	app.use(
		hopRoute('green', async (vaccinations) => {
			const taken = await take.take(vaccinations);
			for (const outcome of taken) outcomes.inc({ lane: 'green', outcome });
			return taken;
		}),
	);
	app.use(
		healthRoutes({
			service: 'green-redis',
			version: VERSION,
			phase: () => lifecycle.phase,
			checks: { 'live store': { needed: true, ask: async () => live.current().ping() } },
			metrics,
		}),
	);
	app.use(notFound, problemHandler(log));
	lifecycle.own('http server', await listen(app, config.http));
	if (config.delivery === 'pubsub') {
		log.warn('GREEN_DELIVERY=pubsub: published only, at most once; what nobody hears is lost, and counted');
	}
}
