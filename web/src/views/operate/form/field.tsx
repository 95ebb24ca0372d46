import { type ReactNode, useId } from 'react';
import styles from './form.module.css';

/** What a control needs to belong to its label, its hint and what is wrong with it. */
export interface Bound {
	readonly id: string;
	readonly 'aria-describedby': string | undefined;
	readonly 'aria-invalid': boolean;
	readonly className: string | undefined;
}

interface Props {
	readonly label: ReactNode;
	readonly hint?: ReactNode;
	/** What is wrong with what stands in it. */
	readonly wrong?: ReactNode;
	readonly children: (bound: Bound) => ReactNode;
}

/** A control with its label above, and below it what helps or what is wrong. */
export function Field({ label, hint, wrong, children }: Props) {
	const id = useId();
	const hintId = `${id}hint`;
	const below = wrong ?? hint;
	return (
		<div className={styles.field}>
			<label className={styles.label} htmlFor={id}>
				{label}
			</label>
			{children({
				id,
				'aria-describedby': below === undefined ? undefined : hintId,
				'aria-invalid': wrong !== undefined,
				className: styles.input,
			})}
			{below !== undefined && (
				<span id={hintId} className={wrong === undefined ? styles.hint : styles.wrong}>
					{below}
				</span>
			)}
		</div>
	);
}
