import { ServiceError } from '@canario/service-kit/service-error';
import type { TargetState } from '@canario/traffic-split/split-target';
import type { ObjectPlace } from '../cluster/kube-client.ts';
import type { ClusterObject } from './object-schema.ts';
import { weightsWords } from './object-state.ts';
import { ownerOf } from './owner.ts';

/** Throws `conflict` where an object is another tool's. */
export function refuseOwned({ metadata }: ClusterObject, { title }: ObjectPlace): void {
	const owner = ownerOf(metadata);
	if (owner === undefined) return;
	throw new ServiceError(
		'conflict',
		`${title} belongs to ${owner}, which writes its own weights over others: change them there, or take it from that tool first`,
	);
}

/** Somebody changed what was to be changed. */
export function stale(
	wanted: string,
	{ weights, version, by, reason }: TargetState<string>,
	{ title }: ObjectPlace,
): ServiceError {
	const who = by ? `, last changed by ${by}${reason ? `: ${reason}` : ''}` : '';
	return new ServiceError(
		'stale_version',
		`${title} has another version than ${wanted} by now: ${weightsWords(weights)} (version ${version})${who}`,
	);
}
