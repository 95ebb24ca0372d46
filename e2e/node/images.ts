import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SECANTUSDB } from '@canario/operator/toolchain/secantusdb';
import { bundle } from '../../images/bundle.ts';
import { DEPLOYABLES } from '../../images/deployables.ts';
import { kubectl } from './kubectl.ts';
import { outputOf } from './program.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** As overlays/ci has it. */
const TAG = '0.0.0';
const tagOf = (name: string) => `docker.io/canario/${name}:${TAG}`;

interface ImageTools {
	/** Words of a command that takes the options of `docker build`. */
	readonly build: readonly string[];
	/** Words of one that takes a tag, and gives that image to the node. */
	readonly load: readonly string[];
}

/**
 * The commands that make images and give them to the node.
 *
 * @throws when nobody said how images get there, and the name of the kubeconfig's context does not tell.
 */
export async function imageTools(env: NodeJS.ProcessEnv): Promise<ImageTools> {
	const { CANARIO_IMAGE_BUILD: build = 'docker build', CANARIO_IMAGE_LOAD } = env;
	const load = CANARIO_IMAGE_LOAD ?? loaderOf(await kubectl('config current-context'));
	if (load !== undefined) return { build: build.split(' '), load: load.split(' ') };
	throw new Error(
		'how do images get to the nodes? Set CANARIO_IMAGE_LOAD to a command that takes a tag, for example "kind load docker-image --name NAME"',
	);
}

function loaderOf(context: string): string | undefined {
	const [, tool, name] = /^(kind|k3d)-(.+)$/m.exec(context) ?? [];
	if (tool === 'kind') return `kind load docker-image --name ${name}`;
	if (tool === 'k3d') return `k3d image import --cluster ${name}`;
	return context.trim() === 'minikube' ? 'minikube image load' : undefined;
}

/** Makes every image from this clone, and gives it to the node; some minutes the first time. */
export async function makeImages({ build, load }: ImageTools, tell: (line: string) => void): Promise<void> {
	const own = await mkdtemp(join(tmpdir(), 'canario-node-'));
	try {
		await bundle({ name: 'e2e', entry: 'node/stand-in.ts' }, own);
		const standIns = resolve(import.meta.dirname, 'Dockerfile');
		const target = (name: string) => [
			'-f',
			standIns,
			'--target',
			name,
			'--build-arg',
			`SECANTUSDB=${SECANTUSDB.version}`,
		];
		const all: [name: string, args: string[]][] = [
			...DEPLOYABLES.map(({ name }): [string, string[]] => [name, ['--build-arg', `SERVICE=${name}`, ROOT]]),
			['mesh-stand-in', [...target('mesh-stand-in'), own]],
			['ci-redis', [...target('redis'), own]],
			['ci-mongo', [...target('mongo'), own]],
		];
		for (const [name, args] of all) {
			await command([...build, '-t', tagOf(name), ...args]);
			await command([...load, tagOf(name)]);
			tell(`image ${name}`);
		}
	} finally {
		await rm(own, { recursive: true, force: true });
	}
}

const command = ([program = '', ...args]: readonly string[]) =>
	outputOf(program, args, { timeoutMs: 900_000 });
