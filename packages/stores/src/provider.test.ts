import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sharedStores } from './provider.ts';

const OPTIONS = { timeoutMs: 1_000 };
let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-provider-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('shared stores', () => {
	it('are one until the last user lets go', async () => {
		const stores = sharedStores();
		const [first, second] = await Promise.all([
			stores.live(`embedded:${dir}/q`, OPTIONS),
			stores.live(`embedded:${dir}/q`, OPTIONS),
		]);
		await first.close();
		await first.close();
		await second.ping();
		await second.close();
		await expect(second.ping()).rejects.toMatchObject({ code: 'unavailable' });
		await (await stores.live(`embedded:${dir}/q`, OPTIONS)).close();
	});

	it('that did not open are tried anew', async () => {
		const stores = sharedStores();
		const url = `sqlite:${join(dir, 'not/there/records.sqlite')}`;
		await expect(stores.records(url, OPTIONS)).rejects.toThrow();
		const { mkdirSync } = await import('node:fs');
		mkdirSync(join(dir, 'not/there'), { recursive: true });
		const store = await stores.records(url, OPTIONS);
		expect(await store.count()).toBe(0);
		await store.close();
	});
});
