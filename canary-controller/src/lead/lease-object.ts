import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';

/** What a Lease says of who has it; other programs may have left out any of it. */
const spec = z.object({
	holderIdentity: z.string().default(''),
	leaseDurationSeconds: z.number().default(0),
	acquireTime: z.string().optional(),
	renewTime: z.string().optional(),
	leaseTransitions: z.number().default(0),
});
type LeaseSpec = z.infer<typeof spec>;

/** A Lease as the API server has it. */
export interface LeaseObject {
	readonly resourceVersion: string;
	readonly spec: LeaseSpec;
}

const schema = z.object({
	metadata: z.object({ resourceVersion: z.string() }),
	spec: spec.default(spec.parse({})),
});

/** @throws {ServiceError} `unavailable` for an answer that is no Lease. */
export function leaseObject(answer: unknown): LeaseObject {
	const { data, error: cause } = schema.safeParse(answer);
	if (data) return { resourceVersion: data.metadata.resourceVersion, spec: data.spec };
	throw new ServiceError('unavailable', 'the answer is no Lease: is it an API server?', { cause });
}

/** As `MicroTime` has it: the API server takes six digits and no others. */
const microTime = (atMs: number) => new Date(atMs).toISOString().replace('Z', '000Z');

/** The record that gives a holder the lease, or prolongs it; `nowMs` only tells people. */
export function heldBy(
	holder: string,
	{ forMs, nowMs, before }: { readonly forMs: number; readonly nowMs: number; readonly before: LeaseSpec },
): LeaseSpec {
	const isRenewal = before.holderIdentity === holder;
	const now = microTime(nowMs);
	return {
		holderIdentity: holder,
		leaseDurationSeconds: Math.ceil(forMs / 1_000),
		acquireTime: isRenewal ? before.acquireTime : now,
		renewTime: now,
		leaseTransitions: before.leaseTransitions + (isRenewal ? 0 : 1),
	};
}

/** The record of a lease that nobody has, as client-go leaves it behind (`ReleaseOnCancel`). */
export function heldByNobody(nowMs: number, before: LeaseSpec): LeaseSpec {
	const now = microTime(nowMs);
	return { ...before, holderIdentity: '', leaseDurationSeconds: 1, acquireTime: now, renewTime: now };
}
