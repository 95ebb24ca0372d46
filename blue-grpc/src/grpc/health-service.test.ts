import { afterEach, describe, expect, it, vi } from 'vitest';
import { SILENT } from '../testing.ts';
import { RecorderClient } from './recorder-client.ts';
import { startRecorderServer } from './recorder-server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.close();
});

async function serverThat(isServing: () => Promise<boolean>) {
	const server = await startRecorderServer({
		host: '127.0.0.1',
		port: 0,
		record: async () => [],
		isServing,
		log: SILENT,
	});
	open.push(server);
	const client = new RecorderClient({
		target: server.address,
		deadlineMs: 1_000,
		onRetry: () => {},
		onRebuild: () => {},
	});
	open.push(client);
	return client;
}

describe('gRPC’s health service', () => {
	it('follows what the service says of itself', async () => {
		let serving = false;
		const client = await serverThat(async () => serving);
		await expect(client.ping(1_000)).rejects.toMatchObject({
			code: 'unavailable',
			message: 'the recorder is NOT_SERVING',
		});
		serving = true;
		await vi.waitFor(() => client.ping(1_000));
		serving = false;
		await vi.waitFor(() => expect(client.ping(1_000)).rejects.toMatchObject({ code: 'unavailable' }));
	});

	it('does not serve when nobody can say whether it does', async () => {
		const isServing = vi.fn<() => Promise<boolean>>(() => Promise.reject(new Error('no')));
		const client = await serverThat(isServing);
		await vi.waitFor(() => expect(isServing).toHaveBeenCalled());
		await expect(client.ping(1_000)).rejects.toMatchObject({ code: 'unavailable' });
	});
});
