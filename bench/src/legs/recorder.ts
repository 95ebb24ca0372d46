// Canario's recorder in front of a record store that answers at once: the leg is measured, not the disk.
import { blueGrpc } from '@canario/blue-grpc/service';
import { startService } from '@canario/service-kit/service';
import { openLive } from '@canario/stores/open-live';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { StoreProvider } from '@canario/stores/provider';
import type { RecordStore } from '@canario/stores/record-store';
import { tellPort } from '../../peers/serve.ts';

const stores: StoreProvider = {
	async records(url, options): Promise<RecordStore> {
		const real = await openRecordStore(url, options);
		return {
			insert: async (documents) => documents.map(() => ({ outcome: 'stored' })),
			find: (ids) => real.find(ids),
			page: (request) => real.page(request),
			count: () => real.count(),
			groups: (beforeMs) => real.groups(beforeMs),
			journal: real.journal,
			slots: (fromMs, beforeMs, slotMs) => real.slots(fromMs, beforeMs, slotMs),
			ping: () => real.ping(),
			close: () => real.close(),
		};
	},
	live: openLive,
};

const { port } = JSON.parse(process.argv[2] ?? '') as { port: number };
const env = {
	HOST: '127.0.0.1',
	LOG_LEVEL: 'warn',
	BLUE_ROLE: 'server',
	BLUE_HTTP_PORT: '0',
	BLUE_GRPC_PORT: `${port}`,
	MONGODB_URL: 'sqlite::memory:',
	REDIS_URL: 'embedded::memory:',
};
await startService(blueGrpc, env, stores);
tellPort(port);
