import { describe, expect, it } from 'vitest';
import { type Container, filesOf, objectsOf, read } from './objects.ts';
import { SECRETS, SERVICES } from './services.ts';

/** What Cloud Run leaves a container after SIGTERM, milliseconds. */
const ENDS_MS = 10_000;

describe.each(filesOf('cloud-run/*.service.yaml'))('%s', (path) => {
	const [object] = objectsOf(read(path));
	const { metadata, spec } = object?.spec.template ?? {};
	const container: Container = spec.containers[0];
	const env = container.env ?? [];
	const service = SERVICES[object?.metadata.name ?? ''];
	const values = Object.fromEntries(env.map(({ name, value }) => [name, value ?? SECRETS[name]]));
	const config = service?.readConfig(values);

	it('sets what the service reads, and lets it start on the port that is called', () => {
		expect(env.map(({ name }) => name).filter((name) => !service?.names.has(name))).toStrictEqual([]);
		expect(container.ports?.map(({ containerPort }) => containerPort)).toStrictEqual([config?.http.port]);
		for (const probe of [container.startupProbe, container.livenessProbe]) {
			expect(probe?.httpGet?.port).toBe(config?.http.port);
			expect(['/livez', '/readyz']).toContain(probe?.httpGet?.path);
		}
	});

	it('ends in the time that there is', () => {
		expect((config?.shutdown.drainMs ?? 0) + (config?.shutdown.deadlineMs ?? 0)).toBeLessThan(ENDS_MS);
	});

	it('keeps to three instances, an hour and an account of its own', () => {
		expect(metadata.annotations).toMatchObject({
			'autoscaling.knative.dev/maxScale': '3',
			'run.googleapis.com/sessionAffinity': 'true',
		});
		expect(spec).toMatchObject({
			timeoutSeconds: 3_600,
			serviceAccountName: `${object?.metadata.name}@PROJECT.iam.gserviceaccount.com`,
		});
		expect(spec.containerConcurrency).toBeLessThanOrEqual(1_000);
	});

	it('has fewer viewers than requests, and cuts them off before Cloud Run does', () => {
		if (object?.metadata.name !== 'realtime-ws') return;
		const { FEED_MAX_CONNECTIONS, FEED_ROTATE_MS = '3300000' } = values;
		expect(Number(FEED_MAX_CONNECTIONS)).toBeLessThan(spec.containerConcurrency);
		expect(Number(FEED_ROTATE_MS)).toBeLessThan(spec.timeoutSeconds * 1_000);
	});
});
