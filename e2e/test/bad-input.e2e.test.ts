import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA } from '../src/client.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { readCounter } from '../src/read-counter.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { peakMbDuring, residentMb } from '../src/watch-memory.ts';
import { useWorld } from '../src/world.ts';

const bytes = (...parts: (string | number[])[]) =>
	new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const valid = JSON.stringify(ANA);
const named = (name: string) => valid.replace(ANA.name, name);
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** What must be refused, and with what. */
const REFUSED: readonly (readonly [what: string, body: string | Uint8Array<ArrayBuffer>, status: number])[] =
	[
		['nothing', '', 400],
		['broken JSON', '{"name":', 400],
		['two values', `${valid}${valid}`, 400],
		['a comment', `/**/${valid}`, 400],
		['a number that JSON does not have', valid.replace('34', 'NaN'), 400],
		['invalid UTF-8 in a name', bytes(valid.slice(0, 10), [0xff], valid.slice(10)), 400],
		['an overlong encoding', bytes(valid.slice(0, 10), [0xc0, 0xaf], valid.slice(10)), 400],
		['a byte order mark', bytes([0xef, 0xbb, 0xbf], valid), 400],
		['UTF-16', new Uint8Array(Buffer.from(valid, 'utf16le')), 400],
		['a lone surrogate, escaped', named('Ana \\ud800'), 400],
		['NUL, escaped', named('Ana\\u0000'), 400],
		['NUL, bare', named('Ana\0'), 400],
		['a line separator', named('Ana\\u2028'), 400],
		['an escape sequence of terminals', named('Ana\\u001b[2J'), 400],
		['a prototype', `{"__proto__":{"admin":true},${valid.slice(1)}`, 400],
		['a constructor', `{"constructor":{"prototype":{}},${valid.slice(1)}`, 400],
		['an operator of a database', valid.replace(`"${ANA.name}"`, '{"$gt":""}'), 400],
		['an array that holds one bad element', `[${valid},${named('Ana\\u0000')}]`, 400],
		['10,000 arrays deep', deep(10_000), 400],
		[
			'a name 5,000 objects deep',
			valid.replace(`"${ANA.name}"`, `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
			400,
		],
		['one byte over 64 KiB', valid.padEnd(64 * 1024 + 1), 413],
		['one byte over 1 MiB', `[${valid}]`.padEnd(1024 * 1024 + 1), 413],
	];

const VERDICTS = ['201 application/json', '202 application/json', '400 application/problem+json'];

describe.skipIf(MISSING_STORES)(`bad input ${MISSING_STORES ?? ''}`, () => {
	const world = useWorld();
	const url = () => world().platform.url('dummy-splitter');
	const rejected = () => readCounter(url(), 'canario_rejected_requests_total');

	/** Holds for every refusal: a problem by its media type, and nothing of how the service is built. */
	const expectProblem = async (response: Response, status: number) => {
		const text = await response.text();
		expect([response.status, response.headers.get('content-type')]).toEqual([
			status,
			expect.stringMatching(/^application\/problem\+json/),
		]);
		expect(JSON.parse(text)).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
		expect(text).not.toMatch(/node_modules|\.ts\b|\n\s+at |Error:/);
	};
	const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
		fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

	it('row 29: what is no vaccination gets 400, 413 or 415 as problem+json, is counted, and changes nothing', async () => {
		const { load, keepsPromises } = world();
		const before = await rejected();
		const running = load({ ratePerSecond: 100 });
		for (const [what, body, status] of REFUSED) {
			await expectProblem(await send(body), status).catch((error: Error) => {
				throw new Error(`${what}: ${error.message}`);
			});
		}
		await expectProblem(await send(valid, { 'content-type': 'application/xml' }), 415);
		await expectProblem(await send(valid, { 'content-encoding': 'compress' }), 415);
		await expectProblem(await send(valid, { 'idempotency-key': 'two words' }), 400);
		expect(await rejected()).toBe(before + REFUSED.length + 3);
		await running.acknowledges(50);
		expect((await running.stop()).missed).toBe(0);
		await keepsPromises();
	});

	it('row 29: whatever bytes come, the answer is a verdict, and only what is valid is stored', async () => {
		const { post, keepsPromises } = world();
		let sent = 0;
		const spoilt = fc
			.tuple(fc.nat(valid.length - 1), fc.nat(3), fc.uint8Array({ maxLength: 4 }))
			.map(([at, cut, put]) => bytes(valid.slice(0, at), [...put], valid.slice(at + cut)));
		const body = fc.oneof(
			spoilt,
			fc.uint8Array({ maxLength: 200 }),
			fc.json().map((text) => bytes(text)),
		);
		await fc.assert(
			fc.asyncProperty(body, async (anything) => {
				const { status, type } = await post(`fuzz-${sent++}`, new Uint8Array(anything));
				const verdict = `${status} ${type.split(';')[0]}`;
				expect(VERDICTS).toContain(verdict);
			}),
			{ numRuns: 500, seed: 7 },
		);
		expect(sent).toBeGreaterThanOrEqual(500);
		await keepsPromises();
	});

	it('row 30: bombs of gzip and of depth are refused, and the memory of the entry stays flat', async () => {
		const { platform, load, post, keepsPromises } = world();
		const pid = platform.pid('dummy-splitter');
		const running = load({ ratePerSecond: 100 });
		await running.acknowledges(50);
		const beforeMb = await residentMb(pid);
		// 200 MB that weigh 200 KB
		const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
		const deepBomb = gzipSync(deep(500_000));
		const refuse = async (count: number, body: Buffer<ArrayBuffer>, status: number) => {
			const answers = await Promise.all(
				Array.from({ length: count }, () => send(new Uint8Array(body), { 'content-encoding': 'gzip' })),
			);
			for (const answer of answers) await expectProblem(answer, status);
		};
		const peakMb = await peakMbDuring(pid, async () => {
			for (let round = 0; round < 5; round++) {
				await refuse(10, bomb, 413);
				await refuse(10, deepBomb, 400);
				for (let i = 0; i < 20; i++) await expectProblem(await send(deep(10_000)), 400);
			}
		});
		// 50 bombs would be 10 GB
		expect(peakMb).toBeLessThan(beforeMb * 2 + 200);
		await running.acknowledges(50);
		expect((await running.stop()).missed).toBe(0);
		expect((await post('after-the-bombs', ANA)).status).toBeLessThan(300);
		await keepsPromises();
	});

	it('tells no name of a person, whatever went wrong', async () => {
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
