import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { readPalette } from '../../../fork/palette.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useShownTheme } from '../../../settings/theme.ts';
import { type ChartState, chartOptions } from './chart-options.ts';
import type { Measure } from './measures.ts';
import type { Columns } from './points.ts';
import styles from './series.module.css';

interface Props {
	readonly measure: Measure;
	readonly columns: Columns;
	readonly state: ChartState;
	readonly label: string;
	/** The index of the instant that is pointed at; undefined when none is. */
	readonly onHover: (index: number | undefined) => void;
}

/** A measure of both lanes over time. */
export function Chart({ measure, columns, state, label, onHover }: Props) {
	const box = useRef<HTMLDivElement>(null);
	const latest = useRef({ state, columns });
	const [plot, setPlot] = useState<uPlot>();
	const formats = useFormats();
	const theme = useShownTheme();

	useEffect(() => {
		const element = box.current;
		if (element === null) return;
		const style = getComputedStyle(element);
		const sizeOf = () => ({ width: element.clientWidth, height: element.clientHeight });
		const options = chartOptions({
			measure,
			formats,
			palette: readPalette(element),
			size: sizeOf(),
			textPx: Number.parseFloat(style.fontSize),
			state: () => latest.current.state,
			onHover,
		});
		const made = new uPlot(options, latest.current.columns, element);
		const sizes = new ResizeObserver(() => made.setSize(sizeOf()));
		sizes.observe(element);
		setPlot(made);
		return () => {
			sizes.disconnect();
			made.destroy();
		};
	}, [measure, formats, theme, onHover]);

	useEffect(() => {
		latest.current = { state, columns };
		plot?.setData(columns);
	}, [plot, state, columns]);

	return <div ref={box} className={styles.chart} role="img" aria-label={label} />;
}
