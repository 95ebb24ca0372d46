import type { SplitState } from '@canario/contracts/split-change';
import { useEffect, useState } from 'react';
import { useFeed } from '../../../feed/use-feed.ts';
import { type Convergence, convergenceOf } from './convergence.ts';

/** What is seen of a change so far, and how long after it that was, milliseconds. */
export type Seen = Convergence & { readonly afterMs: number };

/** Looks at the feed until the observed share has followed the change `made`, or another change came. */
export function useConvergence(made: SplitState | undefined): Seen | undefined {
	const feed = useFeed();
	const [seen, setSeen] = useState<Seen>();
	useEffect(() => {
		setSeen(undefined);
		if (made === undefined) return;
		const beganMs = performance.now();
		let over = false;
		const look = () => {
			const stats = feed.stats();
			if (stats === undefined || over) return;
			const now = convergenceOf(made, stats);
			over = now.kind === 'reached' || now.kind === 'overtaken';
			setSeen({ ...now, afterMs: performance.now() - beganMs });
		};
		look();
		return feed.subscribeStats(look);
	}, [feed, made]);
	return seen;
}
