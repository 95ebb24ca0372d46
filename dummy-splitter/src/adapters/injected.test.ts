import type { HopOutcome } from '@canario/contracts/hop';
import { LANES } from '@canario/contracts/lane';
import { admit } from '@canario/contracts/vaccination';
import type { FaultInjector } from '@canario/service-kit/faults/injector';
import { hopRoute } from '@canario/service-kit/hop-route';
import { createApp, listen } from '@canario/service-kit/http-server';
import { afterEach, describe, expect, it } from 'vitest';
import { someMesh } from '../testing/some-mesh.ts';
import { localRoute } from './local-route.ts';
import { meshRoute } from './mesh-route.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const one of opened.splice(0).reverse()) await one.close();
});
const own = <T extends { close(): Promise<void> }>(one: T): T => {
	opened.push(one);
	return one;
};

const vaccination = (id: string) =>
	admit({ name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 }, id, 1);

/** A real leaf of blue that fails, as a fault on purpose does, the vaccinations whose id begins with `x`. */
async function failingLeaf() {
	const stored: string[] = [];
	const faults: Pick<FaultInjector, 'active' | 'hop'> = {
		active: true,
		hop: async (all, serve) => {
			const served = (await serve(all.filter(({ id }) => !id.startsWith('x')))).values();
			return all.map(({ id }) => (id.startsWith('x') ? 'failed' : (served.next().value as HopOutcome)));
		},
	};
	const serve = async (all: Parameters<FaultInjector['hop']>[0]) => {
		stored.push(...all.map(({ id }) => id));
		return all.map((): HopOutcome => 'stored');
	};
	const app = createApp();
	app.use(hopRoute('blue', serve, faults));
	const leaf = own(await listen(app, { host: '127.0.0.1', port: 0 }));
	return { url: leaf.url, stored };
}

const limits = { deadlineMs: 2_000, maxPending: 50 };
const routes = {
	local: (url: string) =>
		localRoute({ drawable: () => LANES, draw: () => 'blue', urls: { blue: url, green: url }, ...limits }),
	mesh: (url: string) => meshRoute({ apexUrl: url, batch: 10, ...limits, ...someMesh() }),
};

describe.each(Object.entries(routes))('a fault on purpose, by the %s route', (_name, open) => {
	it('fails the sender whose vaccination it refused, and nobody else of the hop', async () => {
		const { url, stored } = await failingLeaf();
		const route = own(open(url));
		const ids = ['xa', 'b', 'xc', 'd'];
		const settled = await Promise.allSettled(ids.map((id) => route.send(vaccination(id))));
		expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
		expect(settled[0]).toMatchObject({ reason: { code: 'injected', lane: 'blue' } });
		expect(stored).toEqual(['b', 'd']);
	});

	it('never makes the lane be left alone: the next that is not refused is served at once', async () => {
		const { url } = await failingLeaf();
		const route = own(open(url));
		for (let failure = 0; failure < 10; failure++) {
			await expect(route.send(vaccination(`x${failure}`))).rejects.toMatchObject({ code: 'injected' });
		}
		expect(await route.send(vaccination('a'))).toEqual({ lane: 'blue', outcome: 'stored' });
	});
});
