import { randomBytes } from 'node:crypto';
import { memoryJournal } from '@canario/stores/testing/memory-journal';
import { describe, expect, it } from 'vitest';
import { Tokens } from './tokens.ts';

const refusal = (code: string) => ({ name: 'ServiceError', code });

function two() {
	const journal = memoryJournal();
	const clock = { ms: 1_620_000_000_000 };
	const entry = () => new Tokens({ journal: () => journal, randomBytes, nowMs: () => clock.ms });
	return { journal, clock, here: entry(), there: entry() };
}

describe("the operators' tokens", () => {
	it('are shown once, and kept as digests', async () => {
		const { journal, here } = two();
		const { token, ...facts } = await here.add('ana', { role: 'operator' }, 'local');
		expect(facts).toEqual({
			name: 'ana',
			role: 'operator',
			addedAtMs: 1_620_000_000_000,
			addedBy: 'local',
		});
		expect(here.check(token)).toEqual({ name: 'ana', role: 'operator', by: 'token' });
		expect(journal.text()).not.toContain(token.slice('canario_'.length));
		expect(JSON.stringify(await here.list())).not.toContain(token);
		expect(here.check(`${token.slice(0, -1)}!`)).toEqual({ refused: 'unknown' });
	});

	it('are known, and no longer known, at every entry with its next reading', async () => {
		const { here, there } = two();
		await there.refresh();
		const { token } = await here.add('ana', { role: 'admin' }, 'local');
		expect(there.check(token)).toEqual({ refused: 'unknown' });
		await there.refresh();
		expect(there.check(token)).toMatchObject({ name: 'ana', role: 'admin' });
		expect(await here.revoke('ana', 'local')).toMatchObject({ revokedBy: 'local' });
		expect(here.check(token)).toEqual({ refused: 'revoked' });
		await there.refresh();
		expect(there.check(token)).toEqual({ refused: 'revoked' });
	});

	it('expire at their moment', async () => {
		const { clock, here } = two();
		const { token } = await here.add('ci', { role: 'viewer', expiresInMs: 60_000 }, 'local');
		clock.ms += 59_999;
		expect(here.check(token)).toMatchObject({ name: 'ci' });
		clock.ms += 1;
		expect(here.check(token)).toEqual({ refused: 'expired' });
	});

	it('have a name that is free again once they are revoked or expired, and then only the new one is good', async () => {
		const { clock, here, there } = two();
		const first = await here.add('ana', { role: 'viewer' }, 'local');
		await expect(there.add('ana', { role: 'admin' }, 'local')).rejects.toMatchObject(refusal('conflict'));
		await there.revoke('ana', 'local');
		const second = await here.add('ana', { role: 'admin', expiresInMs: 1_000 }, 'local');
		expect(here.check(first.token)).toEqual({ refused: 'revoked' });
		clock.ms += 1_000;
		const third = await there.add('ana', { role: 'operator' }, 'local');
		await here.refresh();
		expect(here.check(second.token)).toEqual({ refused: 'expired' });
		expect(here.check(third.token)).toMatchObject({ role: 'operator' });
		expect((await here.list()).map(({ role }) => role)).toEqual(['viewer', 'admin', 'operator']);
	});

	it('are added by many at once without losing one, and a name goes to one of them', async () => {
		const { here, there } = two();
		const added = await Promise.all(
			[here, there].flatMap((entry, e) =>
				Array.from({ length: 5 }, (_, n) => entry.add(`t-${e}-${n}`, { role: 'viewer' }, 'local')),
			),
		);
		expect(await there.list()).toHaveLength(10);
		for (const { token, name } of added) expect(there.check(token)).toMatchObject({ name });
		const settled = await Promise.allSettled(
			[here, there].map((entry) => entry.add('x', { role: 'viewer' }, 'local')),
		);
		expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it('are revoked once, and only where there is one', async () => {
		const { journal, here } = two();
		await expect(here.revoke('nobody', 'local')).rejects.toMatchObject(refusal('not_found'));
		await here.add('ana', { role: 'viewer' }, 'local');
		await here.revoke('ana', 'local');
		expect(await here.revoke('ana', 'another')).toMatchObject({ revokedBy: 'local' });
		expect(await journal.after('tokens', 0, 10)).toHaveLength(2);
	});

	it('that are known go on without the record store, and nothing else does', async () => {
		const { journal, here, there } = two();
		const { token } = await here.add('ana', { role: 'viewer' }, 'local');
		journal.there = false;
		await expect(here.refresh()).rejects.toMatchObject(refusal('unavailable'));
		expect(here.check(token)).toMatchObject({ name: 'ana' });
		await expect(here.add('b', { role: 'viewer' }, 'local')).rejects.toMatchObject(refusal('unavailable'));
		await expect(here.revoke('ana', 'local')).rejects.toMatchObject(refusal('unavailable'));
		expect(() => there.check(token)).toThrow(expect.objectContaining(refusal('unavailable')));
	});

	it('are at most 200 good ones', async () => {
		const { here } = two();
		for (let n = 0; n < 200; n++) await here.add(`t${n}`, { role: 'viewer' }, 'local');
		await expect(here.add('more', { role: 'viewer' }, 'local')).rejects.toMatchObject(refusal('conflict'));
		await here.revoke('t7', 'local');
		await here.add('more', { role: 'viewer' }, 'local');
	});

	it('are not hurt by entries that a later version wrote', async () => {
		const { journal, here } = two();
		await journal.append('tokens', 1, { kind: 'renamed', name: 'x' }, 1);
		const { token } = await here.add('ana', { role: 'viewer' }, 'local');
		expect(here.check(token)).toMatchObject({ name: 'ana' });
	});
});
