import type { Row } from './row.ts';
import { fanOut } from './scenarios/fan-out.ts';
import { reconnect } from './scenarios/reconnect.ts';
import { viewers } from './scenarios/viewers.ts';
import { viewersEntry } from './scenarios/viewers-entry.ts';

const viewersRows: readonly Row[] = [
	{ name: 'cpu', title: 'CPU of the feed', figure: 'cores', target: { most: 0.5 } } as const,
	{ name: 'delivery', title: 'p99 of delivery', figure: 'p99', target: { most: 400 } } as const,
	{ name: 'memory', title: 'memory a viewer', figure: 'memory', target: { most: 25 } } as const,
].map(({ name, ...row }) => ({ name: `viewers-${name}`, scenario: viewers, side: 'canario', ...row }));

const beside = { scenario: viewersEntry, side: '5,000 viewers', peer: 'no viewers' } as const;

/** The rows of the feed. */
export const FEED_ROWS: readonly Row[] = [
	{
		name: 'fanout',
		title: 'CPU a message',
		scenario: fanOut,
		side: 'canario',
		peer: 'io.emit',
		figure: 'cpu',
		target: { most: 1 / 1.3 },
	},
	...viewersRows,
	{
		name: 'viewers-entry',
		title: 'requests a second',
		...beside,
		figure: 'rate',
		target: { least: 0.9 },
	},
	{ name: 'viewers-entry-cpu', title: 'CPU a request', ...beside, figure: 'cpu' },
	{
		name: 'reconnect',
		title: 'until the last of 10,000 is back',
		scenario: reconnect,
		side: 'canario',
		figure: 'seconds',
		target: { most: 30 },
	},
];
