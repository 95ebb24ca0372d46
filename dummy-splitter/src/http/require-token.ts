import { createHash, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '@canario/service-kit/service-error';
import type { RequestHandler } from 'express';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Lets in who has the token, and nobody where there is none. Compares digests in constant time, so that neither the
 * token's content nor its length shows in the time taken.
 */
export function requireToken(token: string | undefined): RequestHandler {
	const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
	return (request, _response, next) => {
		const given = digest(request.headers.authorization ?? '');
		if (!expected || !timingSafeEqual(given, expected)) {
			throw new ServiceError('unauthorized', 'this needs the operator\'s token as "Authorization: Bearer …"');
		}
		next();
	};
}
