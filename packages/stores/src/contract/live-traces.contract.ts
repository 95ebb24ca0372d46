import type { TraceEvent } from '@canario/contracts/trace';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TraceListener, Traces } from '../traces.ts';
import type { OpenedLive } from './live-fixtures.ts';

const event = (key: string, atMs = 1.25): TraceEvent => ({ key, hop: 'received', atMs, visitor: true });

/** That traces reach whoever listens, and nobody else. */
export function describeTraces(open: () => Promise<OpenedLive>): void {
	describe('traces', () => {
		let opened: OpenedLive;
		let traces: Traces;
		beforeEach(async () => {
			opened = await open();
			traces = opened.live.traces;
		});
		afterEach(() => opened.close());

		/** Publishes something else and waits until `heard` has it: what was published before has come by then. */
		const settled = async (heard: ReturnType<typeof vi.fn<TraceListener>>) => {
			await traces.publish([event('the-last')]);
			await vi.waitFor(() => expect(heard).toHaveBeenCalledWith([event('the-last')]));
		};

		it('reach everybody who listens, as they were and in order', async () => {
			const heard = [vi.fn<TraceListener>(), vi.fn<TraceListener>()] as const;
			const stops = await Promise.all(heard.map((onEvents) => traces.subscribe(onEvents)));
			const batches = Array.from({ length: 20 }, (_, index) => [event(`first-${index}`), event('second', 2)]);
			for (const batch of batches) await traces.publish(batch);
			for (const onEvents of heard) {
				await settled(onEvents);
				expect(onEvents.mock.calls.slice(0, 20).map(([events]) => events)).toEqual(batches);
			}
			for (const stop of stops) await stop();
		});

		it('are kept for nobody', async () => {
			await traces.publish([event('too-early')]);
			const heard = vi.fn<TraceListener>();
			const stop = await traces.subscribe(heard);
			await settled(heard);
			expect(heard).toHaveBeenCalledOnce();
			await stop();
		});

		it('are heard no more by who has stopped listening', async () => {
			const gone = vi.fn<TraceListener>();
			const stays = vi.fn<TraceListener>();
			const stop = await traces.subscribe(gone);
			const stopOther = await traces.subscribe(stays);
			await stop();
			await stop();
			await traces.publish([event('too-late-for-one')]);
			await settled(stays);
			expect(gone).not.toHaveBeenCalled();
			await stopOther();
		});

		it('may be none', async () => {
			const heard = vi.fn<TraceListener>();
			const stop = await traces.subscribe(heard);
			await traces.publish([]);
			await settled(heard);
			expect(heard).toHaveBeenCalledOnce();
			await stop();
		});
	});
}
