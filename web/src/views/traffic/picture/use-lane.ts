import type { Lane } from '@canario/contracts/lane';
import type { LaneFigures } from '@canario/contracts/stats-snapshot';
import { useStats } from '../../../feed/use-feed.ts';

/** The figures of a lane; the same object as long as none of them changes. */
export const useLane = (lane: Lane): LaneFigures | undefined => useStats(({ lanes }) => lanes[lane]);
