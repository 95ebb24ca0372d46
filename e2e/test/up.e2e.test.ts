import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from '@canario/operator/traffic/ledger';
import { describe, expect, it, onTestFailed, onTestFinished } from 'vitest';
import { canario, startUp } from '../src/canario.ts';
import { expectPromisesKept } from '../src/judge.ts';
import { startLoad } from '../src/load.ts';
import { PLANTED, PLANTED_TRAFFIC } from '../src/planted.ts';
import { says } from '../src/platform.ts';
import { lastingPort, lastingPorts } from '../src/ports.ts';
import { isTaken } from '../src/servers/free-port.ts';

/** What `up` listens on, from the base on. */
const PORTS = 71;

/** A data directory and ports for one `up` after another, and a ledger of what was sent to them. */
async function aPlace(...words: readonly string[]) {
	const dir = await mkdtemp(join(tmpdir(), 'canario-up-'));
	onTestFinished(() => rm(dir, { recursive: true, force: true }));
	const [data, ledgerPath] = [join(dir, 'data'), join(dir, 'ledger.jsonl')];
	const base = await lastingPorts(PORTS);
	const at = (port: number) => `http://127.0.0.1:${base + port}`;
	const ledger = Ledger.open(ledgerPath);
	onTestFinished(() => ledger.close());
	const options = ['--data', data, '--port-base', `${base}`];
	return {
		data,
		logs: join(data, 'logs'),
		ledgerPath,
		entryPort: base + 50,
		urls: {
			stats: at(3),
			entry: at(50),
			blue: at(51),
			green: at(52),
			subscriber: at(53),
			canary: at(54),
			admin: at(60),
		},
		async up() {
			const running = await startUp([...options, ...words, '--no-traffic']);
			onTestFinished(async () => {
				await running.stop(12_000);
				await endOrphan(join(data, 'redis.pid'));
			});
			onTestFailed(() => console.log(running.output()));
			return running;
		},
		load: (retry: boolean) =>
			startLoad({ target: at(50), source: PLANTED_TRAFFIC, ledger, ratePerSecond: 100, retry }),
		keepsPromises() {
			ledger.flush();
			const recordsUrl = `sqlite:${join(data, 'records.sqlite')}`;
			return expectPromisesKept({ ledgerPath, recordsUrl, adminUrl: at(60), statsUrl: at(3) });
		},
	};
}

type Up = Awaited<ReturnType<typeof startUp>>;
type Place = Awaited<ReturnType<typeof aPlace>>;

/** Ctrl-C under load: everything drains and ends well, in time, with the books closed. */
async function expectGoodEnd(running: Up, place: Place): Promise<void> {
	const load = place.load(false);
	await load.acknowledges(50);
	const startedMs = performance.now();
	await running.kill('SIGINT');
	expect(await running.exited).toBe(0);
	expect(performance.now() - startedMs).toBeLessThan(10_000);
	expect(running.output()).toMatch(
		/^ledger +accepted ([\d,]+) = stored \1 \+ in flight 0 \+ dead-lettered 0\n +closes; /m,
	);
	await load.stop();
	const logs = await Promise.all(
		(await readdir(place.logs)).map((file) => readFile(join(place.logs, file), 'utf8')),
	);
	expect([running.output(), ...logs].filter((text) => text.includes(PLANTED))).toEqual([]);
}

async function endOrphan(pidFile: string): Promise<void> {
	const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
	if (pid > 1) process.kill(pid, 'SIGKILL');
}

