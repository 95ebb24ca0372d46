import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code is in a bundle. */
export interface Included {
	readonly name: string;
	readonly version: string;
	/** As its package.json states it, in SPDX's terms. */
	readonly license: string;
	/** Texts of the files in which it states its licence and its notices. */
	readonly texts: readonly string[];
}

const FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
const NOTICE = /^(licen[cs]e|notice|copying|copyright)/i;

/** The packages from which these modules come, in the order of their names. */
export function includedIn(moduleIds: readonly string[]): readonly Included[] {
	const folders = new Set(moduleIds.flatMap((id) => FOLDER.exec(id.replaceAll('\0', ''))?.[0] ?? []));
	return [...folders]
		.filter((folder) => existsSync(join(folder, 'package.json')))
		.map(readPackage)
		.sort(byName);
}

const byName = (a: Included, b: Included) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1);

function readPackage(folder: string): Included {
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const notices = readdirSync(folder).filter((file) => NOTICE.test(file) && !/\.[jt]s$/.test(file));
	return {
		name: manifest.name,
		version: manifest.version,
		license: manifest.license ?? 'NOASSERTION',
		texts: notices.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim()),
	};
}

/** What the licences ask for: their texts, with the packages to which they belong. */
export function noticesOf(included: readonly Included[]): string {
	return included
		.map(({ name, version, license, texts }) => [`${name} ${version} (${license})`, ...texts].join('\n\n'))
		.join(`\n\n${'-'.repeat(72)}\n\n`)
		.concat('\n');
}

/** The same as a bill of materials (CycloneDX 1.6): scanners of images cannot see into bundles. */
export function billOf(name: string, included: readonly Included[]): object {
	return {
		bomFormat: 'CycloneDX',
		specVersion: '1.6',
		version: 1,
		metadata: { component: { type: 'application', name: `canario-${name}` } },
		components: included.map(({ name: full, version, license }) => {
			const purl = `pkg:npm/${full.replace('@', '%40')}@${version}`;
			return {
				...{ type: 'library', 'bom-ref': purl, name: full, version, purl },
				...(license !== 'NOASSERTION' && { licenses: [{ expression: license }] }),
			};
		}),
	};
}
