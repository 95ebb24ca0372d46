import { memoryJournal } from '@canario/stores/testing/memory-journal';
import { beforeEach, describe, expect, it } from 'vitest';
import { CanaryBook } from './canary-book.ts';
import { FIRST_STEP, started } from './testing/some-canary.ts';

const ENDED = { kind: 'ended', outcome: 'promoted', why: 'well' } as const;
let journal: ReturnType<typeof memoryJournal>;
let nowMs: number;
const book = () =>
	new CanaryBook(
		() => journal,
		() => nowMs++,
	);

beforeEach(() => {
	journal = memoryJournal();
	nowMs = 1_000;
});

describe('the book of canaries', () => {
	it('numbers them, and tells another what happened', async () => {
		const one = book();
		for (const event of [started(), ENDED, started(), ...FIRST_STEP]) await one.append(() => event);
		const other = book();
		await other.follow();
		expect(other.state).toEqual(one.state);
		expect(other.state).toMatchObject({ id: 2, phase: 'sample' });
	});

	it('reads on from where it is', async () => {
		const [one, other] = [book(), book()];
		await one.append(() => started());
		await other.follow();
		await one.append(() => ENDED);
		await other.follow();
		expect(other.state).toMatchObject({ id: 1, phase: 'ended' });
	});

	it('begins with the last canary, however long the log is', async () => {
		const one = book();
		await one.append(() => started());
		await one.append(() => ENDED);
		await one.append(() => started());
		const more = 1_200;
		for (let index = 0; index < more; index++) await one.append(() => ({ kind: 'went-on' }));
		const other = book();
		await other.follow();
		expect(other.state).toEqual(one.state);
		expect(other.state?.id).toBe(2);
	});

	it('lets one of two that append at once go first, and the other see it', async () => {
		const [one, other] = [book(), book()];
		await one.append(() => started());
		const seen: (string | undefined)[] = [];
		const append = (by: CanaryBook, reason: string) =>
			by.append((state) => {
				seen.push(state?.paused?.reason);
				return state?.paused ? undefined : { kind: 'paused', by: 'x', reason };
			});
		await Promise.all([append(one, 'mine'), append(other, 'yours')]);
		await Promise.all([one.follow(), other.follow()]);
		expect(one.state?.paused?.reason).toBe(other.state?.paused?.reason);
		expect(seen.filter((reason) => reason !== undefined)).toHaveLength(1);
	});

	it('appends nothing to a state that is no more', async () => {
		const [one, other] = [book(), book()];
		const known = await one.append(() => started());
		await other.append(() => ({ kind: 'aborting', by: 'bea', reason: 'no' }));
		expect(known && (await one.appendIf(known, { kind: 'step', step: 1 }))).toBeUndefined();
		expect(one.state?.phase).toBe('back');
	});

	it('tells canaries of old, page by page', async () => {
		const one = book();
		for (let index = 0; index < 5; index++) {
			await one.append(() => started());
			await one.append(() => ENDED);
		}
		const first = await one.history(2);
		expect(first.canaries.map(({ id, phase }) => [id, phase])).toEqual([
			[5, 'ended'],
			[4, 'ended'],
		]);
		const second = await one.history(10, first.next);
		expect(second.canaries.map(({ id }) => id)).toEqual([3, 2, 1]);
		expect(second.next).toBeUndefined();
	});

	it('tells whole canaries before the one that is named, whichever it is', async () => {
		const one = book();
		const canaries = 7;
		for (let index = 0; index < canaries; index++) {
			for (const event of [started(), ...FIRST_STEP, ENDED]) await one.append(() => event);
		}
		// a hook of the fifth answers when the seventh has ended
		await one.append(() => ({ kind: 'hooked', name: 'late', at: 'end', outcome: 'ok', tries: 1 }), 5);
		for (let before = 1; before <= canaries + 2; before++) {
			const { canaries: told, next } = await one.history(2, before);
			const last = Math.min(before - 1, canaries);
			expect(told.map(({ id, phase }) => [id, phase])).toEqual(
				[last, last - 1].filter((id) => id > 0).map((id) => [id, 'ended']),
			);
			expect(next).toBe(last > 2 ? last - 1 : undefined);
		}
	});

	it('says that it cannot read what a later version wrote', async () => {
		await journal.append('canary', 1, { canary: 1, event: { kind: 'teleported' } }, 5);
		await expect(book().follow()).rejects.toMatchObject({ code: 'unavailable', message: /entry 1/ });
	});
});
