import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** For the controllers under test: 24 bytes in base64, as Standard Webhooks have it. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from('for-the-tests-of-canario').toString('base64')}`;

/** One message that came. */
export interface Received {
	readonly id: string;
	readonly body: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
	/** Whether it has the signature that Standard Webhooks ask for, by WEBHOOK_SECRET and over these very bytes. */
	readonly signed: boolean;
}

/** Who is called by hooks, until the test is over. */
export interface HookReceiver {
	readonly url: string;
	readonly received: readonly Received[];
	/** What it answers from now on. */
	answer(status: number, words: string): void;
}

/** Says yes until it is told otherwise. */
export async function startHookReceiver(): Promise<HookReceiver> {
	const received: Received[] = [];
	let [status, words] = [200, 'ok'];
	const receive = async (request: IncomingMessage, response: ServerResponse) => {
		const raw = await text(request);
		const header = (name: string) => String(request.headers[name]);
		const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')];
		const signature = `v1,${signatureOf(`${id}.${timestamp}.${raw}`)}`;
		received.push({ id, body: JSON.parse(raw), signed: header('webhook-signature') === signature });
		response.writeHead(status).end(words);
	};
	const server = createServer((request, response) => void receive(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		received,
		answer(nextStatus, nextWords) {
			[status, words] = [nextStatus, nextWords];
		},
	};
}

/** By the specification and without the library that the controller signs with. */
function signatureOf(content: string): string {
	const key = Buffer.from(WEBHOOK_SECRET.slice('whsec_'.length), 'base64');
	return createHmac('sha256', key).update(content).digest('base64');
}
