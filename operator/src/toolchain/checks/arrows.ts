import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { Check } from './check.ts';
import { packageOf, specifiersOf } from './imports.ts';
import { readWorkspaces, type Workspace } from './workspaces.ts';

/** Where a workspace stands; an import points from a later kind to an earlier one, never back. */
const KINDS = ['package', 'service', 'operator', 'tool'] as const;
type Kind = (typeof KINDS)[number];

const OF_FOLDER: Readonly<Record<string, Kind>> = { operator: 'operator', bench: 'tool', e2e: 'tool' };

function kindOf(folder: string): Kind {
	return folder.startsWith('packages/') ? 'package' : (OF_FOLDER[folder] ?? 'service');
}

/** Packages may lean on packages and tools on tools; services stand alone. */
function mayImport(from: Workspace, to: Workspace): boolean {
	const [source, target] = [kindOf(from.folder), kindOf(to.folder)];
	if (from === to) return true;
	if (source === 'service' && target === 'service') return false;
	return KINDS.indexOf(source) >= KINDS.indexOf(target);
}

/** Tests may use what the root declares: vitest, fast-check and their like. */
const isTest = (file: string) => /\.test\.ts$|\/(contract|testing)\/|^e2e\//.test(file);

export interface SourceFile {
	/** From the root. */
	readonly path: string;
	readonly text: string;
}

/** One line for each import that points the wrong way, is not declared, or reaches into another workspace. */
export function wrongArrows(
	files: readonly SourceFile[],
	workspaces: readonly Workspace[],
	shared: ReadonlySet<string>,
): readonly string[] {
	return files.flatMap((file) => {
		const from = workspaces.find(({ folder }) => file.path.startsWith(`${folder}/`));
		if (from === undefined) return [];
		return specifiersOf(file.text).flatMap((specifier) => {
			const wrong = specifier.startsWith('.')
				? reachesOut(file, specifier, from)
				: wrongPackage(file, specifier, { from, workspaces, shared });
			return wrong === undefined ? [] : [`${file.path}: ${wrong}`];
		});
	});
}

function reachesOut(file: SourceFile, specifier: string, from: Workspace): string | undefined {
	const target = normalize(join(file.path, '..', specifier));
	const isRootFile = !target.includes('/');
	return target.startsWith(`${from.folder}/`) || isRootFile
		? undefined
		: `'${specifier}' reaches into another workspace; import it by its package name`;
}

interface Surroundings {
	readonly from: Workspace;
	readonly workspaces: readonly Workspace[];
	readonly shared: ReadonlySet<string>;
}

function wrongPackage(
	file: SourceFile,
	specifier: string,
	{ from, workspaces, shared }: Surroundings,
): string | undefined {
	const name = packageOf(specifier);
	if (name === undefined) return undefined;
	const to = workspaces.find((workspace) => workspace.name === name);
	if (to !== undefined && !mayImport(from, to)) {
		return `'${specifier}' points the wrong way (${kindOf(from.folder)} → ${kindOf(to.folder)})`;
	}
	// a package of types alone is declared by its own name
	if (
		from.declared.has(name) ||
		from.declared.has(`@types/${name}`) ||
		(isTest(file.path) && shared.has(name))
	)
		return undefined;
	return `'${name}' is not declared in ${from.folder}/package.json`;
}

/** Arrows run one way: operator → services → packages, and nobody imports what it does not declare. */
export const arrowsCheck: Check = {
	name: 'arrows',
	async run(root) {
		const { workspaces, shared } = readWorkspaces(root);
		const files = workspaces.flatMap(({ folder }) =>
			globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: (path) => path.endsWith('node_modules') }),
		);
		const sources = files.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
		const wrong = wrongArrows(sources, workspaces, shared);
		return { status: wrong.length === 0 ? 'passed' : 'failed', detail: wrong.join('\n') };
	},
};
