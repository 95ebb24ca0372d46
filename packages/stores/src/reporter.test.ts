import type { ServiceReport } from '@canario/contracts/service-report';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LiveStatistics } from './live-statistics.ts';
import { createReporter } from './reporter.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map((reporter) => reporter.close()));
});

const REPORT: ServiceReport = {
	service: 'blue-grpc',
	instance: 'here-1',
	atMs: 5,
	sinceMs: 1,
	lane: 'blue',
	durable: 'encoded',
	durableTotal: 'encoded',
	held: 7,
};

/** A reporter that publishes every few milliseconds to `publish`. */
function reporterTo(publish: LiveStatistics['publish'] | undefined) {
	const log = { debug: vi.fn<(fields: object, message: string) => void>() };
	const reporter = createReporter({
		live: {
			current() {
				if (!publish) throw new Error('absent');
				return { statistics: { publish } as LiveStatistics };
			},
		},
		report: () => REPORT,
		log,
		everyMs: 2,
	});
	open.push(reporter);
	return { reporter, log };
}

describe('a service’s report', () => {
	it('is published again and again', async () => {
		const reports: ServiceReport[] = [];
		reporterTo(async (report) => {
			reports.push(report);
		});
		await vi.waitFor(() => expect(reports.length).toBeGreaterThan(2));
		expect(reports[0]).toEqual(REPORT);
	});

	it('is tried again when the live store is absent or refuses', async () => {
		const absent = reporterTo(undefined);
		const refusing = reporterTo(() => Promise.reject(new Error('no')));
		await vi.waitFor(() => {
			expect(absent.log.debug.mock.calls.length).toBeGreaterThan(1);
			expect(refusing.log.debug.mock.calls.length).toBeGreaterThan(1);
		});
	});

	it('waits until the one before is taken, and closing waits for it', async () => {
		let take = () => {};
		const publish = vi.fn<LiveStatistics['publish']>(
			() =>
				new Promise<void>((resolve) => {
					take = resolve;
				}),
		);
		const { reporter } = reporterTo(publish);
		const { log: clock } = reporterTo(undefined);
		await vi.waitFor(() => expect(clock.debug.mock.calls.length).toBeGreaterThan(3));
		expect(publish).toHaveBeenCalledTimes(1);
		let closed = false;
		const closing = reporter.close().then(() => {
			closed = true;
		});
		expect(closed).toBe(false);
		take();
		await closing;
	});
});
