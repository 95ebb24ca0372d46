import type { ByLane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';

/** Shares of weights in whole per cent, which always sum to 100. */
export function percentOf({ blue, green }: Weights): ByLane<number> {
	const share = Math.round((100 * green) / (blue + green));
	return { blue: 100 - share, green: share };
}

/** Per cent of green as it is kept, from what was asked of a lane; beyond 0 to 100 it stays at the end. */
export function greenFrom(lane: 'blue' | 'green', percent: number): number {
	const kept = Math.min(100, Math.max(0, Math.round(percent)));
	return lane === 'green' ? kept : 100 - kept;
}

/** Weights as they are written in one cell, such as "60 : 40". */
export const weightsText = ({ blue, green }: Weights): string => `${blue} : ${green}`;
