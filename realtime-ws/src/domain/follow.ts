import type { FollowAnswer, FollowInput } from '@canario/contracts/feed';
import type { TokenBuckets } from '../token-buckets.ts';

/** Whether the entry took a made-up vaccination, or when it may be asked again, milliseconds. */
export type Sent = { readonly taken: true } | { readonly taken: false; readonly retryAfterMs?: number };

interface Options<Follower> {
	/** Sends one under a secret. Rejects when the entry does not answer. */
	readonly send: ((input: FollowInput, secret: string) => Promise<Sent>) | undefined;
	readonly perAddress: TokenBuckets;
	readonly inAll: TokenBuckets;
	/** A secret that nobody can guess. */
	readonly newSecret: () => string;
	/** The public trace key of a secret. */
	readonly keyOf: (secret: string) => string;
	readonly followers: {
		begin(key: string, follower: Follower): void;
		open(key: string): void;
		end(key: string): void;
	};
	/** Hears how each request ended: `sent`, or the reason of its refusal. */
	readonly onOutcome: (outcome: string) => void;
}

interface Request {
	/** Undefined where it is not valid. */
	readonly input: FollowInput | undefined;
	readonly address: string;
	readonly answer: (answer: FollowAnswer) => void;
}

/** Lets a viewer send a made-up vaccination and follow it, within limits. */
export function createFollow<Follower>(options: Options<Follower>) {
	const { send, followers, onOutcome } = options;
	return async (follower: Follower, { input, address, answer }: Request): Promise<void> => {
		const refuse = (reason: Extract<FollowAnswer, { ok: false }>['reason'], retryAfterMs?: number) => {
			onOutcome(reason);
			answer({ ok: false, reason, ...(retryAfterMs !== undefined && { retryAfterMs }) });
		};
		if (!input) return refuse('invalid_input');
		if (!send) return refuse('unavailable');
		const waitMs = options.perAddress.take(address) || options.inAll.take('');
		if (waitMs > 0) return refuse('too_many', waitMs);
		const secret = options.newSecret();
		const key = options.keyOf(secret);
		// sightings may come before the entry's answer
		followers.begin(key, follower);
		const sent = await send(input, secret).catch((): Sent => ({ taken: false }));
		if (!sent.taken) {
			followers.end(key);
			return refuse('unavailable', sent.retryAfterMs);
		}
		onOutcome('sent');
		answer({ ok: true, key });
		followers.open(key);
	};
}
