import { describeSplitTarget, START } from '@canario/traffic-split/contract/split-target.contract';
import { afterAll, beforeAll, describe } from 'vitest';
import { connectCluster } from '../cluster/connect-cluster.ts';
import { adminIn, configWith, lineTo, noClusterIn } from '../testing/cluster-for-tests.ts';
import { route, trafficSplit } from '../testing/split-manifests.ts';
import { makeNamespace, type TestNamespace } from '../testing/test-namespace.ts';
import { HTTP_ROUTE } from './http-route.ts';
import { objectSplitTarget } from './object-split-target.ts';
import { TRAFFIC_SPLIT } from './traffic-split.ts';

const missing = noClusterIn(process.env);

let namespace: TestNamespace;
let made = 0;

describe.skipIf(missing)(`splits in a cluster ${missing ?? ''}`, () => {
	beforeAll(async () => {
		namespace = await makeNamespace(adminIn(process.env));
	});
	afterAll(() => namespace.close());

	describe.each([
		{ kind: TRAFFIC_SPLIT, manifest: trafficSplit },
		{ kind: HTTP_ROUTE, manifest: route },
	])('$kind.kind', ({ kind, manifest }) => {
		const start = async () => {
			const name = `front-${made++}`;
			await namespace.create(manifest(name, START));
			const line = await lineTo(adminIn(process.env));
			const targetOf = (config: typeof line.config, by: string) =>
				objectSplitTarget(kind, {
					client: connectCluster(config),
					...{ namespace: namespace.name, name, by, now: Date.now },
					// what the pause is for is another test's matter
					pauseMs: 0,
				});
			return {
				target: targetOf(line.config, 'ana'),
				another: targetOf(adminIn(process.env), 'bea'),
				stranger: targetOf(configWith(adminIn(process.env), { token: 'none-that-is-known' }), 'eve'),
				async interrupt() {
					await line.cut();
					return line.mend;
				},
				close: line.close,
			};
		};
		describeSplitTarget(`a ${kind.kind}`, start, { keepsHistory: false });
	});
});
