import type { Check, CheckResult } from './checks/check.ts';
import type { Counts } from './verdict.ts';

export interface CheckOutcome extends CheckResult {
	readonly name: string;
	readonly durationMs: number;
}

/** Runs checks one after the other and tells of each as it ends. One that throws has failed. */
export async function runChecks(
	checks: readonly Check[],
	root: string,
	say: (line: string) => void,
): Promise<readonly CheckOutcome[]> {
	const outcomes: CheckOutcome[] = [];
	for (const check of checks) {
		const startedMs = performance.now();
		const result = await check.run(root).catch(broken);
		const outcome = { name: check.name, ...result, durationMs: Math.round(performance.now() - startedMs) };
		outcomes.push(outcome);
		say(describe(outcome));
	}
	return outcomes;
}

const broken = (error: unknown): CheckResult => ({ status: 'failed', detail: String(error) });

function describe({ name, status, detail, durationMs }: CheckOutcome): string {
	const seconds = `${(durationMs / 1000).toFixed(1)} s`;
	switch (status) {
		case 'passed':
			return `✓ ${name} (${seconds})`;
		case 'skipped':
			return `- ${name} skipped: ${detail}`;
		case 'failed':
			return `✗ ${name} (${seconds})\n${detail}`;
		default:
			return status satisfies never;
	}
}

/** Each check counts as one. */
export const countsOf = ({ status }: CheckResult): Counts => ({
	passed: Number(status === 'passed'),
	failed: Number(status === 'failed'),
	skipped: Number(status === 'skipped'),
});
