import { readBody } from '@canario/service-kit/read-json';
import { ServiceError } from '@canario/service-kit/service-error';
import { type RequestHandler, Router } from 'express';
import type { Pool } from 'undici';
import { forwardTo } from './forward.ts';

/** Where the page finds the admin API. */
const OPERATE_API = '/operate/api';

const BODY_LIMIT_BYTES = 64 * 1024;

/** What operators do on the page: nothing else of the admin listener can be reached through it. */
const PATH =
	/^\/(?:whoami|split|faults|canary|tokens)(?:\/[a-z0-9][a-z0-9.-]{0,63}){0,2}(?:\?[a-zA-Z0-9=&-]{0,200})?$/;
const METHODS: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE'];
const BEARER = /^Bearer +[\x21-\x7e]{1,8192}$/i;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * The admin API for the page, by way of the page's own origin. Credentials are judged by the admin listener; requests
 * without one are not even passed on.
 *
 * @param admin connections to the admin listener; undefined where operating is not offered.
 */
export function operateRoutes(admin: Pool | undefined): RequestHandler {
	const router = Router({ caseSensitive: true });
	if (admin === undefined) {
		router.use(OPERATE_API, () => {
			throw new ServiceError('not_found', 'operating is not offered here; OPERATE_URL turns it on');
		});
	} else {
		router.use(OPERATE_API, guard, readBody(BODY_LIMIT_BYTES), forwardTo(admin));
	}
	return router;
}

/** Lets through what may be forwarded. `request.url` is what follows OPERATE_API. */
const guard: RequestHandler = (request, _response, next) => {
	const { method, headers, url } = request;
	if (!METHODS.includes(method) || !PATH.test(url)) {
		throw new ServiceError('not_found', 'the page does not pass that on');
	}
	if (!BEARER.test(headers.authorization ?? '')) {
		throw new ServiceError('unauthorized', 'this needs a token as "Authorization: Bearer …"');
	}
	const type = headers['content-type'];
	if (type !== undefined && !JSON_TYPE.test(type)) {
		throw new ServiceError('unsupported_media_type', 'send JSON as application/json');
	}
	next();
};
