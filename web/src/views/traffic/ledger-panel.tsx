import type { Ledger } from '@canario/contracts/stats-snapshot';
import { useConnection, useStats } from '../../feed/use-feed.ts';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import { frameTexts } from '../../i18n/frame.ts';
import { useTexts } from '../../i18n/texts.ts';
import { trafficTexts } from '../../i18n/traffic.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { LaneMark } from '../../parts/lane-mark.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './ledger.module.css';

/** Whether everything that was accepted is somewhere. */
export function LedgerPanel() {
	const { ledger: texts } = useTexts(trafficTexts);
	const { count } = useFormats();
	const ledger = useStats((stats) => stats.ledger);
	const refused = useStats((stats) => stats.refused);
	if (ledger === undefined || refused === undefined) {
		return <Panel title={texts.title} state="loading" heightRem={18} />;
	}
	return (
		<Panel title={texts.title} caption={texts.caption}>
			<p className={styles.state} data-closes={ledger.closes}>
				{ledger.closes ? texts.closes : texts.open(count(ledger.lost))}
				<Checked checkedAtMs={ledger.checkedAtMs} />
			</p>
			<LedgerTable ledger={ledger} />
			<p className={styles.note}>
				{texts.also(count(ledger.repeats), count(ledger.conflicts))}{' '}
				{texts.refused(count(refused.shed), count(refused.invalid))}
			</p>
		</Panel>
	);
}

/** The age of the last comparison; the connection's second keeps it counting. */
function Checked({ checkedAtMs }: { readonly checkedAtMs: number | undefined }) {
	useConnection();
	const { ledger: texts } = useTexts(trafficTexts);
	const { ago } = useFormats();
	const age = checkedAtMs === undefined ? undefined : Math.max(0, Date.now() - checkedAtMs);
	const whole = age === undefined ? undefined : Math.round(age / 1_000) * 1_000;
	return <span>{whole === undefined ? texts.unchecked : texts.checked(ago(whole))}</span>;
}

interface Row {
	readonly name: string;
	readonly blue?: number;
	readonly green?: number;
	readonly sum: number;
}

function LedgerTable({ ledger }: { readonly ledger: Ledger }) {
	const { ledger: texts } = useTexts(trafficTexts);
	const { lanes } = useTexts(frameTexts);
	const formats = useFormats();
	const { accepted, stored, inFlight, deadLettered, lost } = ledger;
	const rows: Row[] = [
		{ name: texts.accepted, ...accepted, sum: accepted.blue + accepted.green },
		{ name: texts.stored, ...stored, sum: stored.blue + stored.green },
		{ name: texts.inFlight, green: inFlight, sum: inFlight },
		{ name: texts.deadLettered, green: deadLettered, sum: deadLettered },
		{ name: texts.lost, sum: lost },
	];
	const lane = (name: 'blue' | 'green') => ({
		key: name,
		figure: true,
		title: (
			<>
				<LaneMark lane={name} /> {lanes[name]}
			</>
		),
		cell: (row: Row) => written(row[name], formats),
	});
	return (
		<DataTable
			caption={texts.table}
			rowKey={({ name }) => name}
			rows={rows}
			columns={[
				{ key: 'name', title: texts.what, cell: ({ name }) => name },
				lane('blue'),
				lane('green'),
				{ key: 'sum', figure: true, title: texts.sum, cell: ({ sum }) => formats.count(sum) },
			]}
		/>
	);
}

/** A lane that cannot have such a figure shows none. */
const written = (value: number | undefined, { count }: Formats) => (value === undefined ? '' : count(value));
