import { type ReactNode, useState } from 'react';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { Panel } from './panel.tsx';
import styles from './twin.module.css';

interface Props {
	readonly title: ReactNode;
	/** A sentence that says what the chart shows. */
	readonly caption: ReactNode;
	/** The chart; give it `role="img"` and a label of its own. */
	readonly figure: ReactNode;
	/** The same as a table. */
	readonly table: ReactNode;
	readonly state?: 'ready' | 'loading' | 'empty' | 'error';
	readonly empty?: ReactNode;
	readonly heightRem?: number;
	readonly live?: boolean;
	readonly onRetry?: () => void;
}

/** A panel whose chart can be read as a table. */
export function Twin({ figure, table, ...panel }: Props) {
	const [asTable, setAsTable] = useState(false);
	const { twin } = useTexts(frameTexts);
	const toggle = (
		<button type="button" className={styles.toggle} onClick={() => setAsTable(!asTable)}>
			{asTable ? twin.figure : twin.table}
		</button>
	);
	return (
		<Panel {...panel} aside={toggle}>
			{asTable ? table : figure}
		</Panel>
	);
}
