import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, publicFault } from '@canario/contracts/fault';
import type { Lane } from '@canario/contracts/lane';
import type { Runtime } from '../service.ts';
import { FaultWatch } from './fault-watch.ts';
import { FaultInjector } from './injector.ts';

/**
 * The faults of a lane in one of its services, until its lifecycle ends.
 *
 * @param list every lane's faults; rejects while they cannot be known.
 */
export function openFaults(
	lane: Lane,
	list: () => Promise<readonly Fault[]>,
	{ lifecycle, metrics, log }: Runtime,
): FaultInjector {
	const injected = metrics.counter(
		'canario_faults_injected_total',
		'Vaccinations that suffered a fault that was set on purpose, by what it did to them.',
		['lane', 'kind'],
	);
	const watch = new FaultWatch({
		...{ lane, list, nowMs: Date.now },
		onChange: (fault) => {
			if (fault) log.warn(publicFault(fault), 'failing on purpose');
			else log.info({ lane }, 'the fault on purpose is over');
		},
	});
	const injector = new FaultInjector({
		// a service that is about to end answers as well as it can
		current: () => (lifecycle.phase === 'draining' ? undefined : watch.current),
		random: Math.random,
		pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
		onInjected: (kind, count) => injected.inc({ lane, kind }, count),
	});
	lifecycle.own('faults', {
		close() {
			watch.close();
			injector.close();
		},
	});
	return injector;
}
