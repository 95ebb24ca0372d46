import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Instance, InstanceName } from './instances.ts';
import { says } from './platform.ts';
import { type Child, startChild } from './servers/child.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** What images hold below /app, by service, and a folder that is empty. */
export interface Bundles {
	/** Starts the bundle of a planned process; resolves when it is ready. */
	start(name: InstanceName, instance: Instance): Promise<Child>;
	/** Runs the operator's bundle with these words to its end, and gives what it printed; rejects when it fails. */
	operate(words: readonly string[]): Promise<string>;
	remove(): Promise<void>;
}

/** Bundles every service as the images' build does. */
export async function makeBundles(): Promise<Bundles> {
	const dir = await mkdtemp(join(tmpdir(), 'canario-bundles-'));
	const remove = () => rm(dir, { recursive: true, force: true });
	const [out, empty] = [join(dir, 'out'), join(dir, 'empty')];
	try {
		const bundler = ['--disable-warning=ExperimentalWarning', 'images/main.ts', '--out', out];
		await run(process.execPath, bundler, { cwd: ROOT });
		await run('mkdir', [empty]);
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		remove,
		start: (name, { main, url, env }) =>
			startChild({
				name,
				command: process.execPath,
				args: confined(out, serviceOf(main)),
				cwd: empty,
				env,
				ready: () => says(url, 'ready'),
			}),
		operate: async (words) =>
			(await run(process.execPath, [...confined(out, 'operator'), ...words], { cwd: empty })).stdout,
	};
}

/** As the image's entry point starts it; it may read what is in the image, write nothing and start nothing. */
const confined = (out: string, service: string) => [
	...['--disable-proto=delete', '--disable-warning=ExperimentalWarning'],
	...['--permission', `--allow-fs-read=${join(out, service)}`],
	join(out, service, service, 'main.js'),
];

/** The folder of the service whose main.ts this is. */
const serviceOf = (main: string) => relative(ROOT, main).split(sep)[0] ?? '';
