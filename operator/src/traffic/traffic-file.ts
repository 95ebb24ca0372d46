import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';

/** The records that come with the project. */
export const DEFAULT_TRAFFIC_FILE = resolve(import.meta.dirname, '../../../traffic/traffic.json');

/** One element of a traffic file, sent as it is: whether it is a valid vaccination is for the entry to say. */
export type TrafficRecord = Readonly<Record<string, unknown>>;

const KEYS = ['name', 'location', 'age', 'vaccine_type', 'n_dose'];

/**
 * The records of a traffic file: a JSON array in UTF-8 (with or without a byte order mark) or Latin-1. Keys in
 * odd capitals ("Name") get their usual form; values stay as written.
 *
 * @throws {ServiceError} `not_found` when there is no such file, `invalid_input` when it holds no such array.
 */
export function readTrafficFile(path: string): readonly TrafficRecord[] {
	let records: unknown;
	try {
		records = JSON.parse(decode(readFileSync(path)));
	} catch (cause) {
		if (cause instanceof SyntaxError) {
			throw new ServiceError('invalid_input', `${path} is not JSON: ${cause.message}`, { cause });
		}
		throw new ServiceError('not_found', `cannot read the traffic file: ${(cause as Error).message}`, {
			cause,
		});
	}
	if (!Array.isArray(records) || records.length === 0) {
		throw new ServiceError('invalid_input', `${path} is not a JSON array with records in it`);
	}
	return records.map((record: unknown, index) => {
		if (isObject(record)) return withUsualKeys(record);
		throw new ServiceError('invalid_input', `${path}: element ${index} is not a record but ${typeof record}`);
	});
}

function decode(bytes: Buffer): string {
	try {
		// leaves a byte order mark out
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return bytes.toString('latin1');
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withUsualKeys(record: Record<string, unknown>): TrafficRecord {
	return Object.fromEntries(
		Object.entries(record).map(([key, value]) => {
			const usual = key.toLowerCase();
			return [KEYS.includes(usual) ? usual : key, value];
		}),
	);
}
