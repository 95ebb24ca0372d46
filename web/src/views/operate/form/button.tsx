import type { ReactNode } from 'react';
import styles from './button.module.css';

interface Props {
	readonly children: ReactNode;
	/** `change` changes what is served, `stop` takes something away; `quiet` is a word among words. */
	readonly kind?: 'change' | 'stop' | 'plain' | 'quiet';
	/** Sends the form that it stands in, unless there is something to do. */
	readonly onPress?: (() => void) | undefined;
	/** Nothing can be done just now; it keeps its focus. */
	readonly idle?: boolean;
	readonly describedBy?: string | undefined;
}

/** A button that never loses the focus: one that cannot be pressed says so, and is there. */
export function Button({ children, kind = 'plain', onPress, idle = false, describedBy }: Props) {
	return (
		<button
			type={onPress === undefined ? 'submit' : 'button'}
			className={styles.button}
			data-kind={kind}
			aria-disabled={idle}
			aria-describedby={describedBy}
			onClick={(event) => {
				if (idle) event.preventDefault();
				else onPress?.();
			}}
		>
			{children}
		</button>
	);
}
