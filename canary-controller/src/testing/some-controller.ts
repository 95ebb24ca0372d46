import { CanaryBook } from '@canario/canary/canary-book';
import type { PlanInput } from '@canario/canary/plan-shape';
import { started } from '@canario/canary/testing/some-canary';
import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { LiveStatistics } from '@canario/stores/live-statistics';
import { memoryJournal } from '@canario/stores/testing/memory-journal';
import { Controller } from '../controller.ts';
import type { HookAnswer } from '../domain/act-of-hooks.ts';
import type { HookMessage } from '../hooks/hook-message.ts';
import { PhaseCalls } from '../hooks/phase-calls.ts';
import { fencedJournal } from '../lead/fenced-journal.ts';
import { Leadership } from '../lead/leadership.ts';
import type { Lease } from '../lead/lease.ts';
import { liveLease } from '../lead/live-lease.ts';
import { Shifter } from '../shifter.ts';
import { memoryLanes } from './memory-lanes.ts';
import { memoryTarget } from './memory-target.ts';

/** Of every controller, milliseconds. */
export const LEASE_MS = 5_000;

/** Controllers over one journal, one split and lanes in memory, and a clock that is set by hand. */
export function someWorld() {
	const clock = { nowMs: 1_000_000 };
	const nowMs = () => clock.nowMs;
	const journal = memoryJournal();
	const target = memoryTarget();
	const lanes = memoryLanes(() => target.state.weights, nowMs);
	const asked: HookMessage[] = [];
	const world = {
		clock,
		journal,
		target,
		lanes,
		/** What hooks were sent, and what they answer. */
		asked,
		hookAnswer: { outcome: 'ok', tries: 1 } as HookAnswer | Promise<HookAnswer>,
		/** @param over a lease that is kept elsewhere than in the live store. */
		controller(instance = 'c-1', over?: Lease) {
			const statistics = () => lanes as unknown as LiveStatistics;
			const lease = over ?? liveLease(statistics, instance);
			const leadership = new Leadership(lease, { forMs: LEASE_MS, steadyMs: nowMs });
			const book = new CanaryBook(() => fencedJournal(journal, leadership.assert), nowMs);
			const call = async (_hook: unknown, _id: string, message: HookMessage) => {
				asked.push(message);
				return world.hookAnswer;
			};
			const controller = new Controller({
				...{ book, statistics, instance, noTrafficMs: 10_000, nowMs, steadyMs: nowMs },
				target: { name: 'httproute/lanes', namespace: 'shop' },
				shifter: new Shifter(book, target, leadership.assert),
				leadership,
				calls: new PhaseCalls({
					...{ call, gateAgainMs: 10_000, steadyMs: nowMs },
					noteLate: (of, event) => book.append(() => event, of),
				}),
			});
			return Object.assign(controller, { book });
		},
		/** Has an operator say something. */
		async say(event: CanaryEvent) {
			await new CanaryBook(() => journal, nowMs).append(() => event);
		},
		start: (over: Partial<PlanInput> = {}) =>
			world.say({ ...started(over), version: target.state.version } as CanaryEvent),
		/** The kinds of what happened, oldest first. */
		log: async () => (await new CanaryBook(() => journal, nowMs).events(500)).toReversed(),
	};
	return world;
}

type World = ReturnType<typeof someWorld>;

/** Lets so many seconds pass, with so many vaccinations in each. */
export async function pass(
	world: World,
	controller: Controller,
	seconds: number,
	perSecond = 400,
): Promise<void> {
	for (let second = 0; second < seconds; second++) {
		world.clock.nowMs += 1_000;
		world.lanes.send(perSecond);
		await controller.pass();
		// hooks answer in between
		await new Promise(setImmediate);
	}
}
