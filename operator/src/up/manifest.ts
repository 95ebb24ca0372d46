import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';

/** Its file in the data directory. */
export const MANIFEST = 'canario-data.json';

const manifest = z.object({
	format: z.literal(1),
	/** Where this directory's records are; they stay there. */
	records: z.enum(['sqlite', 'mongod']).optional(),
	/** Where green's stream was last, and whether all of it had reached the record store. */
	live: z.enum(['embedded', 'redis']).optional(),
	drained: z.boolean(),
});

/** What a data directory holds. */
export type Manifest = z.infer<typeof manifest>;

/** What a person can do about a data directory that cannot be used. */
export const wayOut = (dir: string) =>
	`--fresh deletes it and begins anew, --data names another directory (this is ${dir})`;

/** Replaces the manifest in one step. */
export function writeManifest(dir: string, content: Manifest): void {
	const draft = join(dir, `${MANIFEST}.new`);
	writeFileSync(draft, `${JSON.stringify(content, null, '\t')}\n`, { mode: 0o600 });
	renameSync(draft, join(dir, MANIFEST));
}

/** @throws {ServiceError} `unavailable`, with the way out, when it is damaged. */
export function readManifest(dir: string): Manifest | undefined {
	const path = join(dir, MANIFEST);
	if (!existsSync(path)) return undefined;
	try {
		return manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw new ServiceError(
			'unavailable',
			`the data directory is damaged (${MANIFEST} cannot be read): ${wayOut(dir)}`,
			{ cause },
		);
	}
}
