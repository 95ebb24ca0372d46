import { type FollowAnswer, type FollowInput, followInput } from '@canario/contracts/feed';

export const EXPULSIONS = ['unknown_event', 'invalid', 'too_often', 'too_large', 'not_joined'] as const;

/** Why a viewer is cut off for what it sent, or for not joining. */
export type Expulsion = (typeof EXPULSIONS)[number];

/** What a viewer may ask for. */
export type ClientRequest =
	| { readonly kind: 'resync' }
	| { readonly kind: 'watch'; readonly wanted: boolean }
	| {
			readonly kind: 'follow';
			/** Undefined where it is not one that the page could have sent. */
			readonly input: FollowInput | undefined;
			readonly answer: (answer: FollowAnswer) => void;
	  };

/** Reads an event that a client sent; gives why the client is to be cut off where it is none of the known ones. */
export function requestOf(event: unknown, values: readonly unknown[]): ClientRequest | Expulsion {
	const [first, second] = values;
	switch (event) {
		case 'resync':
			return values.length === 0 ? { kind: 'resync' } : 'invalid';
		case 'watch':
			return values.length === 1 && typeof first === 'boolean' ? { kind: 'watch', wanted: first } : 'invalid';
		case 'follow': {
			if (values.length !== 2 || typeof second !== 'function') return 'invalid';
			const input = followInput.safeParse(first);
			return { kind: 'follow', input: input.data, answer: second as (answer: FollowAnswer) => void };
		}
		default:
			return 'unknown_event';
	}
}
