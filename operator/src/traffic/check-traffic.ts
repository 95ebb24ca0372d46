import { MAX_ARRAY } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { TrafficOptions } from './traffic-options.ts';

type Checked = Pick<TrafficOptions, 'target' | 'source' | 'model' | 'durationMs' | 'array' | 'retry'>;

/** @throws {ServiceError} `invalid_input` that says which option makes no sense, and why. */
export function checkTraffic({ target, source, model, durationMs, array, retry }: Checked): void {
	const url = URL.parse(target);
	need(url?.protocol === 'http:' || url?.protocol === 'https:', `the target "${target}" is no http(s) URL`);
	need(source.length > 0, 'there are no records to send');
	need(durationMs > 0, 'the duration must be above 0');
	if (model.kind === 'open') need(model.ratePerSecond > 0, 'the rate must be above 0');
	else need(Number.isInteger(model.users) && model.users > 0, 'users must be a whole number above 0');
	if (array === undefined) return;
	need(
		Number.isInteger(array) && array > 0 && array <= MAX_ARRAY,
		`an array holds 1 to ${MAX_ARRAY} vaccinations`,
	);
	need(
		!retry,
		'an array has no Idempotency-Key, so repeating it would store it twice: leave out one of the two',
	);
}

function need(condition: boolean, message: string): asserts condition {
	if (!condition) throw new ServiceError('invalid_input', message);
}
