import type { Fault } from '@canario/contracts/fault';
import { LANES } from '@canario/contracts/lane';
import { useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Panel } from '../../../parts/panel.tsx';
import { Button } from '../form/button.tsx';
import { Fold } from '../form/fold.tsx';
import form from '../form/form.module.css';
import { Trouble } from '../form/trouble.tsx';
import { useAct } from '../session/use-act.ts';
import { useMay } from '../session/use-session.ts';
import { useDesk } from '../use-desk.ts';
import { FaultForm } from './fault-form.tsx';
import { FaultLine } from './fault-line.tsx';
import styles from './faults.module.css';

/** The lanes' faults: what is under way, how to end it, and how to set one. */
export function FaultsDesk() {
	const texts = useTexts(faultTexts);
	const mayChange = useMay('operator');
	const { data } = useDesk().faults;
	const state = data === undefined ? 'loading' : 'ready';
	return (
		<Panel title={texts.title} caption={texts.caption} state={state} heightRem={16} live={false}>
			<div className={styles.desk}>
				<FaultList faults={data?.faults ?? []} mayChange={mayChange} />
				{mayChange && (
					<Fold label={texts.form}>
						<FaultForm faults={data?.faults ?? []} />
					</Fold>
				)}
			</div>
		</Panel>
	);
}

function FaultList({
	faults,
	mayChange,
}: {
	readonly faults: readonly Fault[];
	readonly mayChange: boolean;
}) {
	const texts = useTexts(faultTexts);
	const { count } = useFormats();
	const { faults: asking } = useDesk();
	const act = useAct();
	const [ended, setEnded] = useState<number>();
	const clear = async (path: string) => {
		setEnded(undefined);
		const answer = await act.run<{ cleared: readonly Fault[] }>({ method: 'DELETE', path });
		await asking.again();
		setEnded(answer?.cleared.length);
	};
	return (
		<div className={styles.list}>
			{faults.length === 0 && <p className={styles.none}>{texts.none}</p>}
			{faults.map((fault) => (
				<FaultLine
					key={fault.lane}
					fault={fault}
					onClear={mayChange ? () => void clear(`/faults/${fault.lane}`) : undefined}
				/>
			))}
			{mayChange && faults.length === LANES.length && (
				<div className={form.acts}>
					<Button onPress={() => void clear('/faults')}>{texts.clearAll}</Button>
				</div>
			)}
			<div role="status">
				{ended !== undefined && <p className={form.said}>{texts.didClear(count(ended))}</p>}
			</div>
			<Trouble trouble={act.trouble} />
		</div>
	);
}
