import type { TraceEvent } from '@canario/contracts/trace';
import { Metrics } from '@canario/service-kit/metrics';
import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it, vi } from 'vitest';
import { vaccinationOf } from './contract/live-fixtures.ts';
import type { Live } from './stores.ts';
import { createTracer } from './tracer.ts';

type Publish = Live['traces']['publish'];

const event = (key: string): TraceEvent => ({ key, hop: 'received', atMs: 1 });

function tracerOn(publish: (events: readonly TraceEvent[]) => Promise<void>) {
	const metrics = new Metrics('test', '0');
	const live = { current: () => ({ traces: { publish, subscribe: async () => async () => {} } }) };
	const tracer = createTracer({ live, metrics, nowMs: () => 7.500_04, gatherMs: 5, maxWaiting: 10 });
	const dropped = async () =>
		Number(/canario_trace_events_dropped_total\{.*\} (\d+)/.exec(await metrics.text())?.[1]);
	return { tracer, dropped };
}

describe('the tracer', () => {
	it('publishes together what is seen within a moment', async () => {
		const publish = vi.fn<Publish>(async () => {});
		const { tracer } = tracerOn(publish);
		tracer.emit(event('one'));
		tracer.emit(event('two'));
		await vi.waitFor(() => expect(publish).toHaveBeenCalled());
		tracer.emit(event('three'));
		await vi.waitFor(() => expect(publish).toHaveBeenCalledTimes(2));
		expect(publish.mock.calls).toEqual([[[event('one'), event('two')]], [[event('three')]]]);
		await tracer.close();
	});

	it('tells of traced vaccinations only, without what names a person', async () => {
		const publish = vi.fn<Publish>(async () => {});
		const { tracer } = tracerOn(publish);
		const visitors = vaccinationOf('c', { traced: 'key-of-c', source: 'visitor' });
		tracer.sawThose(
			[vaccinationOf('a'), vaccinationOf('b', { traced: 'key-of-b' }), visitors],
			'taken',
			'green',
		);
		tracer.saw(vaccinationOf('a'), 'stored');
		tracer.saw(visitors, 'stored', { lane: 'green', tookMs: 5.123_456 });
		await tracer.close();
		expect(publish).toHaveBeenCalledExactlyOnceWith([
			{ key: 'key-of-b', hop: 'taken', atMs: 7.5, lane: 'green' },
			{ key: 'key-of-c', hop: 'taken', atMs: 7.5, lane: 'green', visitor: true },
			{ key: 'key-of-c', hop: 'stored', atMs: 7.5, lane: 'green', tookMs: 5.123, visitor: true },
		]);
	});

	it('drops what comes on top while the store is slow, and counts it', async () => {
		const slow = Promise.withResolvers<void>();
		const publish = vi.fn<Publish>(() => slow.promise);
		const { tracer, dropped } = tracerOn(publish);
		tracer.emit(event('first'));
		await vi.waitFor(() => expect(publish).toHaveBeenCalledOnce());
		for (let index = 0; index < 13; index++) tracer.emit(event(`later-${index}`));
		expect(await dropped()).toBe(3);
		slow.resolve();
		await vi.waitFor(() => expect(publish).toHaveBeenCalledTimes(2));
		expect(publish.mock.calls[1]?.[0]).toHaveLength(10);
		await tracer.close();
	});

	it('drops what the store refuses, counts it, and goes on', async () => {
		const refuse = async () => {
			throw new ServiceError('unavailable', 'no Redis');
		};
		const publish = vi.fn<Publish>(async () => {});
		publish.mockImplementationOnce(refuse);
		const { tracer, dropped } = tracerOn(publish);
		tracer.emit(event('lost'));
		tracer.emit(event('lost too'));
		await vi.waitFor(async () => expect(await dropped()).toBe(2));
		tracer.emit(event('heard'));
		await vi.waitFor(() => expect(publish).toHaveBeenLastCalledWith([event('heard')]));
		await tracer.close();
	});

	it('publishes what waits when it is closed, after what is under way', async () => {
		const slow = Promise.withResolvers<void>();
		const published: string[] = [];
		const { tracer } = tracerOn(async (events) => {
			if (published.length === 0) await slow.promise;
			published.push(...events.map(({ key }) => key));
		});
		tracer.emit(event('one'));
		const closing = tracer.close();
		tracer.emit(event('two'));
		slow.resolve();
		await closing;
		await tracer.close();
		expect(published).toEqual(['one', 'two']);
	});
});
