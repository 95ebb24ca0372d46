import type { ServiceReport } from '@canario/contracts/service-report';
import type { TraceEvent } from '@canario/contracts/trace';
import { admit, documentOf } from '@canario/contracts/vaccination';
import { countedOf, lastOnes } from '@canario/stores/count-documents';
import type { LiveStatistics } from '@canario/stores/live-statistics';
import { openLive } from '@canario/stores/open-live';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { RecordStore } from '@canario/stores/record-store';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aServer } from './testing/test-server.ts';
import { aViewer } from './testing/test-viewers.ts';

const PLANTED = 'Quetzalzin';
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const NOW = Date.now();

/** Ordinary vaccinations and a visitor's, with the planted name in every field that takes free text, and in the key. */
const documents = [undefined, 'visitor' as const].map((source, index) => {
	const admitted = admit(
		{
			...{ name: `${PLANTED} Tzoc`, location: `Casa de ${PLANTED}`, age: 40 },
			...{ vaccine_type: `${PLANTED}-vac`, n_dose: 1 },
		},
		`${PLANTED}-${index}`,
		NOW - 500,
	);
	return documentOf({ ...admitted, ...(source && { source }) }, 'blue', NOW - 100);
});

async function stored(statistics: LiveStatistics, records: RecordStore) {
	await records.insert(documents);
	await statistics.beginRebuild(NOW - 1_000);
	await statistics.finishRebuild(NOW - 1_000, new Map(), []);
	await statistics.count([countedOf(documents)], lastOnes(documents));
}

/** A sighting as a service of another version might publish it. */
const sighting = (hop: TraceEvent['hop']) =>
	({
		...{
			key: 'trace-key-1',
			hop,
			atMs: NOW,
			lane: 'blue',
			department: 'other',
			outcome: 'stored',
			tookMs: 3,
		},
		...{ name: PLANTED, id: PLANTED, location: PLANTED },
	}) as TraceEvent;

/** A report as a canary's controller of another version might publish it. */
const canaryReport = {
	...{
		service: 'canary-controller',
		instance: 'here',
		atMs: NOW,
		leads: true,
		target: { name: PLANTED, namespace: PLANTED },
		trouble: PLANTED,
		by: PLANTED,
	},
	canary: {
		...{ id: 1, to: 'green', shares: [5, 100], fromShare: 0, step: 1, phase: 'back' },
		...{
			startedAtMs: NOW,
			stepAtMs: NOW,
			holdMs: 1,
			watchedMs: 1,
			sampledMs: 20_000,
			passed: [],
			verdict: 'none',
			checks: [],
		},
		...{ by: PLANTED, reason: PLANTED, back: { outcome: 'aborted', why: PLANTED }, paused: { by: PLANTED } },
		ended: { outcome: 'aborted', why: '', atMs: NOW, by: PLANTED },
	},
} as ServiceReport;

describe('what leaves realtime-ws', () => {
	it('tells no name, by any event, endpoint, log line or metric', async () => {
		const live = await openLive('embedded::memory:', { timeoutMs: 1_000 });
		const records = await openRecordStore('sqlite::memory:', { timeoutMs: 1_000 });
		onTestFinished(async () => void (await Promise.all([live.close(), records.close()])));
		await stored(live.statistics, records);
		await live.statistics.publish(canaryReport);
		const server = await aServer({ live, records }, { MONGODB_URL: 'sqlite::memory:', LOG_LEVEL: 'debug' });
		const viewer = aViewer(server);
		viewer.socket.emit('watch', true);
		await until(() => expect(viewer.of('snapshot')).toHaveLength(1));
		await until(async () => {
			await live.traces.publish([sighting('received'), sighting('stored'), sighting('acknowledged')]);
			expect(viewer.of('requests').length).toBeGreaterThan(0);
		});
		await until(() => expect(viewer.of('heartbeat').length).toBeGreaterThan(1));
		const told = new Map([
			['feed', JSON.stringify(viewer.heard)],
			['snapshot', JSON.stringify(viewer.of('snapshot'))],
		]);
		const paths = [
			'/api/stats',
			'/api/history',
			'/api/records',
			`/api/records?cursor=${PLANTED}`,
			'/metrics',
			'/',
		];
		for (const path of [...paths, '/readyz', '/livez', '/version']) {
			const response = await fetch(server.url + path);
			const text = await response.text();
			// what the asker wrote may stand in its own answer
			told.set(path, path.includes(PLANTED) ? text.replaceAll(PLANTED, '') : text);
		}
		await server.stop();
		told.set('log', server.log());
		// the search would prove nothing if the documents had not come that far
		expect(told.get('snapshot')).toContain('"initials":"Q. T."');
		expect(told.get('snapshot')).toContain('"outcome":"aborted"');
		expect(told.get('/api/records')?.match(/"source":"(visitor|traffic)"/g)).toHaveLength(2);
		expect([...told.values()].every((text) => text.length > 0)).toBe(true);
		for (const [where, text] of told)
			expect([where, text.toLowerCase()]).not.toEqual([
				where,
				expect.stringContaining(PLANTED.toLowerCase()),
			]);
	});
});
