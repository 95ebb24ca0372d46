import type { Vaccination } from '@canario/contracts/vaccination';
import { openFaults } from '@canario/service-kit/faults/open-faults';
import { hopRoute } from '@canario/service-kit/hop-route';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { keepLive } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import { createTracer } from '@canario/stores/tracer';
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
	const live = keepLive(stores, config.live, runtime);
	const tracer = lifecycle.own('tracer', createTracer({ live, metrics }));
	const take = new Take({
		maxPending: config.maxPending,
		recentKeys: config.recentKeys,
		write: async (vaccinations) => {
			const { stream } = live.current();
			await (config.delivery === 'stream' ? stream.append(vaccinations) : stream.broadcast(vaccinations));
			tracer.sawThose(vaccinations, 'taken', 'green');
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

	const faults = openFaults('green', async () => live.current().faults.list(), runtime);
	const serveHop = async (vaccinations: readonly Vaccination[]) => {
		const taken = await take.take(vaccinations);
		for (const outcome of taken) outcomes.inc({ lane: 'green', outcome });
		return taken;
	};
	const hop = hopRoute('green', serveHop, faults);
	const checks = { 'live store': { needed: true, ask: async () => live.current().ping() } };
	await serve({ service: 'green-redis', http: config.http, routes: [hop], checks }, runtime);
	if (config.delivery === 'pubsub') {
		log.warn('GREEN_DELIVERY=pubsub: published only, at most once; what nobody hears is lost, and counted');
	}
}
