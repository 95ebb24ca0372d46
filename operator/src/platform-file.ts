import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import { tryJson } from './traffic/try-json.ts';

/** Where `up` keeps its data unless `--data` says otherwise. */
export const DEFAULT_DATA_DIR = resolve(import.meta.dirname, '../../.canario/data');

const platformFile = z.object({
	/** The process that runs the platform. */
	pid: z.int().positive(),
	urls: z.object({
		/** What people open in a browser. */
		page: z.url(),
		entry: z.url(),
		/** The entry's admin listener; its bearer token is in the file `token` beside this one. */
		admin: z.url(),
		stats: z.url(),
		blue: z.url(),
		green: z.url(),
		subscriber: z.url(),
		canary: z.url(),
	}),
	startedAt: z.iso.datetime(),
});

/** A running platform, as `up` leaves it in `platform.json` of its data directory for the other commands. */
export type PlatformFile = z.infer<typeof platformFile>;

const pathIn = (dataDir: string) => join(dataDir, 'platform.json');

/** Tells the other commands where the platform is: readable by its owner only, replaced in one step. */
export function writePlatformFile(dataDir: string, platform: PlatformFile): void {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const draft = `${pathIn(dataDir)}.${platform.pid}`;
	rmSync(draft, { force: true });
	writeFileSync(draft, `${JSON.stringify(platform, null, '\t')}\n`, { mode: 0o600 });
	renameSync(draft, pathIn(dataDir));
}

/**
 * The platform that runs from `dataDir`.
 *
 * @throws {ServiceError} `not_found` when none does (the file is absent, or its process is gone);
 * `internal` when the file cannot be read. The message names the way out.
 */
export function readPlatformFile(dataDir: string): PlatformFile {
	const platform = parse(dataDir, readText(pathIn(dataDir)));
	if (platform === undefined || !isAlive(platform.pid)) {
		const same = dataDir === DEFAULT_DATA_DIR ? '' : ` --data ${dataDir}`;
		throw new ServiceError(
			'not_found',
			`no platform is running from ${dataDir}: start one with ./canario up${same} or name --target URL`,
		);
	}
	return platform;
}

/** Takes the file away, unless a platform other than that of `pid` has written it since. */
export function removePlatformFile(dataDir: string, pid: number): void {
	const text = readText(pathIn(dataDir));
	const parsed = text === undefined ? undefined : platformFile.safeParse(tryJson(text));
	if (parsed?.success && parsed.data.pid !== pid) return;
	rmSync(pathIn(dataDir), { force: true });
}

/**
 * The operator's token: `CANARIO_TOKEN` where it is set, else the file `token` in `dataDir`.
 *
 * @throws {ServiceError} `unauthorized` when there is neither.
 */
export function readToken(dataDir: string, env: NodeJS.ProcessEnv): string {
	const token = env.CANARIO_TOKEN?.trim() || readText(join(dataDir, 'token'))?.trim();
	if (!token) {
		throw new ServiceError(
			'unauthorized',
			`no token: set CANARIO_TOKEN, or name with --data the directory of a platform that has one (${dataDir} has none)`,
		);
	}
	return token;
}

function parse(dataDir: string, text: string | undefined): PlatformFile | undefined {
	if (text === undefined) return undefined;
	const parsed = platformFile.safeParse(tryJson(text));
	if (parsed.success) return parsed.data;
	throw new ServiceError(
		'internal',
		`${pathIn(dataDir)} is not readable as a platform file: stop the platform, start it again with ./canario up, or name --target URL`,
		{ cause: parsed.error },
	);
}

function readText(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw new ServiceError('internal', `cannot read ${path}: ${(error as Error).message}`, { cause: error });
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// not ours to signal, but there
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
