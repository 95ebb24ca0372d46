import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	likeTheEntry,
	reply,
	type Script,
	type ScriptedServer,
	startScriptedServer,
} from '../operator/src/traffic/testing/scripted-server.ts';

const locust = process.env.CANARIO_LOCUST;

let dir: string;
let server: ScriptedServer;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'locustfile-'));
});
afterEach(async () => {
	await server?.close();
	rmSync(dir, { recursive: true, force: true });
});

/** Runs Locust for two seconds against a server that behaves as `script`. */
async function runLocust(script: Script, env: Record<string, string> = {}) {
	server = await startScriptedServer(script);
	const file = join(import.meta.dirname, 'locustfile.py');
	const args = [
		'-f',
		file,
		'--host',
		server.url,
		'--headless',
		'-u',
		'10',
		'-r',
		'10',
		'-t',
		'2s',
		'--only-summary',
	];
	const child = spawn(locust ?? 'locust', args, {
		env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			output += chunk.toString();
		});
	}
	const [status] = (await once(child, 'close')) as [number];
	return { status, output, bodies: server.seen.map(({ body }) => body as Record<string, unknown>) };
}

// Where Locust is missing, the reason stands in the title of what is skipped.
const missing = locust ? '' : ` (${process.env.CANARIO_MISSING_LOCUST ?? 'Locust is missing'})`;

describe.skipIf(!locust)(`the Locust file${missing}`, () => {
	it("sends the project's records and splits its statistics by lane", async () => {
		const { status, output, bodies } = await runLocust(likeTheEntry);
		expect(output).toMatch(/POST +\/ \[blue\] +\d+ +0\(0\.00%\)/);
		expect(output).toMatch(/POST +\/ \[green\] +\d+ +0\(0\.00%\)/);
		expect(output).not.toContain('no lane');
		expect(status).toBe(0);
		expect(Object.keys(bodies[0] ?? {})).toEqual(['name', 'location', 'age', 'vaccine_type', 'n_dose']);
	});

	it('names overload, refused fields and broken connections, and exits with 1', async () => {
		const { status, output } = await runLocust((seen, index, response, request) => {
			const errors = [{ path: 'age', message: 'expected a whole number from 0 to 130' }];
			if (index % 5 === 0) return reply(response, 503, {}, { 'retry-after': '1' });
			if (index % 5 === 1) return reply(response, 400, { title: 'Invalid input', errors });
			if (index % 5 === 2) return void request.socket.destroy();
			if (index % 5 === 3) {
				response.writeHead(201, { 'content-length': 100, 'x-canario-lane': 'blue' });
				return void response.write('{"id"', () => request.socket.destroy());
			}
			likeTheEntry(seen, index, response, request);
		});
		expect(output).toContain('overload: 503 with Retry-After');
		expect(output).toContain('400 Invalid input age: expected a whole number from 0 to 130');
		expect(output).toMatch(/no answer: \w+/);
		expect(output).toMatch(/answer cut off|HTTPParseError/);
		expect(output).not.toContain('Traceback');
		expect(status).toBe(1);
	});

	it.each([
		['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
		['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
	])('reads another file in %s, odd capitals and unknown places included', async (_encoding, encode) => {
		const path = join(dir, 'other.json');
		const rest = { age: 40, vaccine_type: 'pfizer', n_dose: 1 };
		writeFileSync(path, encode(JSON.stringify([{ Name: 'Íñigo Muñoz', LOCATION: 'Atlántida', ...rest }])));
		const { status, bodies } = await runLocust(likeTheEntry, { CANARIO_TRAFFIC_FILE: path });
		expect(bodies[0]).toEqual({ name: 'Íñigo Muñoz', location: 'Atlántida', ...rest });
		expect(status).toBe(0);
	});

	it('says in one line that a file cannot be used', async () => {
		const path = join(dir, 'broken.json');
		writeFileSync(path, '{"name":');
		const { status, output } = await runLocust(likeTheEntry, { CANARIO_TRAFFIC_FILE: path });
		expect(output).toMatch(/^locustfile\.py: .*broken\.json is not JSON: .*\n?$/);
		expect(status).toBe(1);
	});
});
