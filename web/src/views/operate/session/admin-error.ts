import type { FieldError, Problem } from '@canario/contracts/problem';

/** Why a request of an operator was not done. */
export class AdminError extends Error {
	override readonly name = 'AdminError';
	/** Code of docs/errors.md; `away` when not even the page's own server answered. */
	readonly code: string;
	/** HTTP status; 0 without an answer. */
	readonly status: number;
	/** What the server says of it, in English. */
	readonly detail: string;
	readonly errors: readonly FieldError[];
	/** After how long another try has a chance, milliseconds. */
	readonly retryAfterMs: number;

	constructor({ code, status, detail, errors = [] }: Omit<Problem, 'type' | 'title'>, retryAfterMs = 0) {
		super(`${status} ${code}: ${detail}`);
		this.code = code;
		this.status = status;
		this.detail = detail;
		this.errors = errors;
		this.retryAfterMs = retryAfterMs;
	}
}

/** `error` as an AdminError; what nobody expected is one without an answer. */
export const asAdminError = (error: unknown): AdminError =>
	error instanceof AdminError ? error : new AdminError({ code: 'away', status: 0, detail: String(error) });

/** The AdminError that an answer of 400 or more is. */
export async function problemOf(response: Response): Promise<AdminError> {
	const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
	try {
		const problem = (await response.json()) as Problem;
		return new AdminError({ ...problem, status: response.status }, retryAfterMs);
	} catch {
		return new AdminError({ code: 'away', status: response.status, detail: 'no problem' }, retryAfterMs);
	}
}
