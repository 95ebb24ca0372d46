import { CanaryBook } from '@canario/canary/canary-book';
import { Loop, pause } from '@canario/service-kit/loop';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { openSplitTarget } from '@canario/split-targets/open-split-target';
import { keepLive, keepRecords } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import { createReporter } from '@canario/stores/reporter';
import { type Config, readConfig } from './config.ts';
import { Controller } from './controller.ts';
import { hookCaller } from './hooks/call-hook.ts';
import { PhaseCalls } from './hooks/phase-calls.ts';
import { fencedJournal } from './lead/fenced-journal.ts';
import { Leadership } from './lead/leadership.ts';
import { leaseFor } from './lead/lease-for.ts';
import { measures } from './measures.ts';
import { Shifter } from './shifter.ts';
import { Trouble } from './trouble.ts';

/** Who changes the weights, for the history of the split. */
const BY = 'canary';

/** First pause between two tries of a hook, milliseconds. */
const HOOK_BACKOFF_MS = 500;

/** Carries out canaries: shifts the weights step by step, judges what comes of it, and takes it back. */
export const canaryController: ServiceDefinition<Config, StoreProvider> = {
	name: 'canary-controller',
	readConfig,
	start,
};

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { instance, lifecycle, log, metrics } = runtime;
	const records = keepRecords(stores, config.records, runtime);
	const live = keepLive(stores, config.live, runtime);
	const statistics = () => live.current().statistics;
	const measure = measures(metrics, log, () => controller.report());
	const steadyMs = () => performance.now();
	const { target: address, token = '', ...object } = config.split;
	const mayWrite = () => leadership.assert();
	const opened = await openSplitTarget(address, { ...object, token: () => token, by: BY, mayWrite }, {});
	const lease = leaseFor(opened, { statistics, holder: instance, nowMs: Date.now, steadyMs });
	const leadership = new Leadership(lease, { forMs: config.leaseMs, steadyMs });
	const journal = () => fencedJournal(records.current().journal, mayWrite);
	const book = new CanaryBook(journal, Date.now, measure.appended);
	const { gateAgainMs, ...hooks } = config.hooks;
	const call = hookCaller({ ...hooks, backoffMs: HOOK_BACKOFF_MS, now: () => new Date() });
	const controller = new Controller({
		...{ book, statistics, instance, noTrafficMs: config.noTrafficMs, nowMs: Date.now, steadyMs },
		target: opened.driven,
		shifter: new Shifter(book, opened.target, mayWrite),
		leadership,
		calls: new PhaseCalls({
			call,
			gateAgainMs,
			steadyMs,
			noteLate: (of, event) => book.append(() => event, of),
		}),
	});
	const trouble = new Trouble(log);
	const report = () => ({
		...controller.report(),
		...(trouble.words !== undefined && { trouble: trouble.words }),
	});
	lifecycle.own('reports', createReporter({ live, report, log }));
	lifecycle.own('controller', { close: () => controller.close() });
	const loop = new Loop(async (signal) => {
		await trouble.over(() => controller.pass());
		await pause(config.lookMs, signal);
	});
	lifecycle.own('passes', loop);
	loop.start();
	const checks = {
		'record store': { needed: true, ask: async () => records.current().ping() },
		'live store': { needed: true, ask: async () => live.current().ping() },
	};
	await serve({ service: 'canary-controller', http: config.http, routes: [], checks }, runtime);
}
