import type { Lane } from '@canario/contracts/lane';

/** How long a request runs from the picture's edge to the fork, ms on the screen. Its measured time begins there. */
export const LEAD_MS = 700;

/** How long it runs from the second gate out of the picture, ms on the screen. */
export const LEAVE_MS = 900;

/** How long a failed one drops, and one that is put aside moves to the tray, ms on the screen. */
export const DROP_MS = 900;
const ASIDE_MS = 700;

/** Below this a reach cannot be seen to be passed: four frames, ms on the screen. */
export const LEAST_MS = 64;

/** How late news of durability is caught up with, ms on the screen. */
export const CATCH_UP_MS = 160;

/** One request on its way. Times are milliseconds of the screen's clock; NaN is "not known yet". */
export interface Particle {
	alive: boolean;
	key: string;
	lane: Lane | undefined;
	/** Ends at the first gate (or at the fork, where no lane is known). */
	failed: boolean;
	/** The one that this viewer sent. */
	followed: boolean;
	/** Where in the breadth of the water it swims, -0.5 to 0.5. */
	spread: number;
	bornMs: number;
	/** When it meets the gates. */
	firstMs: number;
	secondMs: number;
	/** When it was put aside. */
	asideMs: number;
	/** Since when, and from which part of the reach on, it runs to the second gate. */
	fromMs: number;
	fromPart: number;
	/** Where in the reach it waits for news, and how fast it gets there. */
	waitPart: number;
	paceMs: number;
	/** Screen milliseconds for a millisecond of its life. */
	stretch: number;
	/** Its measured time at the first gate, ms, from which the second is reckoned. */
	ackMs: number;
}

/** A particle at an instant. */
export interface Place {
	/** 0 to 1 before the fork, 1 to 2 up to the first gate, 2 to 3 up to the second, 3 to 4 out of the picture. */
	along: number;
	/** 0 in the water, 1 gone. */
	dropped: number;
	/** 0 in the water, 1 in the tray. */
	aside: number;
}

export const blankParticle = (): Particle => ({
	alive: false,
	key: '',
	lane: undefined,
	failed: false,
	followed: false,
	spread: 0,
	bornMs: 0,
	firstMs: 0,
	secondMs: Number.NaN,
	asideMs: Number.NaN,
	fromMs: 0,
	fromPart: 0,
	waitPart: 0.9,
	paceMs: 1000,
	stretch: 50,
	ackMs: 0,
});

/** Where `particle` is at `nowMs`, in `place`; false when its way is over. It takes nothing from the heap. */
export function placeOf(particle: Particle, nowMs: number, place: Place): boolean {
	place.dropped = 0;
	place.aside = 0;
	const forkMs = particle.bornMs + LEAD_MS;
	if (nowMs < forkMs) {
		place.along = Math.max(0, (nowMs - particle.bornMs) / LEAD_MS);
		return true;
	}
	if (nowMs < particle.firstMs) {
		place.along = 1 + (nowMs - forkMs) / (particle.firstMs - forkMs);
		return true;
	}
	if (particle.failed) return dropping(particle, nowMs, place);
	if (!Number.isNaN(particle.asideMs) && nowMs >= particle.asideMs) {
		place.along = 2 + particle.fromPart;
		place.aside = Math.min(1, (nowMs - particle.asideMs) / ASIDE_MS);
		return nowMs < particle.asideMs + ASIDE_MS;
	}
	if (Number.isNaN(particle.secondMs) || nowMs < particle.secondMs) {
		place.along = 2 + partOf(particle, nowMs);
		return true;
	}
	place.along = 3 + (nowMs - particle.secondMs) / LEAVE_MS;
	return place.along < 4;
}

function dropping(particle: Particle, nowMs: number, place: Place): boolean {
	place.along = particle.lane === undefined ? 1 : 2;
	place.dropped = (nowMs - particle.firstMs) / DROP_MS;
	return place.dropped < 1;
}

/** How far it is between the gates, 0 to 1: at an even pace when the end is known, else ever slower to where it waits. */
export function partOf(particle: Particle, nowMs: number): number {
	const gone = Math.max(0, nowMs - particle.fromMs);
	if (!Number.isNaN(particle.secondMs)) {
		return particle.fromPart + (1 - particle.fromPart) * (gone / (particle.secondMs - particle.fromMs));
	}
	return particle.waitPart * (1 - Math.exp(-gone / particle.paceMs));
}
