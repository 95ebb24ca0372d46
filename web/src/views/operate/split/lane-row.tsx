import type { Lane } from '@canario/contracts/lane';
import { useStats } from '../../../feed/use-feed.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import styles from './lane-row.module.css';
import { previewOf } from './preview.ts';
import { ShareField } from './share-field.tsx';
import { WEIGHTS_FORM } from './weights-form.ts';

interface Props {
	readonly lane: Lane;
	/** Whole per cent as it is about to be asked, and as it is asked now. */
	readonly percent: number;
	readonly now: number;
	/** The most that it has carried, a second. */
	readonly peak: number;
	/** Undefined for those who may only look. */
	readonly onChange: ((percent: number) => void) | undefined;
}

/** A lane at the end of its branch: its share as a number and as a slider, and what that would bring. */
export function LaneRow({ lane, percent, now, peak, onChange }: Props) {
	const texts = useTexts(splitTexts);
	const { lanes } = useTexts(frameTexts);
	return (
		<div className={styles.row} data-lane={lane}>
			<div className={styles.head}>
				<strong>
					<LaneMark lane={lane} /> {lanes[lane]}
				</strong>
				{onChange === undefined ? (
					<b className={styles.fixed}>{percent} %</b>
				) : (
					<ShareField lane={lane} value={percent} onChange={onChange} />
				)}
				<span className={styles.now}>{percent === now ? '' : texts.now(`${now} %`)}</span>
			</div>
			{onChange !== undefined && (
				<input
					type="range"
					form={WEIGHTS_FORM}
					className={styles.slider}
					min={0}
					max={100}
					step={1}
					value={percent}
					aria-label={texts.slider(lanes[lane])}
					aria-valuetext={`${percent} %`}
					onChange={({ target }) => onChange(Number(target.value))}
				/>
			)}
			<PreviewLine lane={lane} share={percent / 100} peak={peak} changed={percent !== now} />
		</div>
	);
}

interface PreviewProps {
	readonly lane: Lane;
	/** 0 to 1. */
	readonly share: number;
	readonly peak: number;
	/** Whether it gets another share by now. */
	readonly changed: boolean;
}

function PreviewLine({ lane, share, peak, changed }: PreviewProps) {
	const texts = useTexts(splitTexts);
	const { decimal } = useFormats();
	const entering = useStats(({ lanes }) => lanes.blue.ratePerSecond + lanes.green.ratePerSecond) ?? 0;
	const now = useStats(({ lanes }) => lanes[lane].ratePerSecond) ?? 0;
	const { kind, rate } = changed ? previewOf(entering, share, peak) : { kind: 'gets' as const, rate: now };
	const written = (value: number) => decimal(value, value < 10 ? 1 : 0);
	const [about, most] = [written(rate), written(peak)];
	const said = {
		quiet: texts.quiet(most),
		gets: texts.gets(about, most),
		none: texts.getsNone(most),
		first: texts.willGetFirst(about),
		usual: texts.willGet(about, most),
		beyond: texts.beyond(about, most),
	};
	return (
		<p className={styles.preview} data-kind={kind}>
			{said[kind]}
		</p>
	);
}
