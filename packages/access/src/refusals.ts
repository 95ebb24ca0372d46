import type { Metrics } from '@canario/service-kit/metrics';
import { seldom } from '@canario/service-kit/seldom';
import type { Runtime } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import { FailedLogins } from './failed-logins.ts';
import { type Reason, type Refusal, refusalError } from './refusal.ts';

/** Of refusals over the limit one line in so many ms is logged and kept. */
const TELL_EVERY_MS = 60_000;

interface Options {
	readonly log: Runtime['log'];
	readonly metrics: Pick<Metrics, 'counter'>;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
	/** Is told of an address over its limit, at most once a minute; `missed` more were over theirs since the last time. */
	readonly onBurst: (burst: { readonly from: string; readonly missed: number }) => void;
}

/** What was asked for, and from where; holds no credential. */
export interface Occasion {
	readonly from: string;
	readonly method: string;
	readonly path: string;
}

/** Makes an answer of each login that did not succeed: counts it, tells the log, and tells who tries too often so. */
export function createRefusals({ log, metrics, steadyMs, onBurst }: Options) {
	const limit = new FailedLogins(steadyMs);
	const refused = metrics.counter<'reason'>(
		'canario_logins_refused_total',
		'Requests to the admin listener that were not let in.',
		['reason'],
	);
	const tellBurst = seldom<string>(TELL_EVERY_MS, steadyMs, (from, missed) => {
		log.warn({ from, missed }, 'logins fail too often');
		onBurst({ from, missed });
	});
	return {
		/** The role did not reach. */
		forbidden(): void {
			refused.inc({ reason: 'role' satisfies Reason });
		},
		/** The answer to a refused login. */
		answer(refusal: Refusal, occasion: Occasion): ServiceError {
			refused.inc({ reason: refusal.refused });
			// nothing was tried: whoever opens the address in a browser comes without
			if (refusal.refused === 'missing') return refusalError(refusal);
			const waitMs = limit.note(occasion.from);
			if (waitMs === 0) {
				log.warn({ ...occasion, reason: refusal.refused }, 'login refused');
				return refusalError(refusal);
			}
			tellBurst(occasion.from);
			const seconds = Math.ceil(waitMs / 1_000);
			const detail = `too many logins failed from this address: come back in ${seconds} s`;
			return new ServiceError('too_many', detail, { retryAfterMs: waitMs });
		},
	};
}
