import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readStats } from '../src/client.ts';
import { expectTrueViews } from '../src/judge.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { PLANTED } from '../src/planted.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const run = promisify(execFile);
const missing = MISSING_STORES ?? process.env.CANARIO_MISSING_LOCUST;
const LOCUSTFILE = resolve(import.meta.dirname, '../../traffic/locustfile.py');

/** As somebody else might have written it: Latin-1, odd capitals, places that no table knows. */
const FOREIGN = [
	{ Name: `${PLANTED} Núñez`, Location: 'SOLOLÁ', Age: 71, Vaccine_Type: 'moderna', N_Dose: 2 },
	{ name: `${PLANTED} Peña`, location: 'Aldea Ñacunday', age: 30, vaccine_type: 'Fórmula propia', n_dose: 1 },
	{ name: `${PLANTED} Yoc`, location: 'el petén', age: 12, vaccine_type: 'Pfizer', n_dose: 1 },
];

interface LocustStatistics {
	readonly name: string;
	readonly num_requests: number;
	readonly num_failures: number;
}

describe.skipIf(missing)(`a real Locust ${missing ?? ''}`, () => {
	const world = useWorld();

	it('drives the platform with a file in Latin-1 with unknown places: no failure, and all stored once', async () => {
		const { platform, asked } = world();
		const dir = await mkdtemp(join(tmpdir(), 'canario-locust-'));
		onTestFinished(() => rm(dir, { recursive: true, force: true }));
		const file = join(dir, 'traffic.json');
		await writeFile(file, JSON.stringify(FOREIGN), 'latin1');
		const { stdout } = await run(
			process.env.CANARIO_LOCUST ?? 'locust',
			[
				...[
					'-f',
					LOCUSTFILE,
					'--host',
					platform.url('dummy-splitter'),
					'--headless',
					'--json',
					'--only-summary',
				],
				...['--users', '50', '--spawn-rate', '50', '--run-time', '4s', '--stop-timeout', '10'],
			],
			{ env: { ...process.env, CANARIO_TRAFFIC_FILE: file, CANARIO_THROUGHPUT: '2' }, timeout: 60_000 },
		);
		const statistics = JSON.parse(stdout) as readonly LocustStatistics[];
		expect(statistics.map(({ name }) => name).toSorted()).toEqual(['/ [blue]', '/ [green]']);
		const sum = (key: 'num_requests' | 'num_failures') =>
			statistics.reduce((total, one) => total + one[key], 0);
		expect(sum('num_failures')).toBe(0);
		expect(sum('num_requests')).toBeGreaterThan(100);
		await expectTrueViews(asked(), sum('num_requests'));
		const { departments, vaccines } = await readStats(platform.url('realtime-ws'));
		const places = Object.keys(departments).filter((code) => (departments[code]?.all ?? 0) > 0);
		expect(places.toSorted()).toEqual(['07', '17', 'other']);
		expect(vaccines.other).toBeGreaterThan(0);
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
