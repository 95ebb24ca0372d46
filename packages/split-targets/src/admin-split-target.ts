import type { SplitTarget } from '@canario/traffic-split/split-target';
import { watchHistory } from '@canario/traffic-split/watch-history';
import type { AdminSplit } from './admin-split.ts';

/** Between two looks at the version, milliseconds. */
const EVERY_MS = 250;

/** An entry's own split as a target; it keeps every change, with who and why. */
export function adminSplitTarget(split: AdminSplit, everyMs = EVERY_MS): SplitTarget<number> {
	return {
		read: () => split.read(),
		compareAndSet: (wanted) => split.set(wanted),
		watch: (options) => watchHistory(split, options, everyMs),
	};
}
