import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import type { Found } from './lookup.ts';
import type { LedgerReading } from './read-ledger.ts';
import { verifyLedger } from './verify-ledger.ts';

const nothing: LedgerReading = {
	acknowledged: [],
	rejected: [],
	conflicts: [],
	unknown: [],
	nameless: 0,
	unreadable: 0,
};
const stored = (id: string, lane: Found['lane'] = 'blue'): Found => ({ id, lane, where: 'stored' });
const dead = (id: string): Found => ({ id, lane: 'green', where: 'dead-lettered' });

/** Verifies against a platform whose holdings `heldAt` tells for each moment; only pauses let time go on. */
async function verify(
	ledger: Partial<LedgerReading>,
	heldAt: (nowMs: number) => readonly Found[],
	waitMs = 1_000,
) {
	let nowMs = 0;
	const asked: (readonly string[])[] = [];
	const waits: string[] = [];
	const result = await verifyLedger(
		{ ...nothing, ...ledger },
		{
			lookup: async (ids) => {
				asked.push(ids);
				return heldAt(nowMs).filter(({ id }) => ids.includes(id));
			},
			waitMs,
			now: () => nowMs,
			pause: async (pauseMs) => {
				nowMs += pauseMs;
			},
			onWaiting: (forWhat) => waits.push(forWhat),
		},
	);
	return { result, asked, waits };
}

describe('verifyLedger', () => {
	it('finds every promise kept when all that was acknowledged is stored or dead-lettered', async () => {
		const { result } = await verify(
			{ acknowledged: ['a', 'b', 'c'], rejected: ['r'], unknown: ['u', 'v'], conflicts: ['k'] },
			() => [stored('a'), stored('b', 'green'), dead('c'), stored('u'), stored('k')],
		);
		expect(result).toEqual({
			ok: true,
			acknowledged: 3,
			stored: { blue: 1, green: 1 },
			deadLettered: 1,
			lost: [],
			rejected: 1,
			rejectedButStored: [],
			conflicts: 1,
			unknown: { stored: 1, notStored: 1 },
			nameless: 0,
			unreadable: 0,
			waitedMs: 0,
		});
	});

	it('names what was acknowledged and is nowhere', async () => {
		const { result } = await verify({ acknowledged: ['a', 'b'] }, () => [stored('a')]);
		expect(result).toMatchObject({ ok: false, lost: ['b'] });
		expect(result.waitedMs).toBeGreaterThanOrEqual(1_000);
	});

	it('names what was rejected and is stored', async () => {
		const { result } = await verify({ rejected: ['a', 'b'] }, () => [stored('b')]);
		expect(result).toMatchObject({ ok: false, rejectedButStored: ['b'] });
	});

	it("waits until green's have landed, asking only for those that are missing", async () => {
		const { result, asked, waits } = await verify({ acknowledged: ['a', 'b'] }, (nowMs) =>
			nowMs < 600 ? [stored('a')] : [stored('a'), stored('b', 'green')],
		);
		expect(result).toMatchObject({ ok: true, stored: { blue: 1, green: 1 }, waitedMs: 750 });
		expect(asked).toEqual([['a', 'b'], ['b'], ['b'], ['b']]);
		expect(waits[0]).toBe('1 acknowledged are not stored yet');
	});

	it('judges rejected ones only after the acknowledged have landed', async () => {
		const { result } = await verify({ acknowledged: ['a'], rejected: ['r'] }, (nowMs) =>
			nowMs < 500 ? [] : [stored('r'), stored('a')],
		);
		expect(result.rejectedButStored).toEqual(['r']);
	});

	it('asks for a thousand at a time', async () => {
		const ids = Array.from({ length: 2_500 }, (_none, n) => `id-${n}`);
		const { result, asked } = await verify({ acknowledged: ids }, () => ids.map((id) => stored(id)));
		expect(asked.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
		expect(result).toMatchObject({ ok: true, stored: { blue: 2_500 } });
	});

	it('takes stored for the truth where an id is also dead-lettered', async () => {
		const { result } = await verify({ acknowledged: ['a'] }, () => [dead('a'), stored('a'), dead('a')]);
		expect(result).toMatchObject({ ok: true, stored: { blue: 1 }, deadLettered: 0 });
	});

	it('waits for a platform that cannot answer yet, and gives its reason when the time is over', async () => {
		const down = new ServiceError('unavailable', 'the store is down');
		const back = await verify({ acknowledged: ['a'] }, (nowMs) => {
			if (nowMs < 500) throw down;
			return [stored('a')];
		});
		expect(back.result.ok).toBe(true);
		expect(back.waits).toContain('the store is down');
		const gone = verify({ acknowledged: ['a'] }, () => {
			throw down;
		});
		await expect(gone).rejects.toBe(down);
	});

	it('does not wait for a platform that refuses the token', async () => {
		const refused = new ServiceError('unauthorized', 'no');
		let asked = 0;
		const verifying = verify({ acknowledged: ['a'] }, () => {
			asked++;
			throw refused;
		});
		await expect(verifying).rejects.toBe(refused);
		expect(asked).toBe(1);
	});
});
