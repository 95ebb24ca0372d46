import { execFile } from 'node:child_process';
import { cp, glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const FOLDER = dirname(import.meta.dirname);
const TOOLS = join(FOLDER, '../node_modules/.bin');
const PROTO = 'proto/vaccinations/v1/vaccinations.proto';

// buf finds its plugin on the PATH, and the plugin this Node.
const PATH = [TOOLS, dirname(process.execPath), process.env.PATH].join(delimiter);
const buf = (cwd: string, ...args: string[]) =>
	run(join(TOOLS, 'buf'), args, { cwd, env: { ...process.env, PATH } });

let copy: string;
beforeAll(async () => {
	copy = await mkdtemp(join(tmpdir(), 'canario-proto-'));
	for (const name of ['buf.yaml', 'buf.gen.yaml', 'proto']) {
		await cp(join(FOLDER, name), join(copy, name), { recursive: true });
	}
});
afterAll(() => rm(copy, { recursive: true }));

/** Path and text of every generated file below `folder`. */
async function generatedIn(folder: string): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	for await (const path of glob('src/gen/**/*.ts', { cwd: folder })) {
		files[path] = await readFile(join(folder, path), 'utf8');
	}
	return files;
}

describe('the proto', () => {
	it('gives the generated code that is committed', async () => {
		await buf(copy, 'generate');
		const fresh = await generatedIn(copy);
		expect(Object.keys(fresh)).toEqual(['src/gen/vaccinations/v1/vaccinations.ts']);
		expect(await generatedIn(FOLDER)).toEqual(fresh);
	});

	it('keeps to the lint rules and breaks nothing of its baseline', async () => {
		const silence = expect.objectContaining({ stdout: '', stderr: '' });
		expect(await buf(copy, 'lint')).toEqual(silence);
		expect(await buf(copy, 'breaking', '--against', 'proto/baseline.binpb')).toEqual(silence);
	});

	it('may not change the type of a field', async () => {
		const text = await readFile(join(FOLDER, PROTO), 'utf8');
		await writeFile(join(copy, PROTO), text.replace('int32 age', 'string age'));
		const check = buf(copy, 'breaking', '--against', 'proto/baseline.binpb');
		await expect(check).rejects.toMatchObject({ stdout: expect.stringContaining('"age"') });
	});
});
