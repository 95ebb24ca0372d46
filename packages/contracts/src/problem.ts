/** Media type of every error body. */
export const PROBLEM_TYPE = 'application/problem+json';

/** One fault of the input: where (a JSON path such as `[3].age`, or a header's name) and what. */
export interface FieldError {
	readonly path: string;
	readonly message: string;
}

/** Error body after RFC 9457, with the code of docs/errors.md and, for invalid input, every bad field. */
export interface Problem {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: string;
	readonly detail: string;
	readonly errors?: readonly FieldError[];
	/** The lane that failed, where one is known. */
	readonly lane?: string;
}
