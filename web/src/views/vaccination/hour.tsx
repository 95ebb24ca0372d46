import { LANES } from '@canario/contracts/lane';
import { useMemo, useState } from 'react';
import { useStats } from '../../feed/use-feed.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useTexts } from '../../i18n/texts.ts';
import { vaccinationTexts } from '../../i18n/vaccination.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { LaneMark } from '../../parts/lane-mark.tsx';
import { Twin } from '../../parts/twin.tsx';
import { captionOf } from './caption.ts';
import { lastHour, type Minute, roundUp } from './figures/last-hour.ts';
import styles from './hour.module.css';

/** Doses of each of the last sixty whole minutes, the lanes stacked. */
export function Hour() {
	const { hour } = useTexts(vaccinationTexts);
	const { count, minute } = useFormats();
	const told = useStats((stats) => stats.minutes);
	const minutes = useMemo(() => lastHour(told ?? {}), [told]);
	const total = minutes.reduce((sum, { blue, green }) => sum + blue + green, 0);
	const most = minutes.toSorted((a, b) => b.blue + b.green - a.blue - a.green)[0];
	const caption =
		most && total > 0
			? hour.caption(count(total), count(most.blue + most.green), minute(most.atMs))
			: hour.captionNone;
	return (
		<Twin
			title={hour.title}
			caption={captionOf(told, caption)}
			state={told ? 'ready' : 'loading'}
			heightRem={14}
			figure={<Columns minutes={minutes} label={`${hour.summary} ${caption}`} />}
			table={<MinuteTable minutes={minutes} caption={caption} />}
		/>
	);
}

function Columns({ minutes, label }: { readonly minutes: readonly Minute[]; readonly label: string }) {
	const { count, minute } = useFormats();
	const [pointed, point] = useState<number>();
	const top = roundUp(Math.max(...minutes.map(({ blue, green }) => blue + green), 0));
	const first = minutes[0];
	const last = minutes.at(-1);
	return (
		<>
			<Key minute={minutes.find(({ atMs }) => atMs === pointed)} />
			<div className={styles.chart} role="img" aria-label={label}>
				<span className={styles.top}>{count(top)}</span>
				<div className={styles.columns} onPointerLeave={() => point(undefined)}>
					{minutes.map(({ atMs, blue, green }) => (
						<span key={atMs} className={styles.column} onPointerEnter={() => point(atMs)}>
							<span className={styles.green} style={{ height: `${(100 * green) / top}%` }} />
							<span className={styles.blue} style={{ height: `${(100 * blue) / top}%` }} />
						</span>
					))}
				</div>
				<span className={styles.axis}>
					{first && <span>{minute(first.atMs)}</span>}
					{minutes[30] && <span>{minute(minutes[30].atMs)}</span>}
					{last && <span>{minute(last.atMs)}</span>}
				</span>
			</div>
		</>
	);
}

/** What the colours mean; with the figures of a minute that is pointed at. */
function Key({ minute: pointed }: { readonly minute: Minute | undefined }) {
	const { lane: lanes } = useTexts(vaccinationTexts);
	const { count, minute } = useFormats();
	return (
		<p className={styles.key}>
			{LANES.map((lane) => (
				<span key={lane}>
					<LaneMark lane={lane} /> {lanes[lane]}
					{pointed && <b> {count(pointed[lane])}</b>}
				</span>
			))}
			{pointed && <span>{minute(pointed.atMs)}</span>}
		</p>
	);
}

function MinuteTable({
	minutes,
	caption,
}: {
	readonly minutes: readonly Minute[];
	readonly caption: string;
}) {
	const { hour, lane } = useTexts(vaccinationTexts);
	const { count, minute } = useFormats();
	return (
		<div className={styles.table}>
			<DataTable
				caption={caption}
				rows={minutes.toReversed()}
				rowKey={({ atMs }) => String(atMs)}
				columns={[
					{ key: 'minute', title: hour.minute, cell: ({ atMs }) => minute(atMs) },
					{ key: 'blue', title: lane.blue, cell: ({ blue }) => count(blue), figure: true },
					{ key: 'green', title: lane.green, cell: ({ green }) => count(green), figure: true },
					{ key: 'total', title: hour.total, cell: ({ blue, green }) => count(blue + green), figure: true },
				]}
			/>
		</div>
	);
}
