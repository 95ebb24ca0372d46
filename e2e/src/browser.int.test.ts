import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MISSING_BROWSER, useBrowser } from './browser.ts';

/** Serves one page at `/`, and nothing else. */
async function serve(html: string, policy = "default-src 'self'"): Promise<string> {
	const server = createServer(({ url }, answer) => {
		if (url !== '/') return void answer.writeHead(url === '/favicon.ico' ? 204 : 404).end();
		answer.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(html);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => void server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.skipIf(MISSING_BROWSER)(`the browser of the tests ${MISSING_BROWSER ?? ''}`, () => {
	const look = useBrowser();

	it('has nothing to say against a page that behaves', async () => {
		const { page, complaints } = await look(await serve('<!doctype html><h1>Canario</h1>'));
		expect(await page.getByRole('heading').textContent()).toBe('Canario');
		expect(complaints).toEqual([]);
	});

	it.each([
		['an inline script that the policy forbids', '<script>1</script>', 'csp'],
		['a style that the policy forbids', '<p style="color: red">', 'csp'],
		['a picture that is not there', '<img src="/none.png">', 'request'],
		['a picture from elsewhere', '<img src="http://example.com/x.png">', 'csp'],
	])('hears of %s', async (_what, html, kind) => {
		const { complaints } = await look(await serve(html));
		await expect.poll(() => complaints).toContainEqual({ kind, text: expect.any(String) });
	});

	it.each([
		['an exception', 'throw new Error("broken")', 'error', 'broken'],
		['an error on the console', 'console.error("bad state")', 'console', 'bad state'],
		['a request to another machine', 'fetch("http://example.com/")', 'request', 'NAME_NOT_RESOLVED'],
	])('hears of %s', async (_what, script, kind, text) => {
		const url = await serve(`<script>${script}</script>`, "default-src * 'unsafe-inline'");
		const { complaints } = await look(url);
		await expect.poll(() => complaints).toContainEqual({ kind, text: expect.stringContaining(text) });
	});
});
