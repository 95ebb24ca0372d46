import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCanario } from './canario.ts';
import { type ApiServer, startApiServer } from './servers/api-server.ts';
import type { Child } from './servers/child.ts';
import { kubeRequest } from './servers/kube-request.ts';

const missing = process.env.CANARIO_MISSING_API_SERVER;

const SPLITS = '/apis/split.smi-spec.io/v1alpha2/namespaces/default/trafficsplits';
const FRONT = `
apiVersion: split.smi-spec.io/v1alpha2
kind: TrafficSplit
metadata: {name: front}
spec: {service: front, backends: [{service: blue, weight: 100}, {service: green, weight: 0}]}
`;
const at = ['--target', 'trafficsplit/front', '--namespace', 'default'];

describe.skipIf(missing)(`./canario split in a cluster ${missing ?? ''}`, () => {
	let server: ApiServer;
	let watching: Child | undefined;
	beforeEach(async () => {
		server = await startApiServer();
	});
	afterEach(async () => {
		await watching?.stop();
		// it need not end well
		await server.kill('SIGKILL');
		await server.stop();
	});

	it('watches through a killed API server, which kept the split, and shows what comes after', async () => {
		const { users } = JSON.parse(readFileSync(server.kubeconfig, 'utf8'));
		const access = { port: server.port, token: users[0].user.token as string };
		// the namespace comes a moment after the server
		await vi.waitFor(
			async () => expect(await kubeRequest(access, SPLITS, { yaml: FRONT })).toMatchObject({ status: 201 }),
			{ timeout: 10_000 },
		);
		const set = async (blue: number, green: number) => {
			const backends = [
				{ service: 'blue', weight: blue },
				{ service: 'green', weight: green },
			];
			const mergePatch = { spec: { service: 'front', backends } };
			expect(await kubeRequest(access, `${SPLITS}/front`, { mergePatch })).toMatchObject({ status: 200 });
		};
		const shown = (text: string) =>
			vi.waitFor(() => expect(watching?.output()).toContain(text), { timeout: 10_000 });
		const environment = { KUBECONFIG: server.kubeconfig };
		watching = await startCanario(['split', 'watch', ...at], /Ctrl-C ends/, environment);
		await set(90, 10);
		await shown('blue=100 green=0 → blue=90 green=10');
		await server.kill('SIGKILL');
		await shown('trying again');
		await server.restart();
		await set(70, 30);
		await shown('blue=90 green=10 → blue=70 green=30');
		expect(watching.output().match(/trying again/g)).toHaveLength(1);
		await watching.stop();
		expect(await watching.exited).toBe(0);
	}, 60_000);
});
