import { isObjectAddress } from '@canario/split-targets/open-split-target';
import { lint } from '@canario/traffic-split/lint/lint';
import { parse } from '@canario/traffic-split/parse';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { meshEdges, networkEdges } from './edges.ts';
import { byName, filesOf, type KubeObject, mainContainer, podOf } from './objects.ts';
import { findKustomize, kustomized, missingOf } from './render.ts';
import { SECRETS, SERVICES } from './services.ts';

const kustomize = findKustomize(process.env);
const missing = missingOf(kustomize);
const OVERLAYS = filesOf('{overlays,tests}/*/kustomization.yaml').map((path) => path.replace(/\/[^/]+$/, ''));
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;
const ROUTES = ['/livez', '/readyz'];

const rendered = new Map<string, KubeObject[]>();
const render = (folder: string): KubeObject[] => {
	const objects = rendered.get(folder) ?? kustomized(kustomize, folder);
	rendered.set(folder, objects);
	return objects;
};
/** Without what is there for tests alone. */
const deployments = (folder: string) =>
	[...byName(render(folder), 'Deployment').values()].filter(
		({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] !== 'test',
	);

describe.skipIf(missing)(`overlays ${missing ?? ''}`, () => {
	describe.each(OVERLAYS)('%s', (folder) => {
		it('deploys every service, each with its image once', () => {
			expect(
				deployments(folder)
					.map(({ metadata }) => metadata.name)
					.sort(),
			).toStrictEqual(Object.keys(SERVICES));
			for (const one of deployments(folder)) {
				expect(mainContainer(one).image).toMatch(
					new RegExp(`^canario/${one.metadata.name}:\\d+\\.\\d+\\.\\d+$`),
				);
			}
		});

		it('sets what each service reads, and lets it start', () => {
			for (const one of deployments(folder)) {
				const service = SERVICES[one.metadata.name];
				const { env = [], ports = [] } = mainContainer(one);
				expect(env.map(({ name }) => name).filter((name) => !service?.names.has(name))).toStrictEqual([]);
				const values = env.map(({ name, value }) => [name, value ?? SECRETS[name] ?? 'canario']);
				const config = service?.readConfig(Object.fromEntries(values));
				expect(ports.find(({ name }) => name === 'http')?.containerPort).toBe(config?.http.port);
				expect(podOf(one).enableServiceLinks).toBe(false);
			}
		});

		it('gives each pod longer to end than it takes', () => {
			for (const one of deployments(folder)) {
				const { env = [], lifecycle } = mainContainer(one);
				const values = env.map(({ name, value }) => [name, value ?? SECRETS[name] ?? 'canario']);
				const { shutdown } = SERVICES[one.metadata.name]?.readConfig(Object.fromEntries(values)) ?? {};
				const sleepSeconds = lifecycle?.preStop?.sleep?.seconds ?? 0;
				expect(sleepSeconds).toBe(5);
				const endsMs = sleepSeconds * 1_000 + (shutdown?.drainMs ?? 0) + (shutdown?.deadlineMs ?? 0);
				expect((podOf(one).terminationGracePeriodSeconds ?? 0) * 1_000).toBeGreaterThan(endsMs);
			}
		});

		it('asks for health where there is an answer', () => {
			for (const container of deployments(folder).map(mainContainer)) {
				for (const probe of PROBES.map((name) => container[name]?.httpGet)) {
					expect(ROUTES).toContain(probe?.path);
					expect(container.ports?.map(({ name }) => name)).toContain(probe?.port);
				}
			}
		});

		it('has Services that lead to pods, by ports with names', () => {
			const workloads = render(folder).filter(({ kind }) => /^(Deployment|StatefulSet)$/.test(kind));
			for (const { spec } of byName(render(folder), 'Service').values()) {
				const behind = workloads.find(
					({ metadata }) => metadata.name === spec.selector['app.kubernetes.io/name'],
				);
				const names = podOf(behind as KubeObject).containers.flatMap(({ ports = [] }) =>
					ports.map(({ name }) => name),
				);
				for (const { targetPort } of spec.ports) expect(names).toContain(targetPort);
			}
		});

		it('splits as lint wants it', () => {
			const findings = lint(
				parse({
					file: folder,
					text: render(folder)
						.map((one) => stringify(one))
						.join('---\n'),
				}),
			);
			expect(findings).toStrictEqual([]);
		});

		it('keeps every pod restricted, with requests and limits', () => {
			for (const one of render(folder).filter(({ kind }) => /^(Deployment|StatefulSet)$/.test(kind))) {
				const pod = podOf(one);
				expect(pod.securityContext).toMatchObject({
					runAsNonRoot: true,
					seccompProfile: { type: 'RuntimeDefault' },
				});
				const asks = byName(render(folder), 'Role').has(one.metadata.name);
				expect(pod.automountServiceAccountToken).toBe(asks);
				for (const { resources, securityContext } of pod.containers) {
					expect(securityContext).toMatchObject({
						readOnlyRootFilesystem: true,
						allowPrivilegeEscalation: false,
					});
					for (const list of [resources?.requests, resources?.limits]) {
						expect(Object.keys(list ?? {}).sort()).toStrictEqual(['cpu', 'ephemeral-storage', 'memory']);
					}
				}
			}
		});

		it('has the split before those who call the apex', () => {
			const kinds = render(folder).map(({ kind, metadata }) => (metadata.name === 'lanes' ? 'split' : kind));
			expect(kinds.lastIndexOf('split')).toBeLessThan(kinds.indexOf('Deployment'));
		});
	});

	/** Whether the controller's weights are an object's, and not the entry's. */
	const writesObject = (folder: string) => {
		const controller = byName(render(folder), 'Deployment').get('canary-controller');
		const { env = [] } = mainContainer(controller as KubeObject);
		return isObjectAddress(env.find(({ name }) => name === 'SPLIT_TARGET')?.value ?? '');
	};
	const byAddress = OVERLAYS.filter((folder) => byName(render(folder), 'NetworkPolicy').size > 0);

	it.each(byAddress)('%s lets the controller reach the entry where it sets the weights there', (folder) => {
		const edge = 'canary-controller → dummy-splitter:3060';
		for (const direction of ['ingress', 'egress'] as const)
			expect(networkEdges(render(folder), direction).has(edge)).toBe(!writesObject(folder));
	});

	it.each(OVERLAYS)('%s has one Lease for controllers of an object', (folder) => {
		const leases = [...byName(render(folder), 'Lease').keys()];
		expect(leases).toStrictEqual(writesObject(folder) ? ['canary-controller'] : []);
	});

	const policed = OVERLAYS.filter((folder) => render(folder).some(({ kind }) => kind === 'Server'));

	it.each(policed)('%s allows the same by address and by identity, and denies the rest', (folder) => {
		const objects = render(folder);
		const letIn = networkEdges(objects, 'ingress');
		const portOf = (to: string, name: string) =>
			[...byName(objects, 'Deployment').values(), ...byName(objects, 'StatefulSet').values()]
				.filter(({ metadata }) => metadata.name === to)
				.flatMap((one) => mainContainer(one).ports ?? [])
				.find((port) => port.name === name)?.containerPort ?? 0;
		expect([...letIn].sort()).toStrictEqual([...networkEdges(objects, 'egress')].sort());
		expect([...letIn].sort()).toStrictEqual([...meshEdges(objects, portOf)].sort());
		expect(letIn.size).toBe(17);
		expect(byName(objects, 'NetworkPolicy').get('default-deny')?.spec).toStrictEqual({
			podSelector: {},
			policyTypes: ['Ingress', 'Egress'],
		});
	});
});
