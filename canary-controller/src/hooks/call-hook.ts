import type { Hook } from '@canario/contracts/canary/plan';
import { ExponentialBackoff, handleAll, type IPolicy, retry } from 'cockatiel';
import { Webhook } from 'standardwebhooks';
import type { HookAnswer } from '../domain/act-of-hooks.ts';
import { isAllowedHost } from './allowed-hosts.ts';
import type { HookMessage } from './hook-message.ts';
import { plainWords } from './plain-words.ts';

/** As much of an answer as is read, bytes: nobody may fill the controller's memory, or keep it reading. */
const READ_BYTES = 4_096;

interface Options {
	/** Hosts that may be called. */
	readonly hosts: readonly string[];
	/** Signs every message, as Standard Webhooks have it; absent: nothing is signed. */
	readonly secret?: string | undefined;
	/** First pause between two tries, milliseconds; each later one is twice as long. */
	readonly backoffMs: number;
	readonly now: () => Date;
}

/** Sends a message to a hook's URL until it is answered or the tries are used up; never rejects but by `signal`. */
export type CallHook = (
	hook: Hook,
	id: string,
	message: HookMessage,
	signal: AbortSignal,
) => Promise<HookAnswer>;

/** An answer that another try may better. */
class NoAnswer extends Error {}

/**
 * Calls hooks by POST: 2xx is yes, 429, 5xx and no answer are tried again, anything else is no. Redirects are not
 * followed, and only hosts that were allowed are called: an operator's plan must not make the controller reach into
 * the network that it stands in.
 */
export function hookCaller({ hosts, secret, backoffMs, now }: Options): CallHook {
	const webhook = secret === undefined ? undefined : new Webhook(secret);
	return async (hook, id, message, signal) => {
		if (!isAllowedHost(hosts, hook.url)) {
			const said = `${new URL(hook.url).host} is not among WEBHOOK_HOSTS of the controller`;
			return { outcome: 'refused', tries: 0, said };
		}
		let tries = 0;
		const send = async (): Promise<HookAnswer> => {
			tries += 1;
			const body = JSON.stringify(message);
			const at = now();
			const signed = webhook && {
				'webhook-id': id,
				'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
				'webhook-signature': webhook.sign(id, at, body),
			};
			return answerOf(await post(hook, body, signed ?? { 'webhook-id': id }, signal), tries);
		};
		try {
			return await retrying(hook.retries, backoffMs).execute(send, signal);
		} catch (error) {
			signal.throwIfAborted();
			return { outcome: 'failed', tries, said: wordsOf(error) };
		}
	};
}

const retrying = (maxAttempts: number, initialDelay: number): IPolicy =>
	retry(handleAll, { maxAttempts, backoff: new ExponentialBackoff({ initialDelay, maxDelay: 30_000 }) });

async function post(
	{ url, timeoutMs }: Hook,
	body: string,
	headers: Readonly<Record<string, string>>,
	signal: AbortSignal,
): Promise<Response> {
	return fetch(url, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body,
		redirect: 'manual',
		signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
	});
}

async function answerOf(response: Response, tries: number): Promise<HookAnswer> {
	const text = plainWords(await beginningOf(response));
	const said = `${response.status}${text === '' ? '' : ` ${text}`}`;
	if (response.status === 429 || response.status >= 500) throw new NoAnswer(said);
	return { outcome: response.ok ? 'ok' : 'refused', tries, said };
}

/** The first of an answer; what is left of it is not waited for. */
async function beginningOf({ body }: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of body ?? []) {
		chunks.push(chunk);
		bytes += chunk.length;
		// leaving the loop cancels the rest
		if (bytes >= READ_BYTES) break;
	}
	return Buffer.concat(chunks).subarray(0, READ_BYTES).toString();
}

/** fetch hides the reason in its cause. */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return plainWords(String(error));
	if (error.name === 'TimeoutError') return 'no answer in time';
	return plainWords(error.cause instanceof Error ? error.cause.message : error.message);
}
