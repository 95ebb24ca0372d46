import { PassThrough } from 'node:stream';
import { byLane } from '@canario/contracts/lane';
import { describe, expect, it } from 'vitest';
import { progressView } from './progress-view.ts';
import { summaryText } from './summary-text.ts';
import type { TrafficProgress, TrafficSummary } from './traffic-options.ts';
import { verificationText } from './verification-text.ts';
import type { Verification } from './verify-ledger.ts';

const latency = { count: 10, p50Ms: 1.25, p95Ms: 20, p99Ms: 30, maxMs: 31.4 };
const summary: TrafficSummary = {
	ok: true,
	target: 'http://localhost:3050',
	seed: 7,
	model: { kind: 'closed', users: 2 },
	elapsedMs: 30_000,
	requests: 1_500,
	sent: 1_500,
	acknowledged: 1_500,
	missed: 0,
	unsent: 0,
	retries: 0,
	inFlight: 0,
	statuses: { 201: 1_200, 202: 300 },
	outcomes: { stored: 1_200, accepted: 300 },
	lanes: {
		blue: { acknowledged: 1_200, missed: 0, latency },
		green: { acknowledged: 300, missed: 0, latency: { ...latency, count: 0 } },
	},
	latency,
	reasons: [],
};

describe('the closing table', () => {
	it('has a row for each lane with its counts and percentiles', () => {
		const text = summaryText(summary);
		expect(text).toMatch(/blue +│ +1,200 │ +0 │ +1\.3 │ +20\.0 │ +30\.0 │ +31\.4/);
		expect(text).toMatch(/green +│ +300 │ +0 │ +- │/);
		expect(text).toContain('201: 1,200  202: 300');
		expect(text).toMatch(/\nall acknowledged$/);
	});

	it('says what was missed, why, and that the run failed', () => {
		const reasons = [{ reason: '503 Overloaded', count: 12 }];
		const text = summaryText({ ...summary, ok: false, missed: 12, unsent: 3, retries: 5, reasons });
		expect(text).toContain('12 × 503 Overloaded');
		expect(text).toMatch(/unsent +3: too many answers/);
		expect(text).toContain('5 retries');
		expect(text).toMatch(/\nFAILED: .*$/);
	});
});

describe('progress without a terminal', () => {
	it('is a plain line every five seconds, with trouble only where there is some', () => {
		const stream = new PassThrough();
		const view = progressView(stream as unknown as NodeJS.WriteStream, 30_000);
		for (let second = 1; second <= 11; second++) {
			const progress: TrafficProgress = {
				...summary,
				...{ elapsedMs: second * 1_000 + 3, durationMs: 30_000, inFlight: 2, missed: second > 5 ? 4 : 0 },
			};
			view.show(progress);
		}
		view.end();
		expect(String(stream.read())).toBe(
			'5s of 30s: 1500 sent, 1500 acknowledged, 2 in flight\n' +
				'10s of 30s: 1500 sent, 1500 acknowledged, 4 missed, 2 in flight\n',
		);
	});
});

describe('the text of a verification', () => {
	const kept: Verification = {
		ok: true,
		acknowledged: 2_000,
		stored: byLane(() => 1_000),
		deadLettered: 0,
		lost: [],
		rejected: 0,
		rejectedButStored: [],
		conflicts: 0,
		unknown: { stored: 1, notStored: 2 },
		nameless: 0,
		unreadable: 0,
		waitedMs: 0,
	};

	it('gives the counts and the verdict', () => {
		const text = verificationText(kept, { closes: true });
		expect(text).toMatch(/acknowledged +2,000\n/);
		expect(text).toMatch(/stored +2,000 {2}blue 1,000, green 1,000\n/);
		expect(text).toMatch(/unknown outcome +3\n/);
		expect(text).toMatch(/books +close\nevery promise kept$/);
	});

	it('lists the first twenty ids that break a promise', () => {
		const lost = Array.from({ length: 25 }, (_none, n) => `id-${n}`);
		const text = verificationText({ ...kept, ok: false, lost, rejectedButStored: ['bad'] }, undefined);
		expect(text).toContain('  id-19\n  … and 5 more (--json lists all)\n');
		expect(text).not.toContain('id-20');
		expect(text).toContain('rejected but stored:\n  bad\n');
		expect(text).toMatch(/\nFAILED: 26 broken promises$/);
	});
});
