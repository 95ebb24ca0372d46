import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from './cache-dir.ts';
import { withFileLock } from './file-lock.ts';
import { findOnPath, isExecutable } from './on-path.ts';
import { lastLine, runCommand } from './run-command.ts';
import { isMissing, type Tool, type ToolContext } from './tool.ts';

/** The program's sources; what it is made of is pinned by their go.sum. */
const SOURCES = fileURLToPath(new URL('kubernetes', import.meta.url));
const ROUTE_CRD = 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml';
/** On a small and busy machine, cold. */
const BUILD_MS = 45 * 60_000;

const wayOut = 'install Go 1.26 (https://go.dev/dl), or name a cluster by CANARIO_TEST_KUBECONFIG';

/** Looks without building. A build that was interrupted, or of other sources, counts as missing. */
export function findApiServer(env: NodeJS.ProcessEnv): Tool {
	const { path, marker } = placesOf(env);
	if (existsSync(marker) && isExecutable(path)) return { path };
	return {
		missing: `the API server of Kubernetes ${version()} is not built`,
		wayOut: './canario test builds it',
	};
}

/**
 * The API server of the tests, with its etcd in it and two CRDs beside it: from the cache, else built from Go's module
 * proxy where Go is there (five minutes on two cores, 105 MB; Go's own caches keep 2 GB more).
 */
export async function ensureApiServer(context: ToolContext): Promise<Tool> {
	const found = findApiServer(context.env);
	if (!isMissing(found)) return found;
	const go = findOnPath('go', context.env);
	if (go === undefined) return { missing: 'there is no go on the PATH to build it with', wayOut };
	return withFileLock(`${placesOf(context.env).folder}.lock`, async () => {
		// Another process may have done it while this one waited.
		const now = findApiServer(context.env);
		return isMissing(now) ? build(go, context) : now;
	});
}

async function build(go: string, { env, tell }: ToolContext): Promise<Tool> {
	const { folder, path, marker } = placesOf(env);
	tell(`building the API server of Kubernetes ${version()} (go, in ${folder}; minutes the first time) …`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(join(folder, 'crds'), { recursive: true });
	const stamp = [`gitVersion=v${version()}`, 'gitMajor=1', `gitMinor=${version().split('.')[1]}`];
	const flags = stamp.map((value) => `-X k8s.io/component-base/version.${value}`).join(' ');
	const args = ['build', '-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', `-s -w ${flags}`];
	const settings = { env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' }, timeoutMs: BUILD_MS };
	const built = await runCommand(go, [...args, '-o', `${path}.new`, '.'], { ...settings, cwd: SOURCES });
	if (built.status !== 0) return notBuilt(built.output);
	const crds = join(SOURCES, 'gateway-api');
	const got = await runCommand(go, ['mod', 'download', '-json', 'sigs.k8s.io/gateway-api'], {
		...settings,
		cwd: crds,
	});
	const dir = /"Dir": "(.*)"/.exec(got.output)?.[1];
	if (got.status !== 0 || dir === undefined) {
		return notBuilt(/"Error": "(.*)"/.exec(got.output)?.[1] ?? got.output);
	}
	await copyFile(join(dir, ROUTE_CRD), join(folder, 'crds', 'http-route.yaml'));
	await copyFile(join(SOURCES, 'traffic-split-crd.yaml'), join(folder, 'crds', 'traffic-split.yaml'));
	await rename(`${path}.new`, path);
	await writeFile(marker, '');
	return findApiServer(env);
}

const notBuilt = (output: string): Tool => ({
	missing: `the API server could not be built: ${lastLine(output)}`,
	wayOut: `check the network and that go reaches its module proxy, or ${wayOut}`,
});

/** Of Kubernetes, as go.mod pins it. */
function version(): string {
	return /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(SOURCES, 'go.mod'), 'utf8'))?.[1] ?? '';
}

function placesOf(env: NodeJS.ProcessEnv) {
	const sources = createHash('sha256');
	for (const file of ['go.mod', 'go.sum', 'main.go', 'traffic-split-crd.yaml', 'gateway-api/go.sum']) {
		sources.update(readFileSync(join(SOURCES, file)));
	}
	const name = `api-server-${version()}-${sources.digest('hex').slice(0, 8)}`;
	const folder = join(cacheDir(env), name);
	return { folder, path: join(folder, 'api-server'), marker: join(folder, 'complete') };
}
