/** The stand-in for a mesh as a pod: it follows the TrafficSplit `lanes` of its namespace, and the pods of its leaves. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { startMeshStandIn } from '../src/mesh-stand-in.ts';
import { followEndpoints, followSplit } from './follow.ts';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The Service that the apex would lead to if nothing split it. */
const APEX_LEADS_TO = 'dummy-splitter';

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));

const config = new KubeConfig();
config.loadFromCluster();
const namespace = readFileSync(`${ACCOUNT}/namespace`, 'utf8').trim();
const split = await followSplit(config, namespace, 'lanes');
// its leaves are those of the object, so there is none without it
while (split.read() === undefined) await sleep(200);
const leaves = Object.keys(split.read() ?? {});
const mesh = await startMeshStandIn({
	source: split,
	seed: 7,
	leaves,
	listen: { host: '0.0.0.0', port: 3050, adminPort: 4191 },
});
await followEndpoints(config, namespace, (service, urls) => {
	if (leaves.includes(service)) mesh.leaf(service).setEndpoints(urls);
	if (service === APEX_LEADS_TO) mesh.leaf('apex').setEndpoints(urls);
	process.stdout.write(`${service}: ${urls.join(' ') || 'no endpoint'}\n`);
});
