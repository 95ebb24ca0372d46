import { ServiceError } from '@canario/service-kit/service-error';
import type { Delivery } from '@canario/stores/green-stream';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BroadcastReader } from './broadcast-reader.ts';
import { StreamReader } from './stream-reader.ts';

const delivery = (entryId: string): Delivery => ({ entryId, payload: entryId, deliveries: 1 });
const readers: StreamReader[] = [];
afterEach(async () => {
	await Promise.all(readers.splice(0).map((reader) => reader.stop(1_000)));
});

/** A reader on a stream that the test fills. */
function reading(
	over: {
		begin?: Promise<unknown>;
		canStore?: () => Promise<void>;
		read?: () => Promise<readonly Delivery[]>;
	} = {},
) {
	const entries: Delivery[] = [];
	const orphans: Delivery[] = [];
	const processed: string[] = [];
	const reader = new StreamReader({
		begin: over.begin ?? Promise.resolve(),
		stream: () => ({
			read: over.read ?? (async (_consumer, limit) => entries.splice(0, limit)),
			reclaim: async (_consumer, _minIdleMs, limit) => orphans.splice(0, limit),
		}),
		consumer: 'test',
		process: async (deliveries) => {
			processed.push(...deliveries.map(({ entryId }) => entryId));
		},
		canStore: over.canStore ?? (async () => {}),
		reading: { batch: 2, pollMs: 3_600_000, minIdleMs: 0 },
		log: pino({ level: 'silent' }),
	});
	readers.push(reader);
	return { reader, entries, orphans, processed };
}

describe('StreamReader', () => {
	it('reads all there is when it is woken', async () => {
		const { reader, entries, processed } = reading();
		entries.push(...['a', 'b', 'c'].map(delivery));
		reader.wake();
		await vi.waitFor(() => expect(processed).toEqual(['a', 'b', 'c']));
	});

	it('takes over what others left, but not while it could not store it', async () => {
		let healthy = false;
		const { reader, orphans, processed } = reading({
			canStore: async () => {
				if (!healthy) throw new ServiceError('unavailable', 'away');
			},
		});
		orphans.push(delivery('left'));
		reader.wake();
		await vi.waitFor(() => expect(processed).toEqual([]));
		expect(orphans).toHaveLength(1);
		healthy = true;
		reader.wake();
		await vi.waitFor(() => expect(processed).toEqual(['left']));
	});

	it('goes on after the stream could not be read', async () => {
		const answers: (() => Promise<readonly Delivery[]>)[] = [
			() => Promise.reject(new ServiceError('unavailable', 'redis is gone')),
			async () => [delivery('a')],
		];
		const { processed } = reading({ read: () => answers.shift()?.() ?? Promise.resolve([]) });
		await vi.waitFor(() => expect(processed).toEqual(['a']));
	});

	it('reads what is there before it stops', async () => {
		const { reader, entries, processed } = reading();
		entries.push(...['a', 'b', 'c'].map(delivery));
		await reader.stop(1_000);
		expect(processed).toEqual(['a', 'b', 'c']);
	});
});

describe('StreamReader, when it is stopped', () => {
	it('ends behind a backlog that goes on growing', async () => {
		const read = async () => {
			await new Promise((resolve) => setImmediate(resolve));
			return [delivery('more')];
		};
		const { reader, processed } = reading({ read });
		await vi.waitFor(() => expect(processed.length).toBeGreaterThan(3));
		await reader.stop(0);
		const ended = processed.length;
		await new Promise((resolve) => setImmediate(resolve));
		expect(processed).toHaveLength(ended);
	});

	it('ends before its stores were ever there', async () => {
		const { reader } = reading({ begin: new Promise(() => {}) });
		await expect(reader.stop(1_000)).resolves.toBeUndefined();
	});
});

describe('BroadcastReader', () => {
	it('processes what it hears and holds nothing afterwards', async () => {
		const processed: string[] = [];
		const reader = new BroadcastReader(async (deliveries) => {
			processed.push(...deliveries.map(({ payload }) => payload));
		});
		reader.hear(['a', 'b']);
		reader.hear(['c']);
		expect(reader.held).toBe(3);
		await reader.stop();
		expect(processed).toEqual(['a', 'b', 'c']);
		expect(reader.held).toBe(0);
	});

	it('loses what cannot be processed, and goes on', async () => {
		let fail = true;
		const reader = new BroadcastReader(async () => {
			if (fail) throw new Error('no');
		});
		reader.hear(['a']);
		await reader.stop();
		fail = false;
		reader.hear(['b']);
		await reader.stop();
		expect(reader.held).toBe(0);
	});

	it('holds a bounded number', () => {
		const reader = new BroadcastReader(() => new Promise(() => {}));
		for (let i = 0; i < 30; i++) reader.hear(Array(1_000).fill('x'));
		expect(reader.held).toBe(20_000);
	});
});
