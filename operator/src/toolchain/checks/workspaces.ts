import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One folder of the npm workspace. */
export interface Workspace {
	/** From the root, as in `packages/stores`. */
	readonly folder: string;
	readonly name: string;
	/** Every name that its package.json declares, and its own. */
	readonly declared: ReadonlySet<string>;
}

interface Manifest {
	readonly name: string;
	readonly workspaces?: readonly string[];
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The workspaces of the repository, and what the root declares for everybody's tests. */
export function readWorkspaces(root: string): {
	workspaces: readonly Workspace[];
	shared: ReadonlySet<string>;
} {
	const manifest = readManifest(root, '.');
	const folders = (manifest.workspaces ?? []).flatMap((pattern) =>
		globSync(`${pattern}/package.json`, { cwd: root }).map((file) => file.replace(/\/package\.json$/, '')),
	);
	const workspaces = folders.map((folder) => {
		const own = readManifest(root, folder);
		return { folder, name: own.name, declared: new Set([own.name, ...namesOf(own)]) };
	});
	return { workspaces, shared: new Set(namesOf(manifest)) };
}

const readManifest = (root: string, folder: string) =>
	JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

const namesOf = ({ dependencies, devDependencies, peerDependencies }: Manifest) =>
	[dependencies, devDependencies, peerDependencies].flatMap((part) => Object.keys(part ?? {}));
