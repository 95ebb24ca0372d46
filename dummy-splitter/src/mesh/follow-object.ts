import type { SplitTarget, TargetState } from '@canario/traffic-split/split-target';
import { keepLooking } from './keep-looking.ts';

/** Between two readings of what a watch does not tell (weights that cannot be used), and before trying again, ms. */
const EVERY_MS = 2_000;

interface Options {
	readonly target: SplitTarget<string>;
	readonly take: (state: TargetState<string>) => void;
}

/** Follows the weights of an object for as long as it is open, whatever befalls it. */
export interface FollowedObject {
	/** Resolves when it was read, or could not be. */
	readonly first: Promise<void>;
	/** Why it cannot be read just now. */
	trouble(): string | undefined;
	close(): Promise<void>;
}

export function followObject({ target, take }: Options): FollowedObject {
	let trouble: string | undefined;
	const { promise: first, resolve: looked } = Promise.withResolvers<void>();
	const read = async () => {
		try {
			take(await target.read());
			trouble = undefined;
		} catch (error) {
			trouble = error instanceof Error ? error.message : String(error);
		} finally {
			looked();
		}
	};
	// a watch is quick, and silent about what it cannot use: so the object is read again and again as well
	const reading = keepLooking({ everyMs: EVERY_MS, look: read });
	const watching = keepLooking({
		everyMs: EVERY_MS,
		async look(signal) {
			for await (const _change of target.watch({ signal })) await read();
		},
	});
	return {
		first,
		trouble: () => trouble,
		async close() {
			await Promise.all([reading.close(), watching.close()]);
		},
	};
}
