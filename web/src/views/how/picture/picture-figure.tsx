import { useConnection, useStats } from '../../../feed/use-feed.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { howTexts } from '../../../i18n/how.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { Twin } from '../../../parts/twin.tsx';
import { captionOf, type Flowing, flowsOf } from './flows.ts';
import { ARROWS, TALL, WIDE } from './layout.ts';
import styles from './picture.module.css';
import { Picture } from './picture.tsx';

const KEYS = ['lanes', 'doses', 'visitors'] as const;
const flowing = ({ lanes, doses, visitors }: Flowing): Flowing => ({ lanes, doses, visitors });
const sameFlow = (a: Flowing, b: Flowing): boolean => KEYS.every((key) => a[key] === b[key]);

/** The picture of the parts, with a figure on every arrow. */
export function PictureFigure() {
	const texts = useTexts(howTexts);
	const formats = useFormats();
	const stats = useStats(flowing, sameFlow);
	const connection = useConnection();
	const ageMs = 'ageMs' in connection ? connection.ageMs : undefined;
	const flows = stats && flowsOf(stats, ageMs, texts.figures, formats);
	const caption = captionOf(stats, texts.picture, formats);
	const label = `${texts.picture.label} ${caption}`;
	return (
		<Twin
			title={texts.picture.title}
			caption={caption}
			figure={
				<>
					<div className={styles.wide}>
						<Picture layout={WIDE} flows={flows} label={label} />
					</div>
					<div className={styles.tall}>
						<Picture layout={TALL} flows={flows} label={label} />
					</div>
				</>
			}
			table={
				<DataTable
					caption={caption}
					rows={ARROWS}
					rowKey={(arrow) => arrow}
					columns={[
						{ key: 'arrow', title: texts.picture.arrow, cell: (arrow) => texts.arrows[arrow] },
						{ key: 'now', title: texts.picture.figure, cell: (arrow) => flows?.[arrow] ?? '–', figure: true },
					]}
				/>
			}
		/>
	);
}
