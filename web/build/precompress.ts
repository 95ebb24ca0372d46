import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = '**/*.{js,css,html,svg,json,txt}';

/** Leaves a .br and a .gz beside each text file that was built: compressed once, as small as it goes. */
export function precompress(): Plugin {
	let folder = '';
	return {
		name: 'precompress',
		apply: 'build',
		configResolved({ root, build: { outDir } }) {
			folder = `${root}/${outDir}`;
		},
		closeBundle() {
			for (const file of globSync(TEXT, { cwd: folder })) {
				const content = readFileSync(`${folder}/${file}`);
				const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
				writeFileSync(`${folder}/${file}.br`, brotliCompressSync(content, { params: quality }));
				writeFileSync(`${folder}/${file}.gz`, gzipSync(content, { level: 9 }));
			}
		},
	};
}
