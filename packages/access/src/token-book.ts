import { sameDigest } from './bearer-token.ts';
import type { Role } from './role.ts';
import type { TokenEvent } from './token-event.ts';

/** What is known of a token; never the token itself. Times are milliseconds since the Unix epoch. */
export interface TokenFacts {
	readonly name: string;
	readonly role: Role;
	readonly addedAtMs: number;
	readonly addedBy: string;
	readonly expiresAtMs?: number;
	readonly revokedAtMs?: number;
	readonly revokedBy?: string;
}

interface Page {
	readonly digest: Buffer;
	facts: TokenFacts;
}

/** The tokens that a stream of events gives: a fold, without a clock or a store. */
export class TokenBook {
	/** In the order in which they were added. */
	readonly #pages: Page[] = [];
	readonly #byName = new Map<string, Page>();

	apply(event: TokenEvent, atMs: number): void {
		if (event.kind === 'revoked') {
			const page = this.#byName.get(event.name);
			if (page === undefined || page.facts.revokedAtMs !== undefined) return;
			page.facts = { ...page.facts, revokedAtMs: atMs, revokedBy: event.by };
			return;
		}
		const { name, role, by, expiresAtMs } = event;
		const facts = { name, role, addedAtMs: atMs, addedBy: by, ...(expiresAtMs && { expiresAtMs }) };
		const page = { digest: Buffer.from(event.digest, 'hex'), facts };
		this.#pages.push(page);
		this.#byName.set(name, page);
	}

	/** The token with that digest. All are compared, so that the time taken does not tell which it was. */
	find(digest: Buffer): TokenFacts | undefined {
		let found: TokenFacts | undefined;
		for (const page of this.#pages) if (sameDigest(page.digest, digest)) found = page.facts;
		return found;
	}

	/** The token that was added last under that name. */
	named(name: string): TokenFacts | undefined {
		return this.#byName.get(name)?.facts;
	}

	/** All there ever were, the oldest first. */
	list(): readonly TokenFacts[] {
		return this.#pages.map(({ facts }) => facts);
	}
}

/** What a token is worth at a moment. */
export function stateOf(
	{ revokedAtMs, expiresAtMs }: TokenFacts,
	nowMs: number,
): 'good' | 'revoked' | 'expired' {
	if (revokedAtMs !== undefined) return 'revoked';
	return expiresAtMs !== undefined && expiresAtMs <= nowMs ? 'expired' : 'good';
}
