/**
 * `node images/on-node/main.ts`: makes every image that the overlay ci names, from this clone, and gives it to the nodes of the
 * kubeconfig's current context; some minutes the first time. e2e/README.md says what the environment may hold.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SECANTUSDB } from '../../operator/src/toolchain/secantusdb.ts';
import { bundle } from '../bundle.ts';
import { DEPLOYABLES } from '../deployables.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STAND_INS = resolve(import.meta.dirname, 'Dockerfile');
/** As the overlay has it: no release. */
const TAG = '0.0.0';

/** How images get to the nodes of a context, by its name. */
function loaderOf(context: string): string {
	const [, tool, name] = /^(kind|k3d)-(.+)$/m.exec(context) ?? [];
	if (tool === 'kind') return `kind load docker-image --name ${name}`;
	if (tool === 'k3d') return `k3d image import --cluster ${name}`;
	if (context.trim() === 'minikube') return 'minikube image load';
	throw new Error(
		`how do images get to the nodes of ${context.trim()}? Set CANARIO_IMAGE_LOAD to a command that takes a tag, for example "kind load docker-image --name NAME"`,
	);
}

/** Runs a command whose words end in these, and gives what it prints. */
function run(words: string, ...more: readonly string[]): string {
	const [program = '', ...args] = words.split(' ');
	const { status, stdout, error } = spawnSync(program, [...args, ...more], {
		...{ encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	if (status === 0) return stdout;
	throw new Error(`${words} ${more.join(' ')} ended with ${error?.message ?? status}`);
}

async function makeAll(): Promise<void> {
	const { CANARIO_IMAGE_BUILD: build = 'docker build', CANARIO_IMAGE_LOAD } = process.env;
	const load = CANARIO_IMAGE_LOAD ?? loaderOf(run('kubectl config current-context'));
	const standIn = mkdtempSync(join(tmpdir(), 'canario-images-'));
	try {
		await bundle({ name: 'e2e', entry: 'node/stand-in.ts' }, standIn);
		const secantusDb = `SECANTUSDB=${SECANTUSDB.version}`;
		const target = (name: string) => ['-f', STAND_INS, '--target', name, '--build-arg', secantusDb, standIn];
		const images: readonly (readonly [name: string, args: readonly string[]])[] = [
			...DEPLOYABLES.map(({ name }) => [name, ['--build-arg', `SERVICE=${name}`, ROOT]] as const),
			['mesh-stand-in', target('mesh-stand-in')],
			['ci-redis', target('redis')],
			['ci-mongo', target('mongo')],
		];
		for (const [name, args] of images) {
			const tag = `docker.io/canario/${name}:${TAG}`;
			run(build, '-t', tag, ...args);
			run(load, tag);
			process.stderr.write(`image ${name}\n`);
		}
	} finally {
		rmSync(standIn, { recursive: true, force: true });
	}
}

try {
	await makeAll();
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = 1;
}
