import { type ByLane, byLane, LANES, type Lane } from '@canario/contracts/lane';
import { ServiceError } from '@canario/service-kit/service-error';
import type { WrittenBackend } from './split-kind.ts';

/** Names of the Services behind the lanes. */
export type LaneNames = ByLane<string>;

export type LaneBackends = ByLane<WrittenBackend>;

/**
 * The backend of each lane: the Service that is named for it; without names, the one that is called blue or green, else
 * the only one whose name has it.
 *
 * @param title what messages call the object.
 * @throws {ServiceError} `conflict` where that is not one backend for each lane of one split, or others get a share too.
 */
export function laneBackends(
	splits: readonly (readonly WrittenBackend[])[],
	names: LaneNames | undefined,
	title: string,
): LaneBackends {
	const [split, second] =
		splits.length > 1
			? splits.filter((one) => LANES.every((lane) => candidates(one, lane, names).length > 0))
			: splits;
	if (!split) throw confusing(title, 'has no rule with backends for both lanes', splits);
	if (second) throw confusing(title, 'has several rules with backends for both lanes', splits);
	const lanes = byLane((lane) => {
		const [backend, ...more] = candidates(split, lane, names);
		if (backend && more.length === 0) return backend;
		throw confusing(
			title,
			backend ? `has several backends for ${lane}` : `has no backend for ${lane}`,
			splits,
		);
	});
	if (lanes.blue === lanes.green) throw confusing(title, 'has one backend for both lanes', splits);
	const others = split.filter((one) => one !== lanes.blue && one !== lanes.green && one.weight !== 0);
	if (others.length === 0) return lanes;
	throw confusing(title, `gives a share to others too (${servicesOf([others])})`, splits);
}

function candidates(split: readonly WrittenBackend[], lane: Lane, names: LaneNames | undefined) {
	const exact = split.filter(({ service }) => service === (names?.[lane] ?? lane));
	if (names !== undefined || exact.length > 0) return exact;
	return split.filter(({ service }) => service.includes(lane));
}

const servicesOf = (splits: readonly (readonly WrittenBackend[])[]) =>
	splits
		.flat()
		.map(({ service }) => service)
		.join(', ') || 'none';

const confusing = (title: string, what: string, splits: readonly (readonly WrittenBackend[])[]) =>
	new ServiceError(
		'conflict',
		`${title} ${what}; its backends are ${servicesOf(splits)}: say which is which with --lanes blue=NAME,green=NAME, in an object that has these two alone`,
	);
