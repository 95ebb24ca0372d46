import type { Place } from '../manifests.ts';
import type { Parsed } from '../parse.ts';
import { APEX_RULES } from './apex-rules.ts';
import { DIALECT_RULES } from './dialect-rules.ts';
import type { Rule, Severity } from './rule.ts';
import { SERVICE_RULES } from './service-rules.ts';
import { WEIGHT_RULES } from './weight-rules.ts';

/** Every rule; docs/splits.md has them in this order. */
export const RULES: readonly Rule[] = [...WEIGHT_RULES, ...APEX_RULES, ...SERVICE_RULES, ...DIALECT_RULES];

/** A rule that is broken, where, and what to do about it. */
export interface Finding extends Place {
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly why: string;
	readonly wayOut: string;
	readonly source: string;
}

/** Looks at all that was given together; findings in the order of the text, each once. */
export function lint(parsed: Parsed): Finding[] {
	const found = RULES.flatMap(({ id, severity, why, wayOut, source, check }) =>
		check(parsed).map(({ file, line, message }) => ({
			rule: id,
			severity,
			file,
			line,
			message,
			why,
			wayOut,
			source,
		})),
	);
	// what several splits of one document share is found at each of them
	const once = new Map(found.map((one) => [`${one.file}:${one.line} ${one.rule} ${one.message}`, one]));
	return [...once.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
