import { ServiceError } from '@canario/service-kit/service-error';
import type { Request } from 'express';
import type { Role } from './role.ts';

/** Who asks. */
export interface Who {
	/** `local`, a token's name, or `oidc:` and the subject: what the history of changes says. */
	readonly name: string;
	readonly role: Role;
	/** By what they were known: the entry's own token, a named one, or a JWT of the identity provider. */
	readonly by: 'local' | 'token' | 'oidc';
}

const known = new WeakMap<object, Who>();

/** Notes who sent `request`. */
export const rememberWho = (request: Request, who: Who): void => void known.set(request, who);

/** Who sent `request`, if a login of this request has told. */
export const knownWho = (request: Request): Who | undefined => known.get(request);

/**
 * Who sent `request`, behind `allow`.
 *
 * @throws {ServiceError} `unauthorized` where no `allow` stands in front of the route.
 */
export function whoOf(request: Request): Who {
	const who = known.get(request);
	if (who === undefined) throw new ServiceError('unauthorized', 'nobody has logged in');
	return who;
}

/**
 * Name of who asks, for what is kept of changes. The holder of the local token, by which programs on this machine act,
 * may say for whom that is; whoever has a credential of their own is that one.
 *
 * @throws {ServiceError} as `whoOf` does.
 */
export function whoAsks(request: Request, actsFor?: string): string {
	const { name, by } = whoOf(request);
	return by === 'local' ? (actsFor ?? name) : name;
}
