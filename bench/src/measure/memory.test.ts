import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMemoryBytes } from './memory.ts';

describe.skipIf(!existsSync('/proc/self/status'))('readMemoryBytes', () => {
	it('reads what this process has', () => {
		const told = process.memoryUsage.rss();
		const read = readMemoryBytes(process.pid) ?? 0;
		expect(read / told).toBeGreaterThan(0.8);
		expect(read / told).toBeLessThan(1.25);
	});

	it('knows nothing of a process that is gone', () => {
		expect(readMemoryBytes(2 ** 30)).toBeUndefined();
	});
});
