import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import styles from './form.module.css';

interface Props {
	readonly label: ReactNode;
	readonly hint?: ReactNode;
	readonly wrong?: ReactNode;
	readonly unit: string;
	/** As it was typed. */
	readonly value: string;
	readonly placeholder?: string;
	readonly onChange: (value: string) => void;
}

/** A number with its unit behind it. */
export function NumberField({ label, hint, wrong, unit, value, placeholder, onChange }: Props) {
	return (
		<Field label={label} hint={hint} wrong={wrong}>
			{(bound) => (
				<span className={styles.pair}>
					<input
						{...bound}
						inputMode="decimal"
						autoComplete="off"
						value={value}
						placeholder={placeholder}
						onChange={({ target }) => onChange(target.value)}
					/>
					<span className={styles.unit}>{unit}</span>
				</span>
			)}
		</Field>
	);
}
