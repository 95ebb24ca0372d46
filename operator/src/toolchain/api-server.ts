import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureGoTool, findGoTool, type Go, type GoTool, sourcesOf } from './go-tool.ts';
import { lastLine } from './run-command.ts';
import type { Tool, ToolContext } from './tool.ts';

const ROUTE_CRD = 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml';

const API_SERVER: GoTool = {
	name: 'the API server of Kubernetes',
	executable: 'api-server',
	folder: 'kubernetes',
	module: 'k8s.io/kubernetes',
	package: '.',
	files: ['main.go', 'traffic-split-crd.yaml', 'gateway-api/go.sum'],
	stamp: (version) =>
		[`gitVersion=v${version}`, 'gitMajor=1', `gitMinor=${version.split('.')[1]}`].map(
			(value) => `k8s.io/component-base/version.${value}`,
		),
	wayOut: 'name a cluster by CANARIO_TEST_KUBECONFIG',
	furnish: layCrds,
};

/** Looks without building. */
export const findApiServer = (env: NodeJS.ProcessEnv): Tool => findGoTool(API_SERVER, env);

/**
 * The API server of the tests, with its etcd in it and two CRDs beside it: from the cache, else built from Go's module
 * proxy where Go is there (five minutes on two cores, 105 MB; Go's own caches keep 2 GB more).
 */
export const ensureApiServer = (context: ToolContext): Promise<Tool> => ensureGoTool(API_SERVER, context);

async function layCrds(go: Go, beside: string): Promise<string | undefined> {
	const sources = sourcesOf(API_SERVER.folder);
	const crds = join(beside, 'crds');
	await mkdir(crds);
	const got = await go(['mod', 'download', '-json', 'sigs.k8s.io/gateway-api'], join(sources, 'gateway-api'));
	const dir = /"Dir": "(.*)"/.exec(got.output)?.[1];
	if (got.status !== 0 || dir === undefined) {
		return /"Error": "(.*)"/.exec(got.output)?.[1] ?? lastLine(got.output);
	}
	await copyFile(join(dir, ROUTE_CRD), join(crds, 'http-route.yaml'));
	await copyFile(join(sources, 'traffic-split-crd.yaml'), join(crds, 'traffic-split.yaml'));
	return undefined;
}
