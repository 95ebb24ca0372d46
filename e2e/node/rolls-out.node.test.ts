import { describe, expect, it } from 'vitest';
import { canario } from '../src/canario.ts';
import { kubectl, NAMESPACE, podsOf, rolledOut, tryKubectl } from './kubectl.ts';

const SERVICES = [
	...['blue-grpc', 'canary-controller', 'dummy-splitter', 'green-redis', 'realtime-ws'],
	...['subscriber', 'web'],
];

describe('the platform on a node', () => {
	it('rolls out completely where pods are restricted', async () => {
		// an autoscaler may be at work
		await rolledOut(...(await kubectl('get deployments,statefulsets -o name')).trim().split('\n'));
		const { items } = JSON.parse(await kubectl('get deployments,statefulsets -o json')) as {
			items: {
				metadata: { name: string };
				status: { readyReplicas?: number; conditions?: { type: string }[] };
			}[];
		};
		expect(items.map(({ metadata }) => metadata.name).sort()).toEqual(
			[...SERVICES, 'mesh-stand-in', 'mongo', 'redis'].sort(),
		);
		for (const { status } of items) {
			expect(status.readyReplicas).toBeGreaterThan(0);
			expect((status.conditions ?? []).map(({ type }) => type)).not.toContain('ReplicaFailure');
		}
		const refused = await tryKubectl('run root --image=canario/web:0.0.0 --image-pull-policy=Never');
		expect(refused.stderr).toMatch(/violates PodSecurity "restricted/);
	});

	it.each(SERVICES)('%s may write nothing, and is nobody', async (name) => {
		const [pod = ''] = await podsOf(name);
		const asks =
			"try{fs.writeFileSync('/app/x','');console.log('wrote')}catch({code}){console.log(code,process.getuid())}";
		expect(await kubectl(['exec', pod, '--', 'node', '-e', asks])).toBe('EROFS 10001\n');
	});

	it('is found sound by doctor --cluster, but for the proxies that a stand-in stands for', async () => {
		const { stdout, stderr } = await canario(['doctor', '--cluster', '--namespace', NAMESPACE, '--json']);
		expect(stderr).toBe('');
		const { findings, entries } = JSON.parse(stdout) as {
			findings: { rule: string }[];
			entries: { traps: string[]; silent?: string }[];
		};
		expect(findings.map(({ rule }) => rule)).toEqual(['client-not-meshed']);
		expect(entries).toEqual([{ pod: expect.any(String), traps: [] }]);
	});
});