describe.skipIf(process.env.CANARIO_MISSING_REDIS)('./canario up --processes', () => {
	it('starts again what is killed under load, survives its own kill -9, and ends well on Ctrl-C', async () => {
		const place = await aPlace('--processes');
		const { urls, data } = place;
		const first = await place.up();
		const retrying = place.load(true);
		const services = {
			'realtime-ws': urls.stats,
			subscriber: urls.subscriber,
			'canary-controller': urls.canary,
			'blue-grpc': urls.blue,
			'green-redis': urls.green,
			'dummy-splitter': urls.entry,
		};
		for (const [name, url] of Object.entries(services)) {
			await retrying.acknowledges(20);
			process.kill(
				Number(new RegExp(`^${name} .*\\(pid (\\d+)\\)$`, 'm').exec(first.output())?.[1]),
				'SIGKILL',
			);
			await expect
				.poll(first.output, { timeout: 10_000 })
				.toContain(`${name} ended (SIGKILL); starting it again`);
			await expect.poll(() => says(url, 'ready'), { timeout: 20_000 }).toBe(true);
		}
		process.kill(Number(await readFile(join(data, 'redis.pid'), 'utf8')), 'SIGKILL');
		await expect
			.poll(first.output, { timeout: 10_000 })
			.toContain('redis-server ended (SIGKILL); starting it again');
		await retrying.acknowledges(50);
		expect(await retrying.stop()).toMatchObject({ missed: 0, unsent: 0 });
		await place.keepsPromises();

		const cutOff = place.load(false);
		await cutOff.acknowledges(50);
		await first.kill('SIGKILL');
		await cutOff.stop();
		// the services notice that they are alone, and end
		await expect.poll(() => isTaken(place.entryPort), { timeout: 10_000 }).toBe(false);
		const second = await place.up();
		await place.keepsPromises();
		const { status, stdout } = await canario([
			'verify',
			'--data',
			data,
			'--ledger',
			place.ledgerPath,
			'--json',
		]);
		expect([status, JSON.parse(stdout)]).toEqual([
			0,
			expect.objectContaining({ ok: true, lost: [], platformBooks: { closes: true } }),
		]);
		await expectGoodEnd(second, place);
	});
});

describe('./canario up --embedded', () => {
	it('loses nothing when it is killed under load and started again, and ends well on Ctrl-C', async () => {
		const place = await aPlace('--embedded');
		const first = await place.up();
		const load = place.load(false);
		await load.acknowledges(100);
		await first.kill('SIGKILL');
		expect((await load.stop()).acknowledged).toBeGreaterThanOrEqual(100);
		const second = await place.up();
		await place.keepsPromises();
		await expectGoodEnd(second, place);
	});
});

describe('./canario up that cannot', () => {
	/** The one line in which it says what is wrong and what to do. */
	const refusal = async (words: readonly string[], env: Record<string, string> = {}) => {
		const base = await lastingPorts(PORTS);
		const { status, stdout, stderr } = await canario(
			['up', '--port-base', `${base}`, '--no-traffic', ...words],
			env,
		);
		expect([status, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(/^canario: [^\n]+\n$/);
		return stderr;
	};
	const aDirectory = async () => {
		const dir = await mkdtemp(join(tmpdir(), 'canario-up-'));
		onTestFinished(() => rm(dir, { recursive: true, force: true }));
		return dir;
	};

	it('listen on a port says which one, and how to move it', async () => {
		const base = await lastingPorts(PORTS);
		const server = createServer().listen(base + 52, '127.0.0.1');
		onTestFinished(() => void server.close());
		const words = ['--embedded', '--data', await aDirectory(), '--port-base', `${base}`];
		expect(await refusal(words)).toMatch(
			new RegExp(`in use: port ${base + 52} \\(green-redis\\).*--port-base`),
		);
	});

	it('reach a store says which one', async () => {
		const url = `mongodb://127.0.0.1:${await lastingPort()}/x`;
		const words = ['--data', await aDirectory()];
		expect(await refusal(words, { MONGODB_URL: url })).toMatch(/MONGODB_URL.*cannot be reached/);
		const redis = `redis://:s3cret@127.0.0.1:${await lastingPort()}`;
		expect(await refusal(words, { REDIS_URL: redis })).toMatch(/^(?!.*s3cret).*REDIS_URL.*cannot be reached/);
	});

	it.each([
		['is not of its making', async (dir: string) => writeFile(join(dir, 'thesis.txt'), 'mine')],
		['was written by half', async (dir: string) => writeFile(join(dir, 'canario-data.json'), '{"format":1,')],
		[
			'holds no database where one should be',
			async (dir: string) => {
				await writeFile(
					join(dir, 'canario-data.json'),
					'{"format":1,"records":"sqlite","live":"embedded","drained":true}',
				);
				await writeFile(join(dir, 'records.sqlite'), 'no database'.repeat(1_000));
			},
		],
		[
			'is a file',
			async (dir: string) => {
				await rm(dir, { recursive: true });
				await writeFile(dir, '');
			},
		],
		[
			'cannot be written',
			async (dir: string) => {
				await rm(dir, { recursive: true });
				await mkdir(join(dir, 'x'), { recursive: true });
				await writeFile(join(dir, 'logs'), '');
			},
		],
	])('use a data directory that %s says so, and the way out', async (_, spoil) => {
		const dir = await aDirectory();
		await spoil(dir);
		expect(await refusal(['--embedded', '--data', dir])).toMatch(/--fresh|--data|move it away/);
	});
});
