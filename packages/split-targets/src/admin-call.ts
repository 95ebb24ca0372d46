import type { Problem } from '@canario/contracts/problem';
import { ERROR_CODES, ServiceError } from '@canario/service-kit/service-error';

/** The environment's key for a token. */
export const TOKEN_KEY = 'CANARIO_TOKEN';

const TIMEOUT_MS = 10_000;

/** The entry's admin API: gives the body of a good answer. `signal` gives a call up before its deadline. */
export type AdminCall = (
	method: 'GET' | 'PUT' | 'POST' | 'DELETE',
	path: string,
	body?: object,
	signal?: AbortSignal,
) => Promise<unknown>;

/**
 * A caller of the admin API at `base`, with a token.
 *
 * @param tokenFrom where the token is from, for whoever hears that it is refused: CANARIO_TOKEN, or a file.
 */
export function adminAt(base: string, token: string, tokenFrom?: string): AdminCall {
	return async (method, path, body, signal) => {
		const url = URL.parse(path, base);
		if (url === null) throw new ServiceError('invalid_input', `the target "${base}" is no URL`);
		const response = await reach(url, {
			method,
			headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
			...(body && { body: JSON.stringify(body) }),
			signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]),
		});
		const answer: unknown = await response.json().catch(() => undefined);
		if (response.ok && answer !== undefined) return answer;
		throw complaint(url, response.status, { problem: answer as Partial<Problem> | undefined, tokenFrom });
	};
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
	try {
		return await fetch(url, request);
	} catch (cause) {
		// fetch hides the reason in its cause
		const { message } = ((cause as Error).cause as Error | undefined) ?? (cause as Error);
		throw new ServiceError('unavailable', `cannot reach the admin API at ${url.origin}: ${message}`, {
			cause,
		});
	}
}

interface Refused {
	readonly problem: Partial<Problem> | undefined;
	readonly tokenFrom: string | undefined;
}

function complaint({ origin }: URL, status: number, { problem, tokenFrom }: Refused): ServiceError {
	const said = [
		problem?.detail,
		...(problem?.errors ?? []).map(({ path, message }) => `${path}: ${message}`),
	];
	const why = said.filter(Boolean).join('; ');
	if (status === 401) {
		const token = tokenFrom === undefined ? 'the token' : `the token of ${tokenFrom}`;
		const wayOut = tokenFrom === TOKEN_KEY ? 'set another, or unset it and' : `set ${TOKEN_KEY}, or`;
		return new ServiceError(
			'unauthorized',
			`the platform at ${origin} refuses ${token}${why && ` (${why})`}: ${wayOut} name its directory with --data`,
		);
	}
	if (status >= 500)
		return new ServiceError('unavailable', `the platform at ${origin} answered ${status}: ${why}`);
	return new ServiceError(
		ERROR_CODES.find((code) => code === problem?.code) ?? 'invalid_input',
		why || `${origin} answered ${status}: is it the admin listener (3060)?`,
	);
}
