import { whoOf } from '@canario/access/who';
import type { Request } from 'express';

/**
 * Name of who asks, for the records. The holder of the platform's own token, by which programs on this machine act,
 * may say for whom that is; whoever has a token of their own is that one.
 *
 * @throws {ServiceError} `unauthorized` where nobody has logged in.
 */
export function whoAsks(request: Request, actsFor?: string): string {
	const { name, by } = whoOf(request);
	return by === 'local' ? (actsFor ?? name) : name;
}
