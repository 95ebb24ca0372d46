import type { ByLane } from '@canario/contracts/lane';
import { LANES } from '@canario/contracts/lane';
import type { LaneFigures, Latency } from '@canario/contracts/stats-snapshot';
import { type Formats, useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import { useLane } from './use-lane.ts';
import { useStoredRate } from './use-stored-rate.ts';

interface Row {
	readonly name: string;
	readonly value: (lane: LaneFigures, formats: Formats) => string;
}

interface Props {
	readonly caption: string;
	/** Whether the shares and the counts of the picture belong to it. */
	readonly whole?: boolean;
}

/** Both lanes' figures, one beside the other. */
export function LaneTable({ caption, whole = false }: Props) {
	const texts = useTexts(trafficTexts);
	const { lanes: names } = useTexts(frameTexts);
	const formats = useFormats();
	const stored = useStoredRate();
	const lanes: ByLane<LaneFigures | undefined> = { blue: useLane('blue'), green: useLane('green') };
	const rows = [...(whole ? shareRows(texts.rows) : []), ...figureRows(texts.rows)];
	const storedRow = { name: texts.rows.storedRate, value: () => '' };
	const all = [...rows.slice(0, whole ? 3 : 1), storedRow, ...rows.slice(whole ? 3 : 1)];
	const columns = LANES.map((lane) => ({
		key: lane,
		figure: true,
		title: (
			<>
				<LaneMark lane={lane} /> {names[lane]}
			</>
		),
		cell: (row: Row) => {
			const figures = lanes[lane];
			if (row === storedRow) return formats.rate(stored[lane]);
			return figures === undefined ? '–' : row.value(figures, formats);
		},
	}));
	return (
		<DataTable
			caption={caption}
			rowKey={({ name }) => name}
			rows={all}
			columns={[{ key: 'name', title: texts.rows.figure, cell: ({ name }: Row) => name }, ...columns]}
		/>
	);
}

type RowTexts = (typeof trafficTexts)['es']['rows'];

const shareRows = (texts: RowTexts): readonly Row[] => [
	{ name: texts.asked, value: ({ asked }, { percent }) => percent(asked) },
	{ name: texts.observed, value: ({ observed }, { percent }) => percent(observed, 2) },
];

const figureRows = (texts: RowTexts): readonly Row[] => [
	{ name: texts.rate, value: ({ ratePerSecond }, { rate }) => rate(ratePerSecond) },
	{ name: texts.failed, value: ({ tally }, { count }) => count(tally.failed) },
	...latencyRows(texts.ack, ({ ack }) => ack),
	...latencyRows(texts.durable, ({ durable }) => durable),
	{ name: texts.inFlight, value: ({ inFlight }, { count }) => count(inFlight) },
	{ name: texts.stored, value: ({ stored }, { count }) => count(stored) },
];

const latencyRows = (
	name: (quantile: string) => string,
	of: (lane: LaneFigures) => Latency,
): readonly Row[] =>
	(['p50', 'p95', 'p99'] as const).map((quantile) => ({
		name: name(quantile),
		value: (lane, { duration }) => duration(of(lane)[quantile]),
	}));
