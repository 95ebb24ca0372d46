import type { Lane } from '@canario/contracts/lane';
import { type KeyboardEvent, useState } from 'react';
import { frameTexts } from '../../../i18n/frame.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import styles from './lane-row.module.css';
import { WEIGHTS_FORM } from './weights-form.ts';

interface Props {
	readonly lane: Lane;
	/** Whole per cent. */
	readonly value: number;
	readonly onChange: (value: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** A lane's share as a number: typed, or moved by the arrows and by the page keys. */
export function ShareField({ lane, value, onChange }: Props) {
	const { share } = useTexts(splitTexts);
	const { lanes } = useTexts(frameTexts);
	// what stands there while it is being typed, also when it is nothing yet
	const [typed, setTyped] = useState<string>();
	const change = (next: number) => onChange(Math.min(100, Math.max(0, next)));
	const onKeyDown = (event: KeyboardEvent) => {
		const step = STEPS[event.key];
		if (step === undefined) return;
		event.preventDefault();
		setTyped(undefined);
		change(value + step);
	};
	return (
		<span className={styles.number}>
			<input
				type="text"
				form={WEIGHTS_FORM}
				inputMode="numeric"
				role="spinbutton"
				autoComplete="off"
				aria-label={share(lanes[lane])}
				aria-valuemin={0}
				aria-valuemax={100}
				aria-valuenow={value}
				value={typed ?? String(value)}
				onFocus={({ currentTarget }) => currentTarget.select()}
				onBlur={() => setTyped(undefined)}
				onKeyDown={onKeyDown}
				onChange={({ target }) => {
					const digits = target.value.replace(/\D/g, '').slice(0, 3);
					setTyped(Number(digits) > 100 ? '100' : digits);
					if (digits !== '') change(Number(digits));
				}}
			/>
			<span aria-hidden="true">%</span>
		</span>
	);
}
