import { useId } from 'react';
import { howTexts } from '../../../i18n/how.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { ARROWS, type Arrow, type Box, type Layout, type Line, PARTS, type Part } from './layout.ts';
import styles from './picture.module.css';

interface Props {
	readonly layout: Layout;
	/** Undefined before the first figures. */
	readonly flows: Readonly<Record<Arrow, string>> | undefined;
	readonly label: string;
}

const LANE_PARTS: Partial<Record<Part, 'blue' | 'green'>> = {
	blue: 'blue',
	recorder: 'blue',
	green: 'green',
	subscriber: 'green',
};

/** Boxes and arrows; what the arrows carry stands beside them. */
export function Picture({ layout, flows, label }: Props) {
	const { parts } = useTexts(howTexts);
	const id = useId();
	return (
		<svg
			className={styles.picture}
			viewBox={`-1 -1 ${layout.width + 2} ${layout.height + 2}`}
			role="img"
			aria-label={label}
		>
			<defs>
				<marker
					id={id}
					viewBox="0 0 8 8"
					refX="6"
					refY="4"
					markerWidth="9"
					markerHeight="9"
					orient="auto"
					markerUnits="userSpaceOnUse"
				>
					<path className={styles.tip} d="M0 0.5 7 4 0 7.5Z" />
				</marker>
			</defs>
			{ARROWS.map((arrow) => (
				<Connection key={arrow} line={layout.lines[arrow]} tip={id} text={flows?.[arrow] ?? '–'} />
			))}
			{PARTS.map((part) => (
				<Station key={part} box={layout.boxes[part]} texts={parts[part]} lane={LANE_PARTS[part]} />
			))}
		</svg>
	);
}

interface ConnectionProps {
	readonly line: Line;
	readonly tip: string;
	readonly text: string;
}

function Connection({ line: { path, x, y, anchor, lane }, tip, text }: ConnectionProps) {
	return (
		<g data-lane={lane} className={styles.connection}>
			<path className={styles.line} d={path} markerEnd={`url(#${tip})`} />
			<text className={styles.flow} x={x} y={y} textAnchor={anchor}>
				{text}
			</text>
		</g>
	);
}

interface StationProps {
	readonly box: Box;
	readonly texts: { readonly name: string; readonly does: string };
	readonly lane: 'blue' | 'green' | undefined;
}

function Station({ box: { x, y, width, height, note }, texts, lane }: StationProps) {
	const middle = x + width / 2;
	const single = height < 44;
	return (
		<g data-lane={lane} className={styles.station}>
			<rect x={x} y={y} width={width} height={height} rx="6" />
			<text className={styles.name} x={middle} y={y + height / 2 + (single ? 5 : -3)} textAnchor="middle">
				{texts.name}
			</text>
			{!single && (
				<text className={styles.does} x={middle} y={y + height / 2 + 15} textAnchor="middle">
					{texts.does}
				</text>
			)}
			{note !== undefined && (
				<g className={styles.note}>
					<circle cx={x} cy={y} r="10" />
					<text x={x} y={y + 4} textAnchor="middle">
						{note}
					</text>
				</g>
			)}
		</g>
	);
}
