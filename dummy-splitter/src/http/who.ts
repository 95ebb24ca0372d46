import type { Request } from 'express';

/** Who has the platform's own token, by which a program on this machine acts for somebody. */
const LOCAL = 'local';

/**
 * Name of who asks, for the records. The holder of the platform's own token may say for whom it acts; whoever has a
 * token of their own is that one.
 */
export function whoAsks(request: Request & { who?: { readonly name: string } }, actsFor?: string): string {
	const name = request.who?.name ?? LOCAL;
	return name === LOCAL ? (actsFor ?? LOCAL) : name;
}
