import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminAt, TOKEN_KEY } from './admin-call.ts';
import { openSplitTarget } from './open-split-target.ts';

let url: string;
const server = createServer((_request, response) => {
	response.writeHead(401, { 'content-type': 'application/problem+json' });
	response.end(JSON.stringify({ detail: 'the token is not known here' }));
});
beforeAll(async () => {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it('says of a token that is refused where it is from, and another way', async () => {
	await expect(adminAt(url, 'bad', '/tmp/x/token')('GET', '/split')).rejects.toMatchObject({
		code: 'unauthorized',
		message: `the platform at ${url} refuses the token of /tmp/x/token (the token is not known here): set CANARIO_TOKEN, or name its directory with --data`,
	});
	const env = { [TOKEN_KEY]: 'bad ' };
	const { target } = await openSplitTarget(url, { token: () => 'bad' }, env);
	await expect(target.read()).rejects.toThrow(
		/refuses the token of CANARIO_TOKEN \(.*\): set another, or unset it and name its directory with --data$/,
	);
});
