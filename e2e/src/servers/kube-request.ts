import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';

/** An API server and who asks it. */
export interface KubeAccess {
	readonly port: number;
	readonly token: string;
}

export interface KubeAnswer {
	readonly status: number;
	readonly body: string;
}

/**
 * Asks the API server on a loopback port, whose certificate is its own word; gives whatever it answers.
 *
 * @param yaml makes it a POST.
 */
export async function kubeRequest(
	{ port, token }: KubeAccess,
	path: string,
	yaml?: string,
): Promise<KubeAnswer> {
	const sent = request({
		...{ host: '127.0.0.1', port, path, method: yaml === undefined ? 'GET' : 'POST' },
		headers: { authorization: `Bearer ${token}`, ...(yaml && { 'content-type': 'application/yaml' }) },
		rejectUnauthorized: false,
		timeout: 5_000,
	});
	sent.on('timeout', () => sent.destroy(new Error(`no answer on port ${port}`)));
	sent.end(yaml);
	const [response] = (await once(sent, 'response')) as [IncomingMessage];
	return { status: response.statusCode ?? 0, body: await text(response) };
}
