// The whole feed over live statistics in its own memory, which change between any two ticks.
import { realtimeWs } from '@canario/realtime-ws/service';
import { startService } from '@canario/service-kit/service';
import { openLive } from '@canario/stores/open-live';
import { openRecordStore } from '@canario/stores/open-record-store';
import { tellPort } from '../../peers/serve.ts';
import { startFeeding } from './feeding.ts';

const { port, tickMs } = JSON.parse(process.argv[2] ?? '') as { port: number; tickMs: number };
const env = {
	HOST: '127.0.0.1',
	LOG_LEVEL: 'warn',
	REALTIME_PORT: `${port}`,
	REDIS_URL: 'embedded::memory:',
	FEED_TICK_MS: `${tickMs}`,
};
const live = await openLive(env.REDIS_URL, { timeoutMs: 1_000 });
await startFeeding(live, tickMs / 2);
await startService(realtimeWs, env, { live: async () => live, records: openRecordStore });
tellPort(port);
