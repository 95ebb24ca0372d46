import type { RequestHandler } from 'express';

/** By it a question of an entry is known that was meant for a lane. */
export const FROM_HEADER = 'x-canario-from';

/** Status of the answer to it: the request was directed to somebody who cannot answer it (RFC 9110, 15.5.20). */
export const MISDIRECTED = 421;

/**
 * Answers questions whether a lane is ready that came to an entry, for nothing splits the apex, which leads to the
 * entries themselves: at once, or entries would go on asking one another.
 */
export const refuseOwn: RequestHandler = (request, response, next) => {
	if (request.get(FROM_HEADER) === undefined) next();
	else response.status(MISDIRECTED).json({ status: 'an entry, and no lane' });
};
