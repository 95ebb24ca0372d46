import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An identity provider on loopback that lets everybody in as the same person, by the authorization code flow with PKCE. */
export interface IdentityProvider {
	readonly issuer: string;
	/** What it was asked for at its authorization endpoint, the last time. */
	asked(): URLSearchParams | undefined;
	close(): Promise<void>;
}

interface Person {
	readonly subject: string;
	readonly role: string;
	readonly audience: string;
	readonly clientId: string;
}

const KID = 'key-1';
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts one; port 0 takes a free one. */
export async function startIdentityProvider(person: Person): Promise<IdentityProvider> {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const codes = new Map<string, URLSearchParams>();
	let asked: URLSearchParams | undefined;
	const token = () => {
		const exp = Math.floor(Date.now() / 1_000) + 600;
		const { subject: sub, audience: aud, role } = person;
		const text = `${encoded({ alg: 'RS256', kid: KID })}.${encoded({ iss: issuer(), sub, aud, role, exp })}`;
		return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
	};
	const authorize = (url: URL, response: ServerResponse) => {
		asked = url.searchParams;
		const code = randomUUID();
		codes.set(code, asked);
		const back = new URL(asked.get('redirect_uri') ?? '');
		back.searchParams.set('code', code);
		back.searchParams.set('state', asked.get('state') ?? '');
		response.writeHead(302, { location: back.href }).end();
	};
	const exchange = (form: URLSearchParams, response: ServerResponse) => {
		const begun = codes.get(form.get('code') ?? '');
		codes.delete(form.get('code') ?? '');
		const challenge = createHash('sha256')
			.update(form.get('code_verifier') ?? '')
			.digest('base64url');
		const known = begun?.get('code_challenge') === challenge && form.get('client_id') === person.clientId;
		if (known) answer(response, { access_token: token(), token_type: 'Bearer', expires_in: 600 });
		else answer(response, { error: 'invalid_grant' }, 400);
	};
	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		const url = new URL(request.url ?? '/', issuer());
		switch (url.pathname) {
			case '/.well-known/openid-configuration':
				return answer(response, metadataOf(issuer()));
			case '/keys':
				return answer(response, {
					keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256' }],
				});
			case '/authorize':
				return authorize(url, response);
			case '/token':
				return exchange(new URLSearchParams(await textOf(request)), response);
			default:
				return answer(response, {}, 404);
		}
	};
	const server = createServer((...asked) => void serve(...asked)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const issuer = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		issuer: issuer(),
		asked: () => asked,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

const metadataOf = (issuer: string) => ({
	issuer,
	authorization_endpoint: `${issuer}/authorize`,
	token_endpoint: `${issuer}/token`,
	jwks_uri: `${issuer}/keys`,
});

function answer(response: ServerResponse, body: object, status = 200): void {
	response
		.writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
		.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk;
	return text;
}
