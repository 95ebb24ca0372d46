import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canario, startCanario } from './canario.ts';
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

	const set = (blue: number) =>
		canario(
			['split', 'set', `blue=${blue}`, `green=${100 - blue}`, '--reason', 'a test', '--by', 'ana', ...at],
			{ KUBECONFIG: server.kubeconfig },
		);

	it('watches through a killed API server, which kept the split, and shows what comes after', async () => {
		const { users } = JSON.parse(readFileSync(server.kubeconfig, 'utf8'));
		const access = { port: server.port, token: users[0].user.token as string };
		// the namespace comes a moment after the server
		await vi.waitFor(
			async () => expect(await kubeRequest(access, SPLITS, FRONT)).toMatchObject({ status: 201 }),
			{ timeout: 10_000 },
		);
		const environment = { KUBECONFIG: server.kubeconfig };
		watching = await startCanario(['split', 'watch', ...at], /Ctrl-C ends/, environment);
		expect(await set(90)).toMatchObject({ status: 0, stdout: expect.stringContaining('by ana: a test') });
		await vi.waitFor(() => expect(watching?.output()).toContain('blue=100 green=0 → blue=90 green=10'));
		await server.kill('SIGKILL');
		await vi.waitFor(() => expect(watching?.output()).toContain('trying again'), { timeout: 5_000 });
		await server.restart();
		expect(await set(70)).toMatchObject({ status: 0 });
		await vi.waitFor(() => expect(watching?.output()).toContain('blue=90 green=10 → blue=70 green=30'), {
			timeout: 10_000,
		});
		expect(watching.output().match(/trying again/g)).toHaveLength(1);
		await watching.stop();
		expect(await watching.exited).toBe(0);
	}, 60_000);
});
