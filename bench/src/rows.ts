import { FEED_ROWS } from './feed-rows.ts';
import type { Row } from './row.ts';
import { type EndToEndSide, embedded, servers } from './scenarios/end-to-end.ts';
import { grpcLeg } from './scenarios/grpc-leg.ts';
import { hop } from './scenarios/hop.ts';
import { type IntakeSide, intake } from './scenarios/intake.ts';
import { redisLeg } from './scenarios/redis-leg.ts';
import type { Scenario } from './scenarios/scenario.ts';

const endToEndRows = (suffix: string, scenario: Scenario<EndToEndSide>): readonly Row[] => {
	const row = (
		name: string,
		rest: Omit<Row, 'name' | 'scenario' | 'side'> & { side?: EndToEndSide },
	): Row => ({
		name: `${name}-${suffix}`,
		scenario,
		side: 'canario',
		...rest,
	});
	const original: EndToEndSide = 'original design';
	const shared: EndToEndSide = 'shared connections';
	return [
		row('original', {
			title: 'requests a second',
			peer: original,
			figure: 'rate',
			target: { least: 20 },
		}),
		row('original-cpu', { title: 'CPU a request', peer: original, figure: 'cpu' }),
		row('shared', { title: 'requests a second', peer: shared, figure: 'rate', target: { least: 6 } }),
		row('shared-cpu', { title: 'CPU a request', peer: shared, figure: 'cpu' }),
		row('latency', { title: 'p95 at 512 in flight', figure: 'p95', target: { most: 100 } }),
		row('overload', {
			title: 'p95 of accepted at 2,048 in flight',
			side: 'canario overloaded',
			figure: 'p95',
			target: { most: 500 },
		}),
		row('refusal', {
			title: 'p95 of 503 at 2,048 in flight',
			side: 'canario overloaded',
			figure: 'refusedP95',
			target: { most: 100 },
		}),
	];
};

const stock: IntakeSide = 'stock Express';

/** All rows, in the order in which they are measured. */
export const ROWS: readonly Row[] = [
	...endToEndRows('embedded', embedded),
	...endToEndRows('servers', servers),
	{
		name: 'intake',
		title: 'CPU a request',
		scenario: intake,
		side: 'canario',
		peer: 'node:http',
		figure: 'cpu',
		target: { most: 1.8 },
	},
	{
		name: 'intake-stock',
		title: 'CPU a request',
		scenario: intake,
		side: stock,
		peer: 'node:http',
		figure: 'cpu',
	},
	{
		name: 'hop',
		title: 'CPU a request',
		scenario: hop,
		side: 'canario',
		peer: 'nginx',
		figure: 'cpu',
		target: { most: 2 },
	},
	{
		name: 'grpc',
		title: 'CPU a record',
		scenario: grpcLeg,
		side: 'canario',
		peer: 'unary',
		figure: 'cpu',
		target: { most: 1 / 8 },
	},
	{
		name: 'redis',
		title: 'CPU a record',
		scenario: redisLeg,
		side: 'canario',
		peer: 'three commands',
		figure: 'cpu',
		target: { most: 1 / 5 },
	},
	...FEED_ROWS,
];

/** The rows that are named, wholly or by a word of their names (`hop`, `embedded`, `cpu`); all without any name. */
export function chosenRows(names: readonly string[]): readonly Row[] {
	if (names.length === 0) return ROWS;
	return ROWS.filter(({ name }) => names.some((given) => name === given || name.split('-').includes(given)));
}

/** Those of `names` that choose nothing. */
export function unknownNames(names: readonly string[]): readonly string[] {
	return names.filter((name) => chosenRows([name]).length === 0);
}
