import { script } from './script.ts';
import { COUNT, TAKE } from './shared.ts';

/** Counts batches in the current generation and in the next. */
export const count = script<null>(
	`#!lua flags=allow-oom
-- KEYS: meta, a, b, last. ARGV: what COUNT takes.
${TAKE}${COUNT}
count(KEYS[1], KEYS[2], KEYS[3], KEYS[4])
`,
	4,
);
