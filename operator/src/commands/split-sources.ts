import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Source } from '@canario/traffic-split/parse';

/**
 * Reads what `file` names; `-` is standard input.
 *
 * @throws {ServiceError} `invalid_input` where it cannot be read.
 */
export async function readSource(file: string): Promise<Source> {
	try {
		return file === '-'
			? { file: 'stdin', text: await text(process.stdin) }
			: { file, text: await readFile(file, 'utf8') };
	} catch (cause) {
		throw new ServiceError('invalid_input', `cannot read ${file}: ${(cause as Error).message}`, { cause });
	}
}

/** What there is to say where no split was found. */
export function noSplitError(files: readonly string[]): ServiceError {
	return new ServiceError(
		'invalid_input',
		`no split in ${files.join(', ')}: neither a TrafficSplit nor an HTTPRoute whose parent is a Service and whose rules have backends`,
	);
}
