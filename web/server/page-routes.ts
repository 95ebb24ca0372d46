import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import { type RequestHandler, Router } from 'express';
import sirv from 'sirv';
import { ADDRESSES, viewOf } from '../src/addresses.ts';
import type { Config } from './config.ts';
import { feedAddress } from './feed-address.ts';
import { SERVICE_PATHS } from './paths.ts';

interface Options {
	/** The folder of the built page. */
	readonly root: string;
	readonly feedUrl: string;
	readonly repositoryUrl?: string | undefined;
	/** Where operating is offered: also whom the page asks for tokens. */
	readonly operate?: { readonly oidc?: Config['oidc'] } | undefined;
}

const HASHED = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/**
 * The built page, compressed as it was built, and what it is told at run time.
 *
 * @throws {ServiceError} `unavailable`, with the way out, when the page is not built.
 */
export function pageRoutes({ root, feedUrl, repositoryUrl, operate }: Options): RequestHandler {
	const router = Router();
	const missing = missingPage(root);
	router.get('/config.json', (request, response) => {
		response.set('Cache-Control', ASK_EACH_TIME).json({
			feedUrl: feedAddress(feedUrl, request.headers.host),
			...(repositoryUrl !== undefined && { repositoryUrl }),
			...(operate !== undefined && { operate }),
			version: VERSION,
		});
	});
	router.use(namedByView, files(root), missing);
	return router;
}

/** Every view is the same file; the page itself looks at the address. Each view has one: others lead there. */
const namedByView: RequestHandler = (request, response, next) => {
	const view = viewOf(request.path);
	if (view === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
	const address = ADDRESSES[view];
	if (request.path !== address) {
		const query = /\?.*$/s.exec(request.url)?.[0] ?? '';
		response.set('Cache-Control', ASK_EACH_TIME).redirect(308, address + query);
		return;
	}
	request.url = '/index.html';
	next();
};

/** A file's name changes with its content below /assets; everything else is asked for anew each time. */
function files(root: string): RequestHandler {
	return sirv(root, {
		brotli: true,
		gzip: true,
		etag: true,
		setHeaders: (response, path) =>
			response.setHeader('Cache-Control', path.startsWith('/assets/') ? HASHED : ASK_EACH_TIME),
	});
}

/** Whoever follows a wrong link in a browser sees the page say so; programs get a problem. */
function missingPage(root: string): RequestHandler {
	const page = readPage(root);
	return (request, response, next) => {
		const { path, method } = request;
		const isPage = method === 'GET' && !SERVICE_PATHS.has(path) && !/\.\w+$/.test(path);
		if (!isPage || request.headers.accept?.includes('text/html') !== true) return next();
		response.status(404).set('Cache-Control', ASK_EACH_TIME).type('html').send(page);
	};
}

function readPage(root: string): Buffer {
	const path = join(root, 'index.html');
	try {
		return readFileSync(path);
	} catch (cause) {
		throw new ServiceError(
			'unavailable',
			`the page is not built (there is no ${path}): npm run build -w web builds it, WEB_ROOT names another folder`,
			{ cause },
		);
	}
}
