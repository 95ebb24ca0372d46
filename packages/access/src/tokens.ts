import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '@canario/stores/journal';
import { digestOf, newToken } from './bearer-token.ts';
import type { Refusal } from './refusal.ts';
import type { Role } from './role.ts';
import { stateOf, type TokenFacts } from './token-book.ts';
import { TokenStream } from './token-stream.ts';
import type { Who } from './who.ts';

/** Good tokens at a time: each login compares with all. */
const MOST_GOOD = 200;

interface Options {
	/** @throws {ServiceError} `unavailable` while the record store is not open. */
	readonly journal: () => Journal;
	readonly randomBytes: (count: number) => Buffer;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
}

interface Terms {
	readonly role: Role;
	/** Absent for a token that does not expire. */
	readonly expiresInMs?: number | undefined;
}

/** A token that was just made; its text is nowhere else. */
export type NewToken = TokenFacts & { readonly token: string };

/**
 * The operators' tokens. Whoever is known goes on being known while the record store is away; `list`, `add` and
 * `revoke` then reject with its `unavailable` or `deadline_exceeded`.
 */
export class Tokens {
	readonly #options: Options;
	readonly #stream: TokenStream;

	constructor(options: Options) {
		this.#options = options;
		this.#stream = new TokenStream(options.journal, options.nowMs);
	}

	/** When they were last read, milliseconds since the Unix epoch. */
	get readAtMs(): number | undefined {
		return this.#stream.readAtMs;
	}

	/** Reads what was added or revoked meanwhile, here or by other entries. */
	refresh(): Promise<void> {
		return this.#stream.refresh();
	}

	/**
	 * Who holds `token`.
	 *
	 * @throws {ServiceError} `unavailable` when the tokens were never read: then nobody can say.
	 */
	check(token: string): Who | Refusal {
		if (this.readAtMs === undefined) {
			throw new ServiceError('unavailable', 'tokens cannot be checked: the record store was not there yet');
		}
		const facts = this.#stream.book.find(digestOf(token));
		if (facts === undefined) return { refused: 'unknown' };
		const state = stateOf(facts, this.#options.nowMs());
		return state === 'good' ? { name: facts.name, role: facts.role, by: 'token' } : { refused: state };
	}

	/** All tokens there ever were, the oldest first. */
	async list(): Promise<readonly TokenFacts[]> {
		await this.refresh();
		return this.#stream.book.list();
	}

	/**
	 * Makes a token. Durable when it resolves. Rejects with ServiceError('conflict') when a good token has that name,
	 * or when there are too many.
	 */
	async add(name: string, { role, expiresInMs }: Terms, by: string): Promise<NewToken> {
		const token = newToken(this.#options.randomBytes);
		const digest = digestOf(token).toString('hex');
		await this.#stream.append(() => {
			this.#checkRoom(name);
			const expiry = expiresInMs !== undefined && { expiresAtMs: this.#options.nowMs() + expiresInMs };
			return { kind: 'added', name, role, digest, by, ...expiry };
		});
		return { ...this.#named(name), token };
	}

	/** Revokes the token of that name; of a revoked one nothing changes. Rejects with ServiceError('not_found'). */
	async revoke(name: string, by: string): Promise<TokenFacts> {
		await this.#stream.append(() =>
			this.#named(name).revokedAtMs === undefined ? { kind: 'revoked', name, by } : undefined,
		);
		return this.#named(name);
	}

	#named(name: string): TokenFacts {
		const facts = this.#stream.book.named(name);
		if (facts) return facts;
		throw new ServiceError('not_found', `no token has the name "${name}"`);
	}

	#checkRoom(name: string): void {
		const atMs = this.#options.nowMs();
		const isGood = (facts: TokenFacts) => stateOf(facts, atMs) === 'good';
		const holder = this.#stream.book.named(name);
		if (holder && isGood(holder)) {
			throw new ServiceError(
				'conflict',
				`the name "${name}" is taken: revoke its token first, or take another`,
			);
		}
		if (this.#stream.book.list().filter(isGood).length < MOST_GOOD) return;
		throw new ServiceError('conflict', `there are ${MOST_GOOD} good tokens: revoke one first`);
	}
}
