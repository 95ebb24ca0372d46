import { admit, type Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import { Take } from './take.ts';

const vaccination = (id: string, over: Partial<Vaccination> = {}): Vaccination => ({
	...admit({ name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 }, id, 1),
	...over,
});

function takeInto(written: Vaccination[][], fail?: () => Error | undefined) {
	return new Take({
		maxPending: 10,
		recentKeys: 100,
		write: async (batch) => {
			const error = fail?.();
			if (error) throw error;
			written.push([...batch]);
		},
	});
}

describe('taking into green', () => {
	it('writes what waits together at once, and accepts all of it', async () => {
		const written: Vaccination[][] = [];
		const take = takeInto(written);
		const answers = await Promise.all([
			take.take([vaccination('a'), vaccination('b')]),
			take.take([vaccination('c')]),
		]);
		expect(answers).toEqual([['accepted', 'accepted'], ['accepted']]);
		expect(written.map((batch) => batch.map(({ id }) => id))).toEqual([['a', 'b', 'c']]);
	});

	it('knows what it took lately and writes it once', async () => {
		const written: Vaccination[][] = [];
		const take = takeInto(written);
		await take.take([vaccination('a')]);
		expect(
			await take.take([
				vaccination('a'),
				vaccination('a', { accepted_at: 2 }),
				vaccination('a', { accepted_at: 2, age: 31 }),
			]),
		).toEqual(['accepted', 'duplicate', 'conflict']);
		expect(written).toHaveLength(1);
	});

	it('forgets what the write did not take, so that the next try writes it', async () => {
		const written: Vaccination[][] = [];
		let broken = true;
		const take = takeInto(written, () =>
			broken ? new ServiceError('unavailable', 'redis is gone') : undefined,
		);
		await expect(take.take([vaccination('a')])).rejects.toMatchObject({ code: 'unavailable' });
		broken = false;
		expect(await take.take([vaccination('a')])).toEqual(['accepted']);
		expect(written).toHaveLength(1);
	});

	it('refuses at once, and whole, what is over its limit', async () => {
		const written: Vaccination[][] = [];
		const take = takeInto(written);
		const eleven = Array.from({ length: 11 }, (_, index) => vaccination(String(index)));
		await expect(take.take(eleven)).rejects.toMatchObject({ code: 'overloaded', lane: 'green' });
		expect(await take.take(eleven.slice(1))).toHaveLength(10);
		expect(written.flat()).toHaveLength(10);
	});
});
