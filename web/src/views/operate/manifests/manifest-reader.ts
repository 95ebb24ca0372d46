import { ServiceError } from '@canario/service-kit/service-error';
import type { Loss } from '@canario/traffic-split/convert';
import { convertAll } from '@canario/traffic-split/convert-all';
import { type Finding, lint } from '@canario/traffic-split/lint/lint';
import { type Parsed, parse } from '@canario/traffic-split/parse';
import { renderAll } from '@canario/traffic-split/render';
import type { Dialect } from '@canario/traffic-split/split';
import { LONGEST } from '../source/join-files.ts';

/** What was read of manifests, and what is wrong with them. */
export interface ManifestReading {
	readonly parsed: Parsed;
	readonly findings: readonly Finding[];
}

/** Reads manifests, YAML or JSON, one document or several; nothing of what is too long to be read while a page waits. */
export function readManifests(text: string): ManifestReading {
	const tooLong = { file: 'text', line: 1, message: `longer than ${LONGEST} characters` };
	const read = parse({ file: 'text', text: text.length > LONGEST ? '' : text });
	const faults = text.length > LONGEST ? [tooLong] : read.faults;
	const parsed = { ...read, faults };
	return { parsed, findings: lint(parsed) };
}

/** Splits in another dialect, and what that loses of which; or why that cannot be, in English. */
export type Converted =
	| { readonly text: string; readonly lost: readonly (Loss & { readonly split: string })[] }
	| { readonly trouble: string };

/** Every split in another dialect. @param port of routes; without one that of the apex's Service. */
export function convertManifests(
	{ parsed }: ManifestReading,
	to: Dialect,
	port: number | undefined,
): Converted {
	try {
		const conversions = convertAll(parsed, { to, port });
		const lost = conversions.flatMap(({ split, lost: all }) =>
			all.map((loss) => ({ ...loss, split: split.name })),
		);
		return { text: renderAll(conversions, to), lost };
	} catch (error) {
		if (error instanceof ServiceError) return { trouble: error.message };
		throw error;
	}
}
