import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Forwarded {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

interface Exchange {
	readonly incoming: IncomingMessage;
	readonly body: Buffer;
	readonly agent: Agent;
}

/** Sends a request to a pod as it came; undefined where the pod takes no connection, or loses it. */
export async function forwardTo(target: string, exchange: Exchange): Promise<Forwarded | undefined> {
	const { incoming, body, agent } = exchange;
	const { method, headers, url = '/' } = incoming;
	let reused = false;
	try {
		const answer = await new Promise<IncomingMessage>((resolve, reject) => {
			const upstream = request(new URL(url, target), { method, headers, agent });
			upstream.on('response', resolve);
			upstream.on('error', (error) => {
				reused = upstream.reusedSocket;
				reject(error);
			});
			upstream.end(body);
		});
		const { 'transfer-encoding': _, connection: __, ...kept } = answer.headers;
		return { status: answer.statusCode ?? 502, headers: kept, body: await buffer(answer) };
	} catch {
		// an idle connection that the pod has closed meanwhile carried nothing
		return reused ? forwardTo(target, exchange) : undefined;
	}
}
