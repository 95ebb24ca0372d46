import type { ReactNode } from 'react';
import styles from './figure.module.css';

interface Props {
	/** What is counted. */
	readonly label: ReactNode;
	/** Written by a format; undefined while nothing is known yet. */
	readonly value: string | undefined;
	readonly unit?: string;
	/** A quiet word under it: a share, an age. */
	readonly note?: ReactNode;
	readonly size?: 'big' | 'small';
}

/** A number with its unit and what it counts. Belongs into `Figures`. */
export function Figure({ label, value, unit, note, size = 'big' }: Props) {
	return (
		<div className={styles.figure} data-size={size}>
			<dt className={styles.label}>{label}</dt>
			<dd className={styles.value} data-known={value !== undefined}>
				{value ?? '–'}
				{unit !== undefined && <span className={styles.unit}> {unit}</span>}
			</dd>
			{note !== undefined && <dd className={styles.note}>{note}</dd>}
		</div>
	);
}

/** Figures on one line, told apart by hairlines; under one another where the line is short. */
export function Figures({ children }: { readonly children: ReactNode }) {
	return <dl className={styles.figures}>{children}</dl>;
}
