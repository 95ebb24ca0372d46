import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dummySplitter } from '@canario/dummy-splitter/service';
import { startService } from '@canario/service-kit/service';
import { ownStores } from '@canario/stores/provider';
import { START } from '@canario/traffic-split/contract/split-target.contract';
import { freePort } from '../../up/free-ports.ts';

/** Token of the entry that `startEntry` starts. */
export const TOKEN = 'a-token-for-the-test';

/** An entry whose split begins with START, with stores of its own in a directory of its own. */
export async function startEntry() {
	const dir = mkdtempSync(join(tmpdir(), 'canario-entry-'));
	const adminPort = await freePort();
	const env = {
		ENTRY_PORT: '0',
		ADMIN_PORT: String(adminPort),
		CANARIO_TOKEN: TOKEN,
		MONGODB_URL: `sqlite:${join(dir, 'records.db')}`,
		REDIS_URL: `embedded:${join(dir, 'live.db')}`,
		SPLIT_WEIGHTS: `blue=${START.blue},green=${START.green}`,
		SPLIT_FOLLOW_MS: '50',
		LOG_LEVEL: 'silent',
		SHUTDOWN_DRAIN_MS: '0',
	};
	const start = () => startService(dummySplitter, env, ownStores);
	let running = await start();
	return {
		adminUrl: `http://127.0.0.1:${adminPort}`,
		/** Stops it, until the returned function is called. */
		async interrupt() {
			await running.stop();
			return async () => {
				running = await start();
			};
		},
		async close() {
			await running.stop();
			rmSync(dir, { recursive: true });
		},
	};
}
