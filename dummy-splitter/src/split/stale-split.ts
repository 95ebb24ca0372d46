import type { FieldError } from '@canario/contracts/problem';
import type { Weights } from '@canario/contracts/service-report';
import type { SplitChange } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';

/**
 * The refusal of a change that was meant for another version of the split; it tells what changed meanwhile.
 *
 * @param last the last changes, newest first; it need not be all since the version that was meant.
 */
export function staleSplit(version: number, meant: number, last: readonly SplitChange[]): ServiceError {
	const meanwhile = last.filter((change) => change.version > meant).toReversed();
	return new ServiceError('stale_version', `the split has version ${version} by now, not ${meant}`, {
		errors: meanwhile.map(told),
	});
}

function told({ version, atMs, by, reason, kind, from, to }: SplitChange): FieldError {
	const what = kind === 'confirm' ? `confirmed ${written(to)}` : `${written(from)} → ${written(to)}`;
	const why = reason === '' ? '' : `, because: ${reason}`;
	return {
		path: `version ${version}`,
		message: `${what} (${kind}) by ${by} at ${new Date(atMs).toISOString()}${why}`,
	};
}

const written = ({ blue, green }: Weights) => `blue=${blue} green=${green}`;
