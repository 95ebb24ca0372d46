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

/** An object to be made, as YAML; or what is to change of one, as a JSON merge patch. */
type Write = { readonly yaml: string } | { readonly mergePatch: object };

/** Asks the API server on a loopback port, whose certificate is its own word; gives whatever it answers. */
export async function kubeRequest(
	{ port, token }: KubeAccess,
	path: string,
	write?: Write,
): Promise<KubeAnswer> {
	const { method, type, body } = requestOf(write);
	const sent = request({
		...{ host: '127.0.0.1', port, path, method },
		headers: { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) },
		rejectUnauthorized: false,
		timeout: 5_000,
	});
	sent.on('timeout', () => sent.destroy(new Error(`no answer on port ${port}`)));
	sent.end(body);
	const [response] = (await once(sent, 'response')) as [IncomingMessage];
	return { status: response.statusCode ?? 0, body: await text(response) };
}

function requestOf(write: Write | undefined): { method: string; type?: string; body?: string } {
	if (write === undefined) return { method: 'GET' };
	if ('yaml' in write) return { method: 'POST', type: 'application/yaml', body: write.yaml };
	const body = JSON.stringify(write.mergePatch);
	return { method: 'PATCH', type: 'application/merge-patch+json', body };
}
