import type { WeightChange } from '@canario/contracts/history';
import { LANES } from '@canario/contracts/lane';
import type uPlot from 'uplot';
import type { Palette } from '../../../fork/palette.ts';
import type { Formats } from '../../../i18n/formats.ts';
import { drawChanges, drawEnds } from './chart-marks.ts';
import { lineIndex, type Measure } from './measures.ts';

/** What a chart needs to know when it draws; it may change while the chart stays. */
export interface ChartState {
	readonly changes: readonly WeightChange[];
	readonly span: readonly [number, number];
}

export interface ChartSetting {
	readonly measure: Measure;
	readonly palette: Palette;
	readonly formats: Formats;
	readonly size: { readonly width: number; readonly height: number };
	/** The size of small text, CSS pixels. */
	readonly textPx: number;
	readonly state: () => ChartState;
	readonly onHover: (index: number | undefined) => void;
}

/** All charts of the view point at the same instant. */
const SYNC_KEY = 'traffic';

/** How uPlot draws a measure of both lanes. */
export function chartOptions(setting: ChartSetting): uPlot.Options {
	const { measure, palette, size, state, textPx, onHover } = setting;
	return {
		...size,
		legend: { show: false },
		// the changes' words stand above the plot
		padding: [textPx * 1.5, textPx * 2, 0, 0],
		cursor: { y: false, drag: { x: false, y: false }, points: { show: false }, sync: { key: SYNC_KEY } },
		scales: {
			x: { time: true, range: () => [...state().span] },
			y: {
				distr: measure.scale === 'log' ? 3 : 1,
				range: (_, low, high) => rangeOf(measure.scale, low, high),
			},
		},
		axes: axesOf(setting),
		series: [{}, ...seriesOf(measure, palette)],
		bands: bandsOf(measure, palette),
		hooks: {
			draw: [
				(plot) => drawChanges(plot, state().changes, palette),
				(plot) => drawEnds(plot, measure, palette),
			],
			setCursor: [({ cursor }) => onHover(cursor.idx ?? undefined)],
		},
	};
}

/** Distances of a linear axis's figures: such that one decimal says them as they are. */
const STEPS = Array.from({ length: 8 }, (_, index) =>
	[1, 2, 5].map((step) => step * 10 ** (index - 1)),
).flat();

/** Whole powers of ten from `low` to `high`. */
function decades(_plot: uPlot, _axis: number, low: number, high: number): number[] {
	const first = Math.round(Math.log10(low));
	return Array.from(
		{ length: Math.round(Math.log10(high)) - first + 1 },
		(_, index) => 10 ** (first + index),
	);
}

/** From zero, or in whole powers of ten. */
function rangeOf(scale: Measure['scale'], low: number | null, high: number | null): [number, number] {
	if (scale === 'linear') return [0, high === null || high <= 0 ? 1 : high * 1.12];
	if (low === null || high === null || low <= 0) return [1, 100];
	const from = 10 ** Math.floor(Math.log10(low));
	return [from, Math.max(from * 10, 10 ** Math.ceil(Math.log10(high)))];
}

function axesOf({ palette, formats, measure, textPx }: ChartSetting): uPlot.Axis[] {
	const look = {
		stroke: palette.muted,
		font: `${textPx}px system-ui, sans-serif`,
		grid: { stroke: palette.hairline, width: 1 },
		ticks: { show: false },
	};
	return [
		{
			...look,
			grid: { show: false },
			space: textPx * 4.5,
			size: textPx * 2,
			values: (_, seconds) => seconds.map((second) => formats.minute(second * 1_000)),
			// whole minutes, so that no two marks bear the same words
			incrs: [60, 120, 180, 300, 600, 900],
		},
		{
			...look,
			space: textPx * 2.4,
			size: textPx * 5,
			...(measure.scale === 'log' ? { splits: decades } : { incrs: STEPS }),
			values: (_, values) =>
				values.map((value) =>
					// uPlot leaves out what would not fit on a logarithmic axis
					(value as number | null) === null ? '' : trimmed(measure.write(value, formats)),
				),
		},
	];
}

/** An axis writes round figures: 10 ms and not 10.0 ms. */
const trimmed = (text: string) => text.replace(/[.,]0(?=\D)/, '');

function seriesOf({ picks, line }: Measure, palette: Palette): uPlot.Series[] {
	return LANES.flatMap((lane) =>
		picks.map((_, index) => ({
			stroke: index === line ? palette.lane[lane] : 'transparent',
			width: index === line ? 2 : 0,
			// green is told by its dashes too
			...(lane === 'green' && index === line ? { dash: [6, 3] } : {}),
			points: { show: false },
		})),
	);
}

function bandsOf(measure: Measure, palette: Palette): uPlot.Band[] {
	if (measure.picks.length < 3) return [];
	return LANES.map((lane) => {
		const line = lineIndex(measure, lane);
		return { series: [line + 1, line - 1], fill: veil(palette.lane[lane]) };
	});
}

/** The colour (#rrggbb) so thin that lines show through it. */
const veil = (colour: string) => (/^#[\da-f]{6}$/i.test(colour) ? `${colour}2e` : colour);
