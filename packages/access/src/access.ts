import { addressOf } from '@canario/service-kit/address';
import type { Metrics } from '@canario/service-kit/metrics';
import type { Runtime } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Request, RequestHandler } from 'express';
import { type Credentials, judgeOf } from './credential.ts';
import { createRefusals, type Occasion } from './refusals.ts';
import { type Role, reaches } from './role.ts';
import { knownWho, rememberWho, type Who } from './who.ts';

interface Options extends Credentials {
	readonly log: Runtime['log'];
	readonly metrics: Pick<Metrics, 'counter'>;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
	/** Is told of logins that fail in crowds, at most once a minute. */
	readonly onBurst: (burst: { readonly from: string; readonly missed: number }) => void;
}

/** Lets people into an admin listener. */
export interface Access {
	/**
	 * Passes on whoever has `role` or a higher one; `whoOf(request)` then tells who. Others hear 401 (`unauthorized`),
	 * 403 (`forbidden`), 429 (`too_many`, with the time to come back) or, where nobody can judge just now, 503.
	 */
	readonly allow: (role: Role) => RequestHandler;
	/** `allow('admin')` for `/tokens`, else `allow('viewer')` for what only reads (GET, HEAD) and `allow('operator')`. */
	readonly allowByMethod: RequestHandler;
}

/** Who may do what, by bearer tokens and JWTs. A good credential is let in also where others from its address fail. */
export function createAccess({ log, metrics, steadyMs, onBurst, ...credentials }: Options): Access {
	const judge = judgeOf(credentials);
	const refusals = createRefusals({ log, metrics, steadyMs, onBurst });

	const occasionOf = (request: Request): Occasion => ({
		from: addressOf(request, 0),
		method: request.method,
		path: pathOf(request, credentials.localToken),
	});
	const lineOf = ({ name, role, by }: Who, request: Request) => ({
		...{ who: name, role, by },
		...occasionOf(request),
	});
	const login = async (request: Request): Promise<Who> => {
		const known = knownWho(request);
		if (known) return known;
		const judged = await judge(request.headers.authorization);
		if ('refused' in judged) throw refusals.answer(judged, occasionOf(request));
		rememberWho(request, judged);
		log[isReading(request) ? 'debug' : 'info'](lineOf(judged, request), 'admin request');
		return judged;
	};
	const allow = (needed: Role): RequestHandler => {
		return async (request, _response, next) => {
			const who = await login(request);
			if (!reaches(who.role, needed)) {
				refusals.forbidden();
				log.warn({ ...lineOf(who, request), needed }, 'role does not reach');
				throw new ServiceError('forbidden', `this needs the role ${needed}; "${who.name}" is ${who.role}`);
			}
			next();
		};
	};
	const by = { viewer: allow('viewer'), operator: allow('operator'), admin: allow('admin') };
	return { allow, allowByMethod: (request, response, next) => by[roleFor(request)](request, response, next) };
}

/** The role that a request needs at last: whoever lacks it hears of no lower one first. */
const roleFor = (request: Request): Role =>
	/^\/tokens(\/|$)/i.test(request.path) ? 'admin' : isReading(request) ? 'viewer' : 'operator';

const isReading = ({ method }: Request) => method === 'GET' || method === 'HEAD';

/** A path for the log: without its query, and without parts that are no plain words, for people mistype tokens into it. */
function pathOf(request: Request, localToken: string | undefined): string {
	const [path = ''] = request.originalUrl.split('?');
	const isPlain = (part: string) => /^[a-z0-9.-]{0,40}$/.test(part) && part !== localToken;
	const parts = path.split('/').slice(0, 8);
	return parts.map((part) => (isPlain(part) ? part : '…')).join('/');
}
