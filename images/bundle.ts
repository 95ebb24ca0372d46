import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { buildPage } from './build-page.ts';
import type { Deployable } from './deployables.ts';
import { billOf, type Included, includedIn, noticesOf } from './inventory.ts';
import { INTRO, mirroredPlaces } from './mirrored-places.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** What drivers ask for and do without; none of it is a dependency of ours. */
const NOT_HERE = [
	...[
		'@aws-sdk/credential-providers',
		'@mongodb-js/zstd',
		'gcp-metadata',
		'kerberos',
		'mongodb-client-encryption',
	],
	...['snappy', 'bufferutil', 'utf-8-validate'],
];

/**
 * Leaves in `folder` what an image holds below /app: the bundle, what it reads, and the licences of what is in it.
 *
 * @throws when an import is not found, or the page cannot be built.
 */
export async function bundle(deployable: Deployable, folder: string): Promise<void> {
	const { name, assets = [], page = false } = deployable;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, name), { recursive: true });
	for (const asset of assets) cpSync(join(ROOT, asset), join(folder, asset), { recursive: true });
	const [code, ofPage] = await Promise.all([
		bundleCode(deployable, join(folder, name)),
		page ? buildPage(ROOT, join(folder, name, 'dist')) : [],
	]);
	writeFileSync(join(folder, 'LICENSES.txt'), noticesOf([...code, ...ofPage]));
	writeFileSync(join(folder, 'bom.cdx.json'), `${JSON.stringify(billOf(name, [...code, ...ofPage]))}\n`);
}

async function bundleCode({ name, entry }: Deployable, dir: string): Promise<readonly Included[]> {
	const built = await rolldown({
		input: { main: join(ROOT, name, entry) },
		platform: 'node',
		external: NOT_HERE,
		plugins: [mirroredPlaces(ROOT)],
		onLog(level, log) {
			// what is not found would be missed only when somebody asks for it
			if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
			if (level === 'warn' && !log.id?.includes('node_modules')) process.stderr.write(`${log.message}\n`);
		},
	});
	const { output } = await built.write({
		...{ dir, format: 'esm', sourcemap: true, intro: INTRO },
		...{ entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
	});
	await built.close();
	writeFileSync(join(dir, 'package.json'), '{"type":"module"}\n');
	const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
	return includedIn(chunks.flatMap(({ moduleIds }) => moduleIds));
}
