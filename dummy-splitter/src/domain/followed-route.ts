import type { ByLane, Lane } from '@canario/contracts/lane';
import type { Hop } from '@canario/contracts/trace';
import type { Vaccination } from '@canario/contracts/vaccination';
import { asServiceError } from '@canario/service-kit/service-error';
import type { Told, Tracer } from '@canario/stores/tracer';
import type { RateLimit } from './rate-limit.ts';
import type { Route, Served } from './route.ts';
import type { Sampler } from './sampler.ts';

interface Ports {
	readonly sampler: Pick<Sampler, 'pick'>;
	/** How many of the viewers' own vaccinations are followed. */
	readonly visitors: RateLimit;
	readonly tracer: Pick<Tracer, 'saw'>;
	/** A clock that does not jump, milliseconds. */
	readonly steadyMs: () => number;
}

/** Sends everything by another route, and tells what becomes of some: those picked, and the viewers' own. */
export class FollowedRoute implements Route {
	readonly #route: Route;
	readonly #ports: Ports;

	constructor(route: Route, ports: Ports) {
		this.#route = route;
		this.#ports = ports;
	}

	send(vaccination: Vaccination): Promise<Served> {
		const { sampler, visitors } = this.#ports;
		const { accepted_at: atMs, source } = vaccination;
		if (source === undefined) {
			const traced = sampler.pick(atMs);
			return traced === undefined ? this.#route.send(vaccination) : this.#follow({ ...vaccination, traced });
		}
		if (visitors.allows(atMs)) return this.#follow(vaccination);
		const { traced: _traced, ...untraced } = vaccination;
		return this.#route.send(untraced);
	}

	hasRoomFor(count: number): boolean {
		return this.#route.hasRoomFor(count);
	}

	inFlight(): ByLane<number> {
		return this.#route.inFlight();
	}

	close(): Promise<void> {
		return this.#route.close();
	}

	async #follow(vaccination: Vaccination): Promise<Served> {
		const { tracer, steadyMs } = this.#ports;
		const { department } = vaccination;
		const startedMs = steadyMs();
		const saw = (hop: Hop, told?: Told) => tracer.saw(vaccination, hop, told);
		let drawn: Lane | undefined;
		saw('received');
		try {
			const served = await this.#route.send(vaccination, (lane) => {
				drawn = lane;
				saw('routed', { lane });
			});
			const { lane, outcome } = served;
			const tookMs = steadyMs() - startedMs;
			// a mesh tells by its answer
			if (drawn === undefined) saw('routed', { lane });
			saw('acknowledged', { lane, department, outcome, tookMs });
			return served;
		} catch (error) {
			const lane = asServiceError(error, 'internal', 'the entry failed').lane ?? drawn;
			saw('failed', { department, tookMs: steadyMs() - startedMs, ...(lane && { lane }) });
			throw error;
		}
	}
}
