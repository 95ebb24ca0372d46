import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { LOCK, lockDirectory } from './lock.ts';
import { MANIFEST, type Manifest, readManifest, wayOut, writeManifest } from './manifest.ts';
import { PID_FILES } from './private-stores.ts';

/** A data directory that is ours alone until it is released. */
export interface DataDir {
	readonly manifest: Manifest;
	release(): void;
}

/**
 * Makes `dir` ready for one platform, and locks it.
 *
 * @throws {ServiceError} `unavailable`, with the way out, when a platform runs from it, when it holds something
 * that is not ours or was not finished, or cannot be written.
 */
export function openDataDir(dir: string, { fresh }: { fresh: boolean }): DataDir {
	try {
		// before the lock, which would leave a file in a directory that is not ours
		if (fresh) refuseForeign(dir);
		else refuseUnfinished(dir);
		mkdirSync(dir, { recursive: true, mode: 0o700 });
		const release = lockDirectory(dir);
		try {
			if (fresh) clear(dir);
			mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o700 });
			return { manifest: readManifest(dir) ?? begin(dir), release };
		} catch (error) {
			release();
			throw error;
		}
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

/** The operator's token: the given one, else that of the directory, made at the first start, readable by its owner only. */
export function ensureToken(dir: string, given: string | undefined): string {
	const path = join(dir, 'token');
	if (given) return given;
	if (existsSync(path)) return readFileSync(path, 'utf8').trim();
	const token = randomBytes(24).toString('base64url');
	writeFileSync(path, `${token}\n`, { mode: 0o600 });
	return token;
}

/** A directory without a manifest is ours only while it is empty. */
function refuseUnfinished(dir: string): void {
	if (!existsSync(dir) || existsSync(join(dir, MANIFEST))) return;
	if (readdirSync(dir).every((name) => name === 'logs' || isKept(name))) return;
	throw new ServiceError(
		'unavailable',
		`the data directory is not empty and was not finished by ./canario up (it has no ${MANIFEST}): ${wayOut(dir)}`,
	);
}

function begin(dir: string): Manifest {
	refuseUnfinished(dir);
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
const isLock = (name: string) => name === LOCK || name === `${LOCK}-journal`;
/** What is kept when all else is deleted. */
const isKept = (name: string) => isLock(name) || Object.values<string>(PID_FILES).includes(name);

function refuseForeign(dir: string): void {
	if (!existsSync(dir)) return;
	const foreign = readdirSync(dir).find((name) => !OURS.has(name) && !OUR_FILES.test(name) && !isKept(name));
	if (foreign === undefined) return;
	throw new ServiceError(
		'unavailable',
		`--fresh does not delete ${dir}: it holds ${foreign}, which is not Canario's`,
	);
}

function clear(dir: string): void {
	refuseForeign(dir);
	const names = readdirSync(dir).filter((name) => !isKept(name));
	for (const name of names) rmSync(join(dir, name), { recursive: true, force: true });
}
