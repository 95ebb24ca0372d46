import { connectCluster } from '@canario/split-targets/cluster/connect-cluster';
import type { KubeClient } from '@canario/split-targets/cluster/kube-client';
import { adminIn, configWith, noClusterIn } from '@canario/split-targets/testing/cluster-for-tests';
import { makeNamespace, type TestNamespace } from '@canario/split-targets/testing/test-namespace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeLease } from '../contract/lease.contract.ts';
import { KubeLease } from './kube-lease.ts';
import { Leadership } from './leadership.ts';

const missing = noClusterIn(process.env);
const LEASE = {
	apiVersion: 'coordination.k8s.io/v1',
	kind: 'Lease',
	metadata: { name: 'canary-controller' },
};
const MICRO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** A namespace, and processes in it whose clocks are set by hand and agree on nothing but how fast they go. */
async function world() {
	const namespace = await makeNamespace(adminIn(process.env));
	const clock = { steadyMs: 5_000 };
	const leaseOf = (holder: string, client: KubeClient = connectCluster(adminIn(process.env))) => {
		const sinceMs = holder.length * 3_600_000;
		return new KubeLease({
			...{ client, namespace: namespace.name, holder },
			nowMs: () => clock.steadyMs + sinceMs,
			steadyMs: () => clock.steadyMs + sinceMs,
		});
	};
	return { namespace, clock, leaseOf, spec: async () => (await namespace.read(LEASE)).spec };
}

describe.skipIf(missing)(`leases in a cluster ${missing ?? ''}`, () => {
	describe.each([
		{ what: 'a cluster that has the object', made: true },
		{ what: 'a cluster that has it not', made: false },
	])('in $what', ({ what, made }) => {
		describeLease(what, async () => {
			const { namespace, clock, leaseOf } = await world();
			if (made) await namespace.create(LEASE);
			return {
				of: (holder) => leaseOf(holder),
				elapse: async (ms) => {
					clock.steadyMs += ms;
				},
				async close() {
					await namespace.remove(LEASE).catch(() => {});
					await namespace.close();
				},
			};
		});
	});

	describe('the object', () => {
		let here: Awaited<ReturnType<typeof world>>;
		let namespace: TestNamespace;
		beforeEach(async () => {
			here = await world();
			({ namespace } = here);
			await namespace.create(LEASE);
		});
		afterEach(() => namespace.close());

		it('says who has it, since when, for how long, and after how many others', async () => {
			const [one, other] = [here.leaseOf('one'), here.leaseOf('other')];
			await one.take(4_500);
			const taken = await here.spec();
			expect(taken).toMatchObject({
				...{ holderIdentity: 'one', leaseDurationSeconds: 5, leaseTransitions: 1 },
				acquireTime: expect.stringMatching(MICRO_TIME),
			});
			here.clock.steadyMs += 2_000;
			await one.take(4_500);
			const prolonged = { ...taken, renewTime: expect.stringMatching(MICRO_TIME) };
			expect(await here.spec()).toEqual(prolonged);
			expect((await here.spec()) as object).not.toEqual(taken);
			await one.release();
			const { holderIdentity = '', ...rest } = (await here.spec()) as { holderIdentity?: string };
			expect([holderIdentity, rest]).toMatchObject(['', { leaseDurationSeconds: 1, leaseTransitions: 1 }]);
			await other.take(4_500);
			expect(await here.spec()).toMatchObject({ holderIdentity: 'other', leaseTransitions: 2 });
		});

		it('is judged by when it was seen to change, not by the times in it', async () => {
			const [one, stranger] = [here.leaseOf('one'), here.leaseOf('a-stranger')];
			await one.take(2_000);
			// its clock is hours ahead, and it has not looked before
			expect(await stranger.take(2_000)).toBe(false);
			here.clock.steadyMs += 1_999;
			expect(await stranger.take(2_000)).toBe(false);
			here.clock.steadyMs += 1;
			expect(await stranger.take(2_000)).toBe(true);
		});

		it('is prolonged by who wrote it without having heard so', async () => {
			const client = connectCluster(adminIn(process.env));
			let isLost = true;
			const forgetful: KubeClient = {
				...client,
				async patch(...change) {
					const answer = await client.patch(...change);
					if (isLost) throw new Error('the answer was lost');
					return answer;
				},
			};
			const one = here.leaseOf('one', forgetful);
			await expect(one.take(2_000)).rejects.toThrow('lost');
			isLost = false;
			expect(await one.take(2_000)).toBe(true);
			expect(await here.spec()).toMatchObject({ holderIdentity: 'one', leaseTransitions: 1 });
		});

		it('may be taken away, and is made anew', async () => {
			const one = here.leaseOf('one');
			await one.take(2_000);
			await namespace.remove(LEASE);
			expect(await one.take(2_000)).toBe(true);
			expect(await here.spec()).toMatchObject({ holderIdentity: 'one' });
		});

		it('leads a standby that looks on after its leader died, and not before that one stopped acting', async () => {
			const leadershipOf = (holder: string) =>
				new Leadership(here.leaseOf(holder), { forMs: 15_000, steadyMs: () => here.clock.steadyMs });
			const [one, other] = [leadershipOf('one'), leadershipOf('other')];
			expect([await one.take(), await other.take()]).toEqual([true, false]);
			const led: [boolean, boolean][] = [];
			// the first takes no more: it was killed, or hangs
			for (let second = 1; second <= 16; second++) {
				here.clock.steadyMs += 1_000;
				led.push([one.leads, await other.take()]);
			}
			expect(led.findIndex(([first]) => !first)).toBe(9);
			expect(led.findIndex(([, second]) => second)).toBeGreaterThanOrEqual(14);
			expect(led.some(([first, second]) => first && second)).toBe(false);
			expect([await one.take(), await other.take()]).toEqual([false, true]);
			await other.giveUp();
			here.clock.steadyMs += 2_000;
			expect(await one.take()).toBe(true);
		});
	});

	describe('an account', () => {
		const rule = (...verbs: string[]) => ({
			...{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs },
			resourceNames: ['canary-controller'],
		});
		const as = async (here: Awaited<ReturnType<typeof world>>, account: string, ...verbs: string[]) => {
			const token = await here.namespace.account(account, rule(...verbs));
			return here.leaseOf(account, connectCluster(configWith(adminIn(process.env), { token })));
		};

		it('needs get and patch on the one object, and hears what it lacks', async () => {
			const here = await world();
			const lease = await as(here, 'controller', 'get', 'patch');
			await expect(lease.take(2_000)).rejects.toMatchObject({
				code: 'forbidden',
				message: expect.stringMatching(/there is no Lease \S+\/canary-controller.*kubectl .* create/),
			});
			await here.namespace.create(LEASE);
			expect(await lease.take(2_000)).toBe(true);
			await lease.release();
			await expect((await as(here, 'reader', 'get')).take(2_000)).rejects.toMatchObject({
				code: 'forbidden',
				message: expect.stringContaining('needs get and patch on this one object'),
			});
			await here.namespace.close();
		});
	});
});
