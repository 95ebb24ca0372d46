import { createClient } from 'redis';

/**
 * What a Redis that was given by URL does not promise of green's 202, as a sentence; undefined when its
 * append-only file is on, or when it does not tell.
 */
export async function missingDurability(url: string): Promise<string | undefined> {
	const client = createClient({ url, socket: { connectTimeout: 2_000, reconnectStrategy: false } });
	client.on('error', () => {});
	try {
		await client.connect();
		const persistence = await client.info('persistence');
		if (!persistence.includes('aof_enabled:0')) return undefined;
		return 'this Redis has no append-only file (appendonly no): what green has accepted and not stored is lost when it ends';
	} catch {
		return undefined;
	} finally {
		client.destroy();
	}
}
