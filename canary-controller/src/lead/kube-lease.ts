import { ServiceError } from '@canario/service-kit/service-error';
import type { KubeClient, ObjectPlace } from '@canario/split-targets/cluster/kube-client';
import type { Lease } from './lease.ts';
import { heldBy, heldByNobody, type LeaseObject, leaseObject } from './lease-object.ts';

/** The object's name; the roles in manifests/ name it too. */
const NAME = 'canary-controller';

interface Options {
	readonly client: KubeClient;
	readonly namespace: string;
	readonly holder: string;
	/** Milliseconds since the Unix epoch, for people who read the object. */
	readonly nowMs: () => number;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
}

/**
 * A `coordination.k8s.io/v1` Lease, used as client-go's leader election does
 * (k8s.io/client-go/tools/leaderelection): each change is made under the resourceVersion that was read, and whether the
 * lease of another is over is judged by one's own clock alone, from when its record was last seen to change. The times
 * in the record are the holder's clock, and mean nothing to anybody else.
 */
export class KubeLease implements Lease {
	readonly #options: Options;
	readonly #place: ObjectPlace;
	#seen: LeaseObject | undefined;
	#record = '';
	/** When the record was first seen as it is. */
	#changedAtMs = 0;

	constructor(options: Options) {
		const { namespace } = options;
		this.#options = options;
		this.#place = {
			collection: `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`,
			name: NAME,
			title: `Lease ${namespace}/${NAME}`,
			rights: 'get and patch',
		};
	}

	async take(forMs: number): Promise<boolean> {
		// who has it need not ask before it is prolonged: the resourceVersion tells whether it has it still
		if (this.#isOwn() && (await this.#hold(forMs))) return true;
		const isThere = await this.#look();
		if (!isThere) return this.#make(forMs);
		return !this.#isOthers() && (await this.#hold(forMs));
	}

	async release(): Promise<void> {
		if (!(await this.#look()) || !this.#isOwn() || this.#seen === undefined) return;
		await this.#write(heldByNobody(this.#options.nowMs(), this.#seen.spec));
	}

	#isOwn(): boolean {
		return this.#seen?.spec.holderIdentity === this.#options.holder;
	}

	#isOthers(): boolean {
		const { holderIdentity = '', leaseDurationSeconds = 0 } = this.#seen?.spec ?? {};
		if (holderIdentity === '' || this.#isOwn()) return false;
		return this.#options.steadyMs() < this.#changedAtMs + leaseDurationSeconds * 1_000;
	}

	/** False where somebody was faster. */
	async #hold(forMs: number): Promise<boolean> {
		if (this.#seen === undefined) return false;
		const { holder, nowMs } = this.#options;
		return this.#write(heldBy(holder, { forMs, nowMs: nowMs(), before: this.#seen.spec }));
	}

	async #write(spec: LeaseObject['spec']): Promise<boolean> {
		const value = this.#seen?.resourceVersion;
		try {
			const answer = await this.#options.client.patch(this.#place, [
				{ op: 'replace', path: '/metadata/resourceVersion', value },
				{ op: 'add', path: '/spec', value: spec },
			]);
			this.#see(leaseObject(answer));
			return true;
		} catch (error) {
			// made anew, or taken away, meanwhile
			if (isOf(error, 'conflict') || isOf(error, 'not_found')) return false;
			throw error;
		}
	}

	/** Whether the object is there. */
	async #look(): Promise<boolean> {
		try {
			this.#see(leaseObject(await this.#options.client.get(this.#place)));
			return true;
		} catch (error) {
			this.#seen = undefined;
			if (isOf(error, 'not_found')) return false;
			throw error;
		}
	}

	#see(found: LeaseObject): void {
		const record = JSON.stringify(found.spec);
		if (record !== this.#record) this.#changedAtMs = this.#options.steadyMs();
		this.#record = record;
		this.#seen = found;
	}

	/** The manifests bring the object, so that an account needs no right to make any. */
	async #make(forMs: number): Promise<boolean> {
		const { client, namespace, holder, nowMs } = this.#options;
		const before = { holderIdentity: '', leaseDurationSeconds: 0, leaseTransitions: 0 };
		const object = {
			...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: NAME, namespace } },
			spec: { ...heldBy(holder, { forMs, nowMs: nowMs(), before }), leaseTransitions: 0 },
		};
		try {
			this.#see(leaseObject(await client.create(this.#place, object)));
			return true;
		} catch (error) {
			if (isOf(error, 'conflict')) return false;
			if (!isOf(error, 'forbidden')) throw error;
			const wayOut = `kubectl --namespace ${namespace} create --filename manifests/components/controller-lease/lease.yaml`;
			throw new ServiceError(
				'forbidden',
				`there is no ${this.#place.title}, by which one controller leads, and this account may not make it: ${wayOut}`,
				{ cause: error },
			);
		}
	}
}

const isOf = (error: unknown, code: ServiceError['code']): boolean =>
	error instanceof ServiceError && error.code === code;
