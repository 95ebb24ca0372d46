import type { Weights } from '@canario/contracts/service-report';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SplitTarget, TargetChange, WatchOptions } from '../split-target.ts';

/** A target that was started for one test, with the weights of `START`. */
export interface StartedTarget<Version> {
	readonly target: SplitTarget<Version>;
	/** Another operator's access to the same. */
	readonly another: SplitTarget<Version>;
	/** Access with credentials that are not known. */
	readonly stranger: SplitTarget<Version>;
	/** Makes it unreachable, until the returned function is called. */
	interrupt(): Promise<() => Promise<void>>;
	close(): Promise<void>;
}

interface Abilities {
	/** Whether it keeps who, why and every single change. */
	readonly keepsHistory: boolean;
}

/** The weights that a target has at the start of each test. */
export const START: Weights = { blue: 50, green: 50 };

const refusal = (code: string) => ({ name: 'ServiceError', code });
const weighing = (blue: number, reason = `blue to ${blue}`) => ({
	weights: { blue, green: 100 - blue },
	reason,
});

/** The promises in `split-target.ts`, executable. */
export function describeSplitTarget<Version>(
	name: string,
	start: () => Promise<StartedTarget<Version>>,
	{ keepsHistory }: Abilities,
): void {
	describe(`${name}, as a target of splits`, () => {
		let started: StartedTarget<Version>;
		let stop: AbortController;
		beforeEach(async () => {
			started = await start();
			stop = new AbortController();
		});
		afterEach(async () => {
			stop.abort();
			await started.close();
		});

		/** What only a target that keeps it can tell. */
		const kept = (told: object) => (keepsHistory ? told : {});

		/** Watches until there are `count` changes, or the watch ends. */
		const watched = async (count: number, options: Partial<WatchOptions<Version>> = {}) => {
			const seen: TargetChange<Version>[] = [];
			for await (const change of started.target.watch({ signal: stop.signal, ...options })) {
				if (seen.push(change) === count) break;
			}
			return seen;
		};

		it('gives weights with a version that stays while nothing changes', async () => {
			const state = await started.target.read();
			expect(state.weights).toEqual(START);
			expect((await started.another.read()).version).toEqual(state.version);
		});

		it('sets the weights under another version, for everybody', async () => {
			const before = await started.target.read();
			const after = await started.target.compareAndSet({ ...weighing(90), ifVersion: before.version });
			expect(after.weights).toEqual({ blue: 90, green: 10 });
			expect(after.version).not.toEqual(before.version);
			expect(await started.another.read()).toMatchObject({ weights: after.weights, version: after.version });
			expect(after).toMatchObject(kept({ reason: 'blue to 90', by: expect.any(String) }));
		});

		it('sets the weights whatever the version, where none is named', async () => {
			await started.another.compareAndSet(weighing(70));
			expect((await started.target.compareAndSet(weighing(0))).weights).toEqual({ blue: 0, green: 100 });
		});

		it('refuses a version that is no more, changes nothing, and tells what did', async () => {
			const { version } = await started.target.read();
			await started.another.compareAndSet(weighing(70, 'a test of mine'));
			const late = started.target.compareAndSet({ ...weighing(90), ifVersion: version });
			await expect(late).rejects.toMatchObject({
				...refusal('stale_version'),
				message: expect.stringMatching(keepsHistory ? /blue=70.*a test of mine/s : /blue=70/),
			});
			expect((await started.target.read()).weights).toEqual({ blue: 70, green: 30 });
		});

		it('lets one alone of those who change one version at once have it', async () => {
			const { version } = await started.target.read();
			const settled = await Promise.allSettled(
				[60, 61, 62, 63, 64, 65].map((blue, n) =>
					(n % 2 ? started.target : started.another).compareAndSet({ ...weighing(blue), ifVersion: version }),
				),
			);
			const made = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
			const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
			expect(made).toHaveLength(1);
			for (const reason of refused) expect(reason).toMatchObject(refusal('stale_version'));
			expect((await started.target.read()).weights).toEqual(made[0]?.weights);
		});

		it('refuses weights that are none, and changes nothing', async () => {
			const before = await started.target.read();
			for (const weights of [
				{ blue: 0, green: 0 },
				{ blue: -1, green: 101 },
				{ blue: 0.5, green: 0.5 },
			]) {
				await expect(started.target.compareAndSet({ weights, reason: 'wrong' })).rejects.toMatchObject(
					refusal('invalid_input'),
				);
			}
			expect((await started.target.read()).version).toEqual(before.version);
		});

		it('lets no stranger read, set or watch', async () => {
			const unauthorized = refusal('unauthorized');
			await expect(started.stranger.read()).rejects.toMatchObject(unauthorized);
			await expect(started.stranger.compareAndSet(weighing(90))).rejects.toMatchObject(unauthorized);
			const watch = started.stranger.watch({ signal: stop.signal })[Symbol.asyncIterator]();
			await expect(watch.next()).rejects.toMatchObject(unauthorized);
			expect((await started.target.read()).weights).toEqual(START);
		});

		it('shows changes as they come, by whomever, and none from before', async () => {
			await started.another.compareAndSet(weighing(80));
			const { version } = await started.target.read();
			const watching = watched(1, { after: version });
			const { version: next } = await started.another.compareAndSet(weighing(70, 'mine'));
			const seen = await watching;
			expect(seen).toMatchObject([
				{ version: next, from: { blue: 80, green: 20 }, to: { blue: 70, green: 30 } },
			]);
			expect(seen[0]?.atMs).toBeGreaterThan(Date.now() - 60_000);
			expect(seen[0]).toMatchObject(kept({ reason: 'mine', by: expect.any(String) }));
		});

		// oxlint-disable-next-line vitest/no-conditional-tests -- a skip would count as a gap, and this is none
		if (keepsHistory) {
			it('shows every change since a version, oldest first', async () => {
				const { version } = await started.target.read();
				for (const blue of [60, 70, 80]) await started.another.compareAndSet(weighing(blue));
				const seen = await watched(3, { after: version });
				expect(seen.map(({ to }) => to.blue)).toEqual([60, 70, 80]);
			});
		}

		it('goes on watching where it could not be reached for a while, and says so once', async () => {
			const { version } = await started.target.read();
			const troubles: Error[] = [];
			const troubled = Promise.withResolvers<void>();
			const restore = await started.interrupt();
			const watching = watched(1, {
				after: version,
				onTrouble(error) {
					troubles.push(error);
					troubled.resolve();
				},
			});
			await troubled.promise;
			await expect(started.target.read()).rejects.toMatchObject(refusal('unavailable'));
			await expect(started.target.compareAndSet(weighing(90))).rejects.toMatchObject(refusal('unavailable'));
			await restore();
			await started.another.compareAndSet(weighing(90));
			expect(await watching).toMatchObject([{ to: { blue: 90, green: 10 } }]);
			expect(troubles).toMatchObject([refusal('unavailable')]);
		});

		it('ends a watch without an error when told to', async () => {
			const watching = watched(1);
			setImmediate(() => stop.abort());
			expect(await watching).toEqual([]);
		});
	});
}
