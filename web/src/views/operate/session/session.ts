import { AdminError, asAdminError, problemOf } from './admin-error.ts';

export type Role = 'viewer' | 'operator' | 'admin';

/** Whose credential it is: the answer of `GET /whoami`. */
export interface Who {
	readonly name: string;
	readonly role: Role;
	readonly by: 'local' | 'token' | 'oidc';
}

/** Who is logged in; `ended` where the server no longer takes the credential. */
export type SessionState =
	| { readonly phase: 'out'; readonly ended?: AdminError }
	| { readonly phase: 'in'; readonly who: Who };

export interface Request {
	readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
	/** Below the admin API, such as `/split`. */
	readonly path: string;
	readonly body?: object;
	readonly signal?: AbortSignal;
}

const API = '/operate/api';
const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

/** What can stand in a header. */
const SENDABLE = /^[\x21-\x7e]{1,8192}$/;

/** The longest that somebody who was told to wait is kept waiting, milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/**
 * An operator's session. The credential lives in this object and nowhere else: it is gone with the page. Where the server
 * tells to come back later (429) nothing is asked until then.
 */
export class Session {
	readonly #fetch: typeof fetch;
	readonly #nowMs: () => number;
	readonly #listeners = new Set<() => void>();
	#state: SessionState = { phase: 'out' };
	#token: string | undefined;
	#notBeforeMs = 0;

	/** @param nowMs milliseconds by any clock. */
	constructor(fetchBy: typeof fetch, nowMs: () => number) {
		this.#fetch = fetchBy;
		this.#nowMs = nowMs;
	}

	readonly state = (): SessionState => this.#state;

	readonly subscribe = (onChange: () => void): (() => void) => {
		this.#listeners.add(onChange);
		return () => void this.#listeners.delete(onChange);
	};

	/** Logs in, if the server takes the credential. Rejects with AdminError. */
	async enter(token: string): Promise<Who> {
		if (!SENDABLE.test(token))
			throw new AdminError({ code: 'unauthorized', status: 401, detail: 'no token' });
		const who = (await this.#send({ method: 'GET', path: '/whoami' }, token)) as Who;
		this.#token = token;
		this.#become({ phase: 'in', who });
		return who;
	}

	/** Forgets the credential. */
	leave(): void {
		this.#token = undefined;
		this.#become({ phase: 'out' });
	}

	/** Asks the admin API. Rejects with AdminError; one of 401 has ended the session. */
	async ask<T>(request: Request): Promise<T> {
		const token = this.#token;
		if (token === undefined)
			throw new AdminError({ code: 'unauthorized', status: 401, detail: 'logged out' });
		try {
			return (await this.#send(request, token)) as T;
		} catch (error) {
			const problem = asAdminError(error);
			// another may have logged in meanwhile
			if (problem.status === 401 && this.#token === token) {
				this.#token = undefined;
				this.#become({ phase: 'out', ended: problem });
			}
			throw problem;
		}
	}

	/** How long to wait before anything is asked, milliseconds. */
	readonly waitMs = (): number => Math.max(0, this.#notBeforeMs - this.#nowMs());

	async #send({ method, path, body, signal }: Request, token: string): Promise<unknown> {
		const waitMs = this.waitMs();
		if (waitMs > 0) {
			throw new AdminError({ code: 'too_many', status: 429, detail: 'asked to wait' }, waitMs);
		}
		const response = await this.#fetch(API + path, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				...(body && { 'content-type': 'application/json' }),
			},
			...(body && { body: JSON.stringify(body) }),
			...(signal && { signal }),
			cache: 'no-store',
			credentials: 'omit',
		});
		if (response.ok) return await response.json();
		const problem = await problemOf(response);
		if (problem.status === 429) {
			this.#notBeforeMs = this.#nowMs() + Math.min(LONGEST_WAIT_MS, Math.max(1_000, problem.retryAfterMs));
		}
		throw problem;
	}

	#become(state: SessionState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener();
	}
}

/** Whether `role` may do what needs `needed`. */
export const reaches = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
