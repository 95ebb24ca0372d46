import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEPLOYABLES } from './deployables.ts';

const ROOT = resolve(import.meta.dirname, '..');
const textOf = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

interface Service {
	readonly image: string;
	readonly build?: { readonly args: { readonly SERVICE: string } };
	readonly environment?: Readonly<Record<string, string>>;
	readonly ports?: readonly string[];
	readonly volumes?: readonly string[];
	readonly healthcheck?: { readonly test: readonly string[] };
}

const services: Readonly<Record<string, Service>> = parse(textOf('compose.yaml'), { merge: true }).services;
const all = Object.entries(services);
const built = all.filter(([, { build }]) => build);
const serving = built.filter(([name]) => name !== 'traffic');

/** The environment of a service by its README, which a test of the service holds true. */
const known = (name: string) =>
	new Set([...textOf(`${name}/README.md`).matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, key]) => key));

describe('compose.yaml', () => {
	it('has all that is deployed', () => {
		const names = built.map(([, { build }]) => build?.args.SERVICE ?? '').sort();
		expect(names).toEqual(DEPLOYABLES.map(({ name }) => name).sort());
		for (const [, { image, build }] of built) expect(image).toMatch(`canario/${build?.args.SERVICE}:`);
	});

	it.each(all)(
		'keeps %s small: no capability, nothing writable, ports on loopback alone',
		(_name, service) => {
			const hardened = { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] };
			expect(service).toMatchObject(hardened);
			for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
		},
	);

	it.each(serving)('tells %s what it reads, and nothing else', (name, { environment }) => {
		const unknown = Object.keys(environment ?? {}).filter((key) => !known(name).has(key));
		expect(unknown).toEqual([]);
	});

	it.each(serving)('asks %s for its readiness on the port of its own', (name, { healthcheck }) => {
		const port = /^\| `\w*PORT` \| `(\d+)` \|/m.exec(textOf(`${name}/README.md`))?.[1];
		expect(healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${port}/readyz`);
	});

	it('mounts files that there are', () => {
		const mounted = all.flatMap(([, { volumes = [] }]) => volumes.filter((one) => one.startsWith('./')));
		expect(mounted.length).toBeGreaterThan(0);
		for (const one of mounted) expect(existsSync(resolve(ROOT, one.split(':')[0] ?? ''))).toBe(true);
	});

	it('has every service that serves metrics scraped', () => {
		const { scrape_configs: jobs } = parse(textOf('images/compose/prometheus.yml'));
		const hosts = jobs[0].static_configs[0].targets.map((target: string) => target.split(':')[0]);
		expect(hosts.sort()).toEqual(serving.map(([name]) => name).sort());
	});
});
