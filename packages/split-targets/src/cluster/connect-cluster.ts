import { ServiceError } from '@canario/service-kit/service-error';
import type { KubeConfig } from '@kubernetes/client-node';
import { FIELD_MANAGER, type KubeClient, type ObjectPlace, type WatchEvent } from './kube-client.ts';
import { unreachable } from './kube-errors.ts';
import { jsonBody, type Sender, senderFor, type Wish } from './send.ts';
import { eventOf, linesOf } from './watch-events.ts';

/** Deadline of an answer, milliseconds. */
const TIMEOUT_MS = 10_000;
/** The server ends a watch then, seconds; a connection that died unseen is not waited for much longer. */
const WATCH_SECONDS = 60;
/** Answers to a resourceVersion that the server has forgotten, or has not: it may have been set up from a backup. */
const TOO_OLD_OR_NEW = [410, 504];

/** Access to the cluster of `config`. */
export function connectCluster(config: KubeConfig): KubeClient {
	const sender = senderFor(config);
	return {
		get: (place, signal) => answered(sender, place, { path: pathOf(place) }, signal),
		create: (place, made) => answered(sender, place, { path: written(place.collection), made }),
		patch: (place, patch) => answered(sender, place, { path: written(pathOf(place)), patch }),
		watch: (place, resourceVersion, signal) => watch(sender, place, resourceVersion, signal),
	};
}

const pathOf = ({ collection, name }: ObjectPlace) => `${collection}/${name}`;
const written = (path: string) => `${path}?fieldManager=${FIELD_MANAGER}`;

async function answered(
	sender: Sender,
	place: ObjectPlace,
	wish: Omit<Wish, 'signal'>,
	signal?: AbortSignal,
): Promise<unknown> {
	const deadline = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
	const response = await sender.send({ ...wish, signal: deadline });
	const found = await jsonBody(await sender.good(place, response));
	if (found !== undefined) return found;
	throw new ServiceError(
		'unavailable',
		`the answer of ${sender.server} broke off or is none of an API server`,
	);
}

async function* watch(
	sender: Sender,
	place: ObjectPlace,
	resourceVersion: string,
	signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
	const query = new URLSearchParams({
		watch: 'true',
		fieldSelector: `metadata.name=${place.name}`,
		resourceVersion,
		allowWatchBookmarks: 'true',
		timeoutSeconds: String(WATCH_SECONDS),
	});
	const response = await sender.send({
		path: `${place.collection}?${query.toString()}`,
		signal: AbortSignal.any([signal, AbortSignal.timeout((WATCH_SECONDS + 10) * 1_000)]),
	});
	if (TOO_OLD_OR_NEW.includes(response.httpStatusCode)) {
		await jsonBody(response);
		yield { type: 'expired' };
		return;
	}
	const bytes = (await sender.good(place, response)).body.stream();
	yield { type: 'open' };
	try {
		if (bytes) for await (const line of linesOf(bytes)) yield eventOf(line, place, sender.server);
	} catch (cause) {
		throw cause instanceof ServiceError ? cause : unreachable(sender.server, cause);
	}
}
