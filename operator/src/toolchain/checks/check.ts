/** A check of the sources that is no test: it looks at the repository as a whole. */
export interface Check {
	readonly name: string;
	/** @param root the repository's folder. */
	run(root: string): Promise<CheckResult>;
}

export interface CheckResult {
	readonly status: 'passed' | 'failed' | 'skipped';
	/** What was found wrong, or why it was skipped; empty when passed. */
	readonly detail: string;
}
