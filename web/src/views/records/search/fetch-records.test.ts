import { afterEach, expect, test, vi } from 'vitest';
import { pagesOf } from './fetch-records.ts';

afterEach(() => vi.unstubAllGlobals());

/** A feed that answers everything with `status`, and the URLs it was asked. */
function answering(status: number, body: unknown = {}) {
	const asked: string[] = [];
	vi.stubGlobal('fetch', async (url: URL) => {
		asked.push(url.href);
		return new Response(JSON.stringify(body), { status });
	});
	const signal = new AbortController().signal;
	const fetchPage = pagesOf({ feedUrl: 'http://feed:1', filters: { lane: 'blue' }, nowMs: 0, signal });
	return { asked, fetchPage };
}

test('a page is asked for with filters, cursor and limit', async () => {
	const { asked, fetchPage } = answering(200, { records: [] });
	expect(await fetchPage('abc', 7)).toEqual({ records: [] });
	expect(asked).toEqual(['http://feed:1/api/records?lane=blue&cursor=abc&limit=7']);
});

test.each([
	[429, undefined, 'busy'],
	[503, 'abc', 'busy'],
	[400, 'abc', 'gone'],
	[400, undefined, 'other'],
	[500, 'abc', 'other'],
])('status %i with cursor %s is told as %s', async (status, cursor, trouble) => {
	await expect(answering(status).fetchPage(cursor, 1)).rejects.toMatchObject({ trouble });
});
