import { afterEach, describe, expect, it } from 'vitest';
import { readBooks } from './platform-books.ts';
import { reply, type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

describe("the platform's books", () => {
	it.each([
		[{ ledger: { closes: true, lost: 0 } }, { closes: true }],
		[{ ledger: { closes: false } }, { closes: false }],
		[{ total: 3 }, { closes: undefined }],
		['nonsense', undefined],
	])('are read from the statistics %j', async (snapshot, books) => {
		server = await startScriptedServer((_seen, _index, response) => reply(response, 200, snapshot));
		expect(await readBooks(server.url)).toEqual(books);
		expect(server.seen[0]?.path).toBe('/api/stats');
	});

	it('are not known where the statistics do not answer', async () => {
		server = await startScriptedServer((_seen, _index, _response, request) => request.socket.destroy());
		expect(await readBooks(server.url)).toBeUndefined();
	});
});
