import type { ReactNode } from 'react';
import styles from './view-head.module.css';

interface Props {
	/** One sentence that tells the whole view. */
	readonly title: ReactNode;
	/** A second, quieter one. */
	readonly children?: ReactNode;
}

/** The headline of a view: its only h1. */
export function ViewHead({ title, children }: Props) {
	return (
		<header className={styles.head}>
			<h1>{title}</h1>
			{children !== undefined && <p className={styles.lead}>{children}</p>}
		</header>
	);
}
