import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { type KubeObject, MANIFESTS, objectsOf } from './objects.ts';

/** A program's path, or why there is none. */
export type Program =
	| { readonly path: string; readonly arguments: readonly string[] }
	| { readonly missing: string };

function onPath(name: string, path = ''): string | undefined {
	return path
		.split(delimiter)
		.filter(Boolean)
		.map((folder) => join(folder, name))
		.find((candidate) => {
			try {
				accessSync(candidate, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/** The `kustomize` that CANARIO_KUSTOMIZE names, else the one in `kubectl`. */
export function findKustomize(env: NodeJS.ProcessEnv): Program {
	if (env.CANARIO_KUSTOMIZE) return { path: env.CANARIO_KUSTOMIZE, arguments: ['build'] };
	const kubectl = onPath('kubectl', env.PATH);
	if (kubectl) return { path: kubectl, arguments: ['kustomize'] };
	return { missing: env.CANARIO_MISSING_KUSTOMIZE ?? 'CANARIO_KUSTOMIZE names none' };
}

/** The Helm 4 that CANARIO_HELM names. */
export function findHelm(env: NodeJS.ProcessEnv): Program {
	if (env.CANARIO_HELM) return { path: env.CANARIO_HELM, arguments: ['template', 'canario'] };
	return { missing: env.CANARIO_MISSING_HELM ?? 'CANARIO_HELM names none' };
}

/** Why a test cannot be run; undefined where it can. */
export const missingOf = (...programs: Program[]): string | undefined =>
	programs.map((program) => ('missing' in program ? program.missing : undefined)).find(Boolean);

function run(program: Program, args: readonly string[]): string {
	if ('missing' in program) throw new Error(program.missing);
	return execFileSync(program.path, [...program.arguments, ...args], {
		cwd: MANIFESTS,
		encoding: 'utf8',
		maxBuffer: 16 * 1024 * 1024,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

/** The objects of a folder of manifests, in the order in which they are applied. */
export const kustomized = (program: Program, folder: string): KubeObject[] =>
	objectsOf(run(program, [resolve(MANIFESTS, folder)]));

/** The objects of the chart with these files of values, without its tests. */
export function charted(program: Program, ...values: string[]): KubeObject[] {
	const files = values.flatMap((name) => ['--values', `helm/values/${name}.yaml`]);
	const text = run(program, ['helm/canario', '--namespace', 'canario', ...files]);
	return objectsOf(text).filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'] === undefined);
}
