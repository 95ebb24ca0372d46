import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build, idsOf, storedNow, vaccinations } from '../contract/live-fixtures.ts';
import type { Live } from '../stores.ts';
import { openEmbeddedLive } from './open-embedded-live.ts';

describe('the file of an embedded stream', () => {
	let dir: string;
	let path: string;
	let opened: Live[];
	beforeEach(async () => {
		dir = await mkdtemp(join(tmpdir(), 'canario-live-'));
		path = join(dir, 'live.db');
		opened = [];
	});
	afterEach(async () => {
		await Promise.all(opened.map((live) => live.close()));
		await rm(dir, { recursive: true });
	});

	const open = () => {
		const live = openEmbeddedLive({ path });
		opened.push(live);
		return live;
	};
	const reopen = async () => {
		await opened.at(-1)?.close();
		return open();
	};

	/** Runs `code` with an open `live` in another process, which kills itself at the end. */
	const runAndKill = async (code: string) => {
		const url = (file: string) => JSON.stringify(new URL(file, import.meta.url));
		const script = `
			import { openEmbeddedLive } from ${url('./open-embedded-live.ts')};
			import { storedNow, vaccinations } from ${url('../contract/live-fixtures.ts')};
			const live = openEmbeddedLive({ path: ${JSON.stringify(path)} });
			const { stream, statistics } = live;
			${code}
			process.kill(process.pid, 'SIGKILL');
		`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
		expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
	};

	it('keeps what was taken, settled and put aside when the process is killed', async () => {
		await runAndKill(`
			await stream.append(vaccinations(6));
			const [a, b, c, d] = await stream.read('reader', 4);
			await stream.settle(...storedNow([a], 5));
			const dead = { dead: 'unreadable', payload: c.payload, conflict: true };
			await stream.settle([{ entryId: b.entryId, result: 'repeat' }, { entryId: c.entryId, result: dead }], [], []);
			await stream.broadcast(vaccinations(2));
		`);
		const { stream, statistics } = open();
		expect(await statistics.read()).toMatchObject({
			built: false,
			green: { taken: 8, repeats: 1, deadLettered: 1, conflicts: 1, pending: 3 },
		});
		expect(idsOf(await stream.reclaim('heir', 60_000, 10))).toEqual(['v-3']);
		expect(idsOf(await stream.read('heir', 10))).toEqual(['v-4', 'v-5']);
		expect(await stream.deadLetters(10)).toMatchObject([{ reason: 'unreadable' }]);
		expect(await stream.deadIds(['v-2', 'v-3'])).toEqual(new Set(['v-2']));
	});

	it('knows how often an entry was handed out, also to processes that it killed', async () => {
		await runAndKill("await stream.append(vaccinations(1)); await stream.read('reader', 1);");
		await runAndKill("await stream.reclaim('reader', 0, 1);");
		const [delivery] = await open().stream.reclaim('reader', 0, 1);
		expect(delivery?.deliveries).toBe(3);
	});

	it('has everything again after it was closed, each entry for one consumer', async () => {
		const { stream } = open();
		await stream.append(vaccinations(5));
		await stream.read('reader', 3);
		const again = (await reopen()).stream;
		expect(idsOf(await again.reclaim('heir', 60_000, 2))).toEqual(['v-0', 'v-1']);
		expect(idsOf(await again.reclaim('heir', 60_000, 2))).toEqual(['v-2']);
		expect(await again.reclaim('heir', 60_000, 2)).toEqual([]);
		expect(idsOf(await again.read('heir', 10))).toEqual(['v-3', 'v-4']);
	});

	it('never uses the id of an entry again', async () => {
		const first = open().stream;
		await first.append(vaccinations(2));
		const settled = await first.read('reader', 2);
		await first.settle(...storedNow(settled, 5));
		const { stream, statistics } = await reopen();
		await stream.append(vaccinations(1, 'w'));
		await stream.settle(...storedNow(settled, 5));
		expect((await statistics.read()).green.pending).toBe(1);
		expect(idsOf(await stream.read('reader', 5))).toEqual(['w-0']);
	});

	it('writes what was waiting when it is closed', async () => {
		const live = open();
		const appended = live.stream.append(vaccinations(3));
		await live.close();
		await appended;
		expect((await (await reopen()).statistics.read()).green).toMatchObject({ taken: 3, pending: 3 });
	});

	it('does not close the books twice over entries that a kill left stored and unsettled', async () => {
		const live = open();
		await build(live);
		await live.stream.append(vaccinations(2));
		await live.stream.read('reader', 2);
		const { statistics, stream } = await reopen();
		await statistics.beginRebuild(100);
		await statistics.finishRebuild(100, new Map([['lane|green', 2]]), []);
		await stream.settle(...storedNow(await stream.reclaim('heir', 0, 2), 50));
		const { green, counters } = await statistics.read();
		expect({ taken: green.taken, stored: counters.get('lane|green') }).toEqual({ taken: 2, stored: 2 });
	});

	it('belongs to one at a time, who is told of', async () => {
		const first = open();
		const message = expect.stringMatching(/another process uses this file; stop that one/);
		expect(open).toThrow(expect.objectContaining({ code: 'unavailable', message }));
		await first.stream.append(vaccinations(1));
		expect((await (await reopen()).statistics.read()).green.pending).toBe(1);
	});

	it('is refused, with the way out, when it is something else', async () => {
		await writeFile(path, 'this is no database, only text that is long enough to be read as one '.repeat(20));
		const message = expect.stringMatching(/not a stream file; move it away/);
		expect(open).toThrow(expect.objectContaining({ code: 'unavailable', message }));
	});

	it('is refused where it cannot be made', () => {
		path = join(dir, 'missing', 'live.db');
		expect(open).toThrow(expect.objectContaining({ code: 'unavailable' }));
	});

	it('serves nobody once it is closed', async () => {
		const live = open();
		await live.close();
		await live.close();
		const unavailable = { code: 'unavailable' };
		await expect(live.ping()).rejects.toMatchObject(unavailable);
		await expect(live.stream.append(vaccinations(1))).rejects.toMatchObject(unavailable);
		await expect(live.stream.read('reader', 1)).rejects.toMatchObject(unavailable);
		await live.statistics.beginRebuild(1);
		await expect(live.statistics.finishRebuild(1, new Map(), [])).rejects.toMatchObject(unavailable);
	});
});
