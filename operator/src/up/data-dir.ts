import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import { readPlatformFile } from '../platform-file.ts';

const MANIFEST = 'canario-data.json';

const manifest = z.object({
	format: z.literal(1),
	/** Where this directory's records are; they stay there. */
	records: z.enum(['sqlite', 'mongod']).optional(),
	/** Where green's stream was last, and whether all of it had reached the record store. */
	live: z.enum(['embedded', 'redis']).optional(),
	drained: z.boolean(),
});

export type Manifest = z.infer<typeof manifest>;

const wayOut = (dir: string) =>
	`--fresh deletes it and begins anew, --data names another directory (this is ${dir})`;

/**
 * Makes `dir` ready for one platform and gives its manifest.
 *
 * @throws {ServiceError} `unavailable`, with the way out, when a platform runs from it, when it holds something
 * that is not ours or was not finished, or cannot be written.
 */
export function openDataDir(dir: string, { fresh }: { fresh: boolean }): Manifest {
	refuseWhenRunning(dir);
	try {
		if (fresh) clear(dir);
		mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o700 });
		return readManifest(dir) ?? begin(dir);
	} catch (cause) {
		if (cause instanceof ServiceError) throw cause;
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new ServiceError(
			'unavailable',
			`the data directory cannot be used: ${why}; name another with --data`,
			{ cause },
		);
	}
}

export function writeManifest(dir: string, content: Manifest): void {
	const draft = join(dir, `${MANIFEST}.new`);
	writeFileSync(draft, `${JSON.stringify(content, null, '\t')}\n`, { mode: 0o600 });
	renameSync(draft, join(dir, MANIFEST));
}

/** The operator's token: the given one, else that of the directory, made at the first start, readable by its owner only. */
export function ensureToken(dir: string, given: string | undefined): string {
	const path = join(dir, 'token');
	if (given) return given;
	if (existsSync(path)) return readFileSync(path, 'utf8').trim();
	const token = randomBytes(24).toString('base64url');
	writeFileSync(path, `${token}\n`, { mode: 0o600 });
	return token;
}

function refuseWhenRunning(dir: string): void {
	let pid: number;
	try {
		pid = readPlatformFile(dir).pid;
	} catch {
		return;
	}
	throw new ServiceError(
		'unavailable',
		`a platform runs from ${dir} already (pid ${pid}): stop it, or name another --data`,
	);
}

function readManifest(dir: string): Manifest | undefined {
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

/** A directory without a manifest is ours only while it is empty. */
function begin(dir: string): Manifest {
	const found = readdirSync(dir).filter((name) => name !== 'logs');
	if (found.length > 0) {
		throw new ServiceError(
			'unavailable',
			`the data directory is not empty and was not finished by ./canario up (it has no ${MANIFEST}): ${wayOut(dir)}`,
		);
	}
	const content: Manifest = { format: 1, drained: true };
	writeManifest(dir, content);
	return content;
}

/** What `up` writes; `--fresh` deletes nothing else. */
const OURS = new Set([
	MANIFEST,
	`${MANIFEST}.new`,
	'logs',
	'redis',
	'mongod',
	'token',
	'platform.json',
	'ledger.jsonl',
]);
const OUR_FILES = /^(records|queue)\.sqlite(-wal|-shm|-journal)?$|^platform\.json\.\d+$/;

function clear(dir: string): void {
	if (!existsSync(dir)) return;
	const names = readdirSync(dir);
	const foreign = names.find((name) => !OURS.has(name) && !OUR_FILES.test(name));
	if (foreign !== undefined) {
		throw new ServiceError(
			'unavailable',
			`--fresh does not delete ${dir}: it holds ${foreign}, which is not Canario's`,
		);
	}
	for (const name of names) rmSync(join(dir, name), { recursive: true, force: true });
}
