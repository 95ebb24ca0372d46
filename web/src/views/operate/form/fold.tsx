import { type ReactNode, useId, useState } from 'react';
import styles from './fold.module.css';

interface Props {
	readonly label: string;
	readonly children: ReactNode;
}

/** Something that is opened by whoever wants it, and made then; what was typed stays when it is closed. */
export function Fold({ label, children }: Props) {
	const [open, setOpen] = useState(false);
	const [made, setMade] = useState(false);
	const turn = () => {
		setOpen(!open);
		setMade(true);
	};
	const id = useId();
	return (
		<div className={styles.fold}>
			<button type="button" aria-expanded={open} aria-controls={id} onClick={turn}>
				<svg viewBox="0 0 12 12" aria-hidden="true">
					<path d="M4 1.5 8.5 6 4 10.5" />
				</svg>
				{label}
			</button>
			<div id={id} hidden={!open} className={styles.body}>
				{made && children}
			</div>
		</div>
	);
}
