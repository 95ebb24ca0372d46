import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { DrivenSplit } from '@canario/contracts/canary/public-canary';
import { ServiceError } from '@canario/service-kit/service-error';

/**
 * Refuses to go on where the controller moves another split than the one that is meant.
 *
 * @throws {ServiceError} `conflict` that names both.
 */
export function refuseOtherSplit({ target }: CanaryAnswer, wanted: DrivenSplit): void {
	// without a controller nobody moves anything, and the platform says so
	if (target === undefined) return;
	if (target.name === wanted.name && target.namespace === wanted.namespace) return;
	throw new ServiceError(
		'conflict',
		`the canary controller there drives ${wordsFor(target)}, not ${wordsFor(wanted)}: ${wayTo(target, wanted)}; SPLIT_TARGET of deployment/canary-controller says which`,
	);
}

const wordsFor = ({ name, namespace }: DrivenSplit) =>
	name === 'entry' ? "the entry's own split" : `${name} in ${namespace}`;

function wayTo({ name, namespace }: DrivenSplit, wanted: DrivenSplit): string {
	return name === 'entry'
		? `kubectl --namespace ${wanted.namespace} port-forward deployment/dummy-splitter 3060 and --target http://127.0.0.1:3060 reach that one`
		: `--target ${name} --namespace ${namespace} is that one`;
}
