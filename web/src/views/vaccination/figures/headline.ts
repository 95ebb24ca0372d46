import type { Doses } from '@canario/contracts/stats-snapshot';

/** What the headline has to say, before it is put into words. */
export type Headline =
	| { readonly kind: 'none' }
	| { readonly kind: 'none-complete'; readonly first: number }
	| { readonly kind: 'share'; readonly first: number; readonly completeShare: number }
	| { readonly kind: 'both'; readonly first: number; readonly complete: number };

/**
 * The headline of `doses`. A share only where it is one: when more second doses than first ones are recorded (people
 * who had their first elsewhere), both counts are told.
 */
export function headlineOf({ all, first, complete }: Doses): Headline {
	if (all === 0) return { kind: 'none' };
	if (complete > first || first === 0) return { kind: 'both', first, complete };
	if (complete === 0) return { kind: 'none-complete', first };
	return { kind: 'share', first, completeShare: complete / first };
}

/** Decimals of a share that is told in a headline: none, unless it would read as nothing or as everything. */
export function shareDigits(share: number): number {
	return share < 0.01 || (share > 0.99 && share < 1) ? 1 : 0;
}
