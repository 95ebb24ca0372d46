import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';

/**
 * Proves that the environment table of a service's README is true: each key of `shape` has its row
 * `| KEY | default | meaning |` and no other key has one. A needed key has the default "needed", one that may be
 * left out "–".
 */
export function describeEnvironmentTable(readme: URL, shape: z.ZodRawShape): void {
	describe('the environment table of README.md', () => {
		it('has exactly the keys that the service reads, with their defaults', () => {
			const rows = readFileSync(readme, 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.+?) \|$/gm);
			const told = Object.fromEntries([...rows].map(([, key, value]) => [key, value]));
			const read = Object.fromEntries(
				Object.entries(shape).map(([key, schema]) => [key, defaultOf(schema as z.ZodType)]),
			);
			expect(told).toEqual(read);
		});
	});
}

function defaultOf(schema: z.ZodType): string {
	const parsed = schema.safeParse(undefined);
	if (!parsed.success) return 'needed';
	return parsed.data === undefined ? '–' : `\`${shown(parsed.data)}\``;
}

/** A value as it is written in an environment. */
function shown(value: unknown): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (Array.isArray(value)) return value.join(',');
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value)
			.map(([key, part]) => `${key}=${part}`)
			.join(',');
	}
	return String(value);
}
