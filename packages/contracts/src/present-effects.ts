import type { FaultEffects, PublicFault } from './fault.ts';

/** A fault's effects without those that it does not have. */
export function presentEffects(fault: FaultEffects): Omit<PublicFault, 'lane' | 'untilMs'> {
	const { errors, delayMs, jitterMs, durableDelayMs, drop, hang } = fault;
	return {
		...(errors > 0 && { errors }),
		...(delayMs > 0 && { delayMs }),
		...(jitterMs > 0 && { jitterMs }),
		...(durableDelayMs > 0 && { durableDelayMs }),
		...(drop > 0 && { drop }),
		...(hang && { hang }),
	};
}
