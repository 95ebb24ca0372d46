import { count } from '../numbers.ts';
import type { PlatformBooks } from './platform-books.ts';
import type { Verification } from './verify-ledger.ts';

type Row = readonly [label: string, value: number, note?: string | undefined];

/** So many ids are listed for each promise; `--json` lists all. */
const LISTED = 20;

/** The counts of a verification, then the ids that break a promise, then the verdict. */
export function verificationText(result: Verification, books: PlatformBooks | undefined): string {
	const { stored, unknown, lost, rejectedButStored, nameless, unreadable, conflicts } = result;
	const rows: Row[] = [
		['acknowledged', result.acknowledged],
		['  stored', stored.blue + stored.green, `blue ${count(stored.blue)}, green ${count(stored.green)}`],
		['  dead-lettered', result.deadLettered],
		['  lost', lost.length, lost.length > 0 ? 'acknowledged, but nowhere' : undefined],
		['rejected', result.rejected],
		['  but stored', rejectedButStored.length],
		['unknown outcome', unknown.stored + unknown.notStored],
		['  stored', unknown.stored],
		['  not stored', unknown.notStored],
	];
	if (conflicts > 0) rows.push(['conflicts', conflicts, 'refused with 409: known with other content']);
	if (nameless > 0)
		rows.push(['without an id', nameless, 'in arrays without an answer: cannot be looked up']);
	if (unreadable > 0) rows.push(['unreadable lines', unreadable, 'of the ledger, left out']);
	return [
		...rows.map(
			([label, value, note]) => `${label.padEnd(17)} ${count(value).padStart(11)}${note ? `  ${note}` : ''}`,
		),
		...(books ? [`platform's books  ${booksInWords(books)}`] : []),
		...listing('lost', lost),
		...listing('rejected but stored', rejectedButStored),
		result.ok
			? 'every promise kept'
			: `FAILED: ${count(lost.length + rejectedButStored.length)} broken promises`,
	].join('\n');
}

function booksInWords({ closes }: PlatformBooks): string {
	if (closes === undefined) return 'not kept';
	return closes ? 'close' : 'do NOT close: see the statistics for what is lost';
}

function listing(title: string, ids: readonly string[]): string[] {
	if (ids.length === 0) return [];
	const more = ids.length > LISTED ? [`  … and ${count(ids.length - LISTED)} more (--json lists all)`] : [];
	return [`${title}:`, ...ids.slice(0, LISTED).map((id) => `  ${id}`), ...more];
}
