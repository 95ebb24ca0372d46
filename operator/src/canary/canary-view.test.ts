import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { canaryView } from './canary-view.ts';
import { logOf, NOW, STARTED, stateAfter, stepTo } from './testing/samples.ts';

let nowMs: number;
let out: PassThrough;
let err: PassThrough;
const ANSWER = { canary: stateAfter(STARTED, ...stepTo(1, 5)), now: NOW, controlled: true };
const [STARTED_ENTRY] = logOf(STARTED) as [ReturnType<typeof logOf>[number]];

beforeEach(() => {
	nowMs = 5_000;
	[out, err] = [new PassThrough(), new PassThrough()];
});

const viewOn = ({ terminal = false, json = false } = {}) =>
	canaryView(json, {
		out: Object.assign(out, { isTTY: terminal, columns: 160, rows: 50 }) as unknown as NodeJS.WriteStream,
		err,
		steadyMs: () => nowMs,
	});
const written = (stream: PassThrough) => stripVTControlCharacters(String(stream.read() ?? ''));

describe('the view of a canary', () => {
	it('is a line for each event, and every ten seconds one for how it is, where nobody has a terminal', () => {
		const view = viewOn();
		view.happened(STARTED_ENTRY);
		view.now(ANSWER);
		expect(written(out)).toBe(
			'2026-11-21T16:00:00Z  started by ana: green is new; green from blue=100 green=0 to 5, 25, 100 %\n',
		);
		nowMs += 9_999;
		view.now(ANSWER);
		expect(written(out)).toBe('');
		nowMs += 1;
		view.now(ANSWER);
		expect(written(out)).toMatch(/^ {4}step 1 of 3 \(5 %\): watched for .*undecided: error-rate/);
		view.now(ANSWER);
		expect(written(out)).toBe('');
	});

	it('is live below the events in a terminal, and gone in the end', () => {
		const view = viewOn({ terminal: true });
		view.now(ANSWER);
		expect(written(out)).toMatch(/canary 1 to green.*\n▶ 5 %/);
		view.happened(STARTED_ENTRY);
		view.now(ANSWER);
		expect(written(out)).toMatch(/started by ana(.|\n)*\? inconclusive/);
		view.trouble('no answer');
		expect(written(out)).toContain('no answer: trying again');
		view.end();
		expect(written(err)).toBe('');
	});

	it('is a line of JSON for each event for programs, and nothing else', () => {
		const view = viewOn({ terminal: true, json: true });
		view.now(ANSWER);
		view.happened(STARTED_ENTRY);
		view.end();
		expect(JSON.parse(written(out))).toEqual(STARTED_ENTRY);
	});

	it('complains once until it is answered again', () => {
		const view = viewOn();
		view.trouble('no answer');
		view.trouble('no answer');
		expect(written(err)).toBe('no answer: trying again …\n');
		view.now(ANSWER);
		view.trouble('no answer');
		expect(written(err)).toBe('no answer: trying again …\n');
	});
});
