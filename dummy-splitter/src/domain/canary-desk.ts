import type { CanaryBook } from '@canario/canary/canary-book';
import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryEvent, SplitVersion } from '@canario/contracts/canary/event';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import { ServiceError } from '@canario/service-kit/service-error';
import { refuseUnfit, type Split } from './first-split.ts';

interface Ports {
	readonly book: CanaryBook;
	/** The split as it is now; in a mesh only the controller sees it. */
	readonly split: (report: CanaryReport) => Promise<Split>;
	/** What the controller that acts says of itself; undefined where none does. */
	readonly controller: () => Promise<CanaryReport | undefined>;
}

/** Who wants something, and why. */
interface Who {
	readonly by: string;
	readonly reason: string;
}

/** What somebody wants of the canary that runs; of that one alone, where it is named. */
export interface Wish extends Who {
	readonly canary?: number | undefined;
}

/** Takes operators' wishes about canaries into the log, where the controller finds them. Rejects as the journal does. */
export class CanaryDesk {
	readonly #ports: Ports;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	async read(): Promise<CanaryAnswer> {
		const { book, controller } = this.#ports;
		const [report] = await Promise.all([controller(), book.follow()]);
		const canary = book.state;
		return {
			controlled: report !== undefined,
			...(report && { target: report.target }),
			...(canary && { canary }),
			...(report?.canary && report.canary.id === canary?.id && { now: report.canary }),
			...(report?.trouble !== undefined && { trouble: report.trouble }),
		};
	}

	/**
	 * Begins a canary from the weights as they are.
	 *
	 * @throws {ServiceError} `conflict` while one runs, while weights wait for a confirmation, and where the first step
	 * would not give its lane more; `stale_version` where the split has another version than `ifVersion`; `unavailable`
	 * where no controller is there.
	 */
	async start(
		plan: CanaryPlan,
		{ by, reason, ifVersion }: Who & { ifVersion?: SplitVersion | undefined },
	): Promise<CanaryAnswer> {
		const { book, split, controller } = this.#ports;
		const report = await controller();
		if (report === undefined) throw new ServiceError('unavailable', NO_CONTROLLER);
		const now = await split(report);
		await book.append((state) => {
			if (state && state.phase !== 'ended') {
				throw new ServiceError(
					'conflict',
					`canary ${state.id} to ${state.plan.to} is under way, started by ${state.by}: abort it first, or wait for its end`,
				);
			}
			refuseUnfit(plan, now, ifVersion);
			return { kind: 'started', by, reason, plan, from: now.weights, version: now.version };
		});
		return this.read();
	}

	/** No step is taken until it is resumed; checks that fail take it back all the same. */
	pause({ canary, ...who }: Wish): Promise<CanaryAnswer> {
		return this.#change(canary, (state) => {
			if (state.paused)
				throw new ServiceError('conflict', `canary ${state.id} was paused already, by ${state.paused.by}`);
			if (state.phase === 'back')
				throw new ServiceError('conflict', `canary ${state.id} is on its way back, which cannot be paused`);
			return { kind: 'paused', ...who };
		});
	}

	/** Goes on where it was paused, or held because it could not be decided: then with its patience anew. */
	resume({ canary, ...who }: Wish): Promise<CanaryAnswer> {
		return this.#change(canary, (state) => {
			if (state.paused ?? state.held) return { kind: 'resumed', ...who };
			throw new ServiceError('conflict', `canary ${state.id} is neither paused nor held`);
		});
	}

	/**
	 * Goes on to the next step whatever checks and gates say, or (`full`) to the last weights at once.
	 *
	 * @throws {ServiceError} `conflict` also where it is at another step than `step`: two who promote at the same time
	 * mean the same step.
	 */
	promote({
		canary,
		full,
		step,
		...who
	}: Wish & { readonly full: boolean; readonly step?: number | undefined }): Promise<CanaryAnswer> {
		return this.#change(canary, (state) => {
			if (step !== undefined && step !== state.step)
				throw new ServiceError('conflict', `canary ${state.id} is at step ${state.step} by now, not ${step}`);
			if (state.phase === 'back')
				throw new ServiceError('conflict', `canary ${state.id} is on its way back: ${afterBack(state)}`);
			return { kind: 'promoted', ...who, full };
		});
	}

	/** Goes back to the weights before the canary; one that does so already, step by step, goes at once then. */
	abort({ canary, ...who }: Wish): Promise<CanaryAnswer> {
		return this.#change(canary, (state) => {
			if (state.phase === 'back' && state.plan.rollback.mode === 'at-once')
				throw new ServiceError('conflict', `canary ${state.id} is on its way back already`);
			return { kind: 'aborting', ...who };
		});
	}

	async #change(
		canary: number | undefined,
		make: (running: CanaryState) => CanaryEvent,
	): Promise<CanaryAnswer> {
		await this.#ports.book.append((state) => {
			if (!state || state.phase === 'ended') throw new ServiceError('conflict', 'no canary is under way');
			if (canary === undefined || canary === state.id) return make(state);
			throw new ServiceError('conflict', `canary ${state.id} is under way by now, not ${canary}`);
		});
		return this.read();
	}
}

/** On a way back: what leads to another canary. */
const afterBack = ({ plan }: CanaryState) =>
	plan.rollback.mode === 'at-once'
		? 'start another when it has ended'
		: 'abort has it go back at once; then start another';

const NO_CONTROLLER =
	'no canary controller is there to carry it out: is the service canary-controller running, and does it reach the live store?';
