import type { RequestHandler } from 'express';
import { originAllowed } from '../feed/admission.ts';

/** Lets pages of the allowed origins read the answers; what they ask for is public, so that nothing else is checked. */
export function cors(allowedOrigins: readonly string[]): RequestHandler {
	return (request, response, next) => {
		const { origin } = request.headers;
		response.vary('Origin');
		if (origin !== undefined && originAllowed(origin, allowedOrigins)) {
			response.set('Access-Control-Allow-Origin', origin);
		}
		next();
	};
}
