import { byLane, LANES, type Lane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';

/**
 * Draws lanes in proportion to their weights, spread as evenly as can be: over any `w(blue) + w(green)`
 * draws each lane comes exactly as often as its weight says, and a lane of weight 0 never. The weights must
 * not all be zero.
 *
 * Smooth weighted round-robin of nginx: https://github.com/nginx/nginx/commit/52327e0627f49dbda1e8db695e63a4b0af4448b1
 */
export function smoothWeightedRoundRobin(weights: Weights): () => Lane {
	const sum = weights.blue + weights.green;
	const current: Record<Lane, number> = { ...byLane(() => 0) };
	return () => {
		for (const lane of LANES) current[lane] += weights[lane];
		const drawn = current.green > current.blue ? 'green' : 'blue';
		current[drawn] -= sum;
		return drawn;
	};
}
