import { afterEach, describe, expect, it } from 'vitest';
import { adminOf } from '../admin-client.ts';
import { createLookup } from './lookup.ts';
import { reply, type Script, type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

async function lookingUp(script: Script) {
	server = await startScriptedServer(script);
	const place = { target: server.url, data: '/nowhere' };
	return createLookup(adminOf(place, { CANARIO_TOKEN: 'secret' }))(['a', 'b']);
}

describe('the lookup', () => {
	it('asks the admin API', async () => {
		const found = [{ id: 'a', lane: 'blue', where: 'stored' }];
		expect(await lookingUp((_seen, _index, response) => reply(response, 200, { found }))).toEqual(found);
		expect(server?.seen).toEqual([{ path: '/records/lookup', key: undefined, body: { ids: ['a', 'b'] } }]);
	});

	it.each([
		[401, {}, 'unauthorized'],
		[503, {}, 'unavailable'],
		[404, {}, 'invalid_input'],
		[200, { found: [{ id: 7 }] }, 'invalid_input'],
	])('rejects for status %d with %j', async (status, body, code) => {
		const looking = lookingUp((_seen, _index, response) => reply(response, status, body));
		await expect(looking).rejects.toMatchObject({ code });
	});
});
