import { LANES } from '@canario/contracts/lane';
import { type PointerEvent, useId, useRef } from 'react';
import { useStats } from '../../../feed/use-feed.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import styles from './fork-control.module.css';
import { banksOf, shareMoved, splitPoint, VIEW_BOX, waterOf } from './river.ts';

interface Props {
	/** Per cent of green. */
	readonly green: number;
	/** Whether that is not what is asked for now. */
	readonly changed: boolean;
	/** Undefined for those who may only look. */
	readonly onMove: ((green: number) => void) | undefined;
}

/** The fork: its split point can be moved by hand. The sliders beside it do the same for every hand. */
export function ForkControl({ green, changed, onMove }: Props) {
	const { river } = useTexts(splitTexts);
	const observed = useStats(({ lanes }) => lanes.blue.observed);
	const id = useId();
	const blue = 1 - green / 100;
	const { x, y } = splitPoint(blue);
	const drag = useDrag(green, onMove);
	return (
		<div className={styles.fork} role="img" aria-label={river(`${100 - green} %`, `${green} %`)}>
			<svg viewBox={VIEW_BOX} preserveAspectRatio="none" aria-hidden="true">
				{LANES.map((lane) => (
					<g key={lane} data-lane={lane}>
						<linearGradient id={id + lane}>
							<stop className={styles.before} offset="0.2" />
							<stop className={styles.after} offset="0.38" />
						</linearGradient>
						<path className={styles.water} d={waterOf(lane, blue)} fill={`url(#${id}${lane})`} />
						{observed !== undefined && <path className={styles.banks} d={banksOf(lane, blue, observed)} />}
					</g>
				))}
			</svg>
			<span
				className={styles.point}
				style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
				data-changed={changed}
				data-movable={onMove !== undefined}
				{...drag}
			/>
		</div>
	);
}

/** Moves the split point with the pointer that took it. */
function useDrag(green: number, onMove: Props['onMove']) {
	const from = useRef<{ readonly y: number; readonly green: number; readonly height: number }>(undefined);
	if (onMove === undefined) return {};
	const over = () => {
		from.current = undefined;
	};
	return {
		onPointerDown(event: PointerEvent<HTMLElement>) {
			const height = event.currentTarget.parentElement?.clientHeight ?? 1;
			event.currentTarget.setPointerCapture(event.pointerId);
			from.current = { y: event.clientY, green, height };
		},
		onPointerMove({ clientY }: PointerEvent) {
			const start = from.current;
			if (start === undefined) return;
			const moved = 100 * shareMoved((clientY - start.y) / start.height);
			onMove(Math.min(100, Math.max(0, Math.round(start.green - moved))));
		},
		onPointerUp: over,
		onPointerCancel: over,
	};
}
