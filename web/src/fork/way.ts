import type { SampledRequest } from '@canario/contracts/feed';
import { CATCH_UP_MS, LEAD_MS, LEAST_MS, type Particle, partOf } from './particle.ts';

/** Until its durable time is known, a green one slows down as if it took about this long, ms on the screen. */
const USUAL_PACE_MS = 900;

/** Sets `particle` out on the way of `request`; `stretch` is screen milliseconds for one of its own. */
export function letIn(particle: Particle, request: SampledRequest, bornMs: number, stretch: number): void {
	const chance = hashPart(request.key);
	particle.alive = true;
	particle.key = request.key;
	particle.lane = request.lane;
	// A conflict is not stored either: its id holds other content.
	particle.failed = request.outcome === 'failed' || request.outcome === 'conflict';
	particle.bornMs = bornMs;
	particle.stretch = stretch;
	particle.ackMs = request.ackMs;
	particle.asideMs = Number.NaN;
	particle.secondMs = Number.NaN;
	particle.spread = chance - 0.5;
	particle.waitPart = 0.8 + ((chance * 7) % 1) * 0.14;
	particle.paceMs = USUAL_PACE_MS;
	setGates(particle, request);
}

/**
 * When the request meets the gates. Blue's first gate is the disk and its second the answer, green's the other
 * way round (GATES). What was stored before needs no disk: it passes that gate just before its answer.
 */
function setGates(particle: Particle, request: SampledRequest): void {
	const { lane, ackMs, durableMs } = request;
	const forkMs = particle.bornMs + LEAD_MS;
	const reach = (ms: number) => Math.max(LEAST_MS, ms * particle.stretch);
	const nothingToStore = request.outcome === 'duplicate' && durableMs === undefined;
	if (particle.failed) particle.firstMs = lane === undefined ? forkMs : forkMs + reach(ackMs);
	else if (lane === 'blue') {
		particle.firstMs = forkMs + reach(Math.min(durableMs ?? ackMs, ackMs));
		particle.secondMs = particle.firstMs + reach(ackMs - Math.min(durableMs ?? ackMs, ackMs));
	} else {
		particle.firstMs = forkMs + reach(ackMs);
		if (durableMs !== undefined) particle.secondMs = particle.firstMs + reach(durableMs - ackMs);
		else if (nothingToStore) particle.secondMs = particle.firstMs + LEAST_MS;
	}
	particle.fromMs = particle.firstMs;
	particle.fromPart = 0;
}

/** Lets it pass the second gate at its measured time, or soon where that is over already. */
export function nowDurable(particle: Particle, durableMs: number, nowMs: number): void {
	settle(particle, nowMs);
	particle.secondMs = Math.max(
		particle.firstMs + Math.max(LEAST_MS, (durableMs - particle.ackMs) * particle.stretch),
		particle.fromMs + CATCH_UP_MS,
	);
}

/** From now on it runs from where it is. */
export function settle(particle: Particle, nowMs: number): void {
	particle.fromPart = nowMs > particle.fromMs ? partOf(particle, nowMs) : 0;
	particle.fromMs = Math.max(nowMs, particle.firstMs);
}

/** A number from 0 to 1 that is the same for the same key. */
function hashPart(key: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < key.length; index++) {
		hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
	}
	// keys that differ in their last letter only shall not swim in a row
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
