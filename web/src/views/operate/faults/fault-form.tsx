import type { Fault } from '@canario/contracts/fault';
import { useState } from 'react';
import { frameTexts } from '../../../i18n/frame.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { timeLeft } from '../../traffic/faults/time-left.ts';
import { useEffects } from '../../traffic/faults/use-effects.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { ReasonField, useReason } from '../form/reason-field.tsx';
import { Trouble } from '../form/trouble.tsx';
import { useAct } from '../session/use-act.ts';
import { useDesk } from '../use-desk.ts';
import { EffectFields } from './effect-fields.tsx';
import { EMPTY, type FaultDraft, wantedOf } from './fault-draft.ts';
import styles from './faults.module.css';

/** How a lane is broken on purpose. */
export function FaultForm({ faults }: { readonly faults: readonly Fault[] }) {
	const texts = useTexts(faultTexts);
	const { form: words } = useTexts(operateTexts);
	const { lanes } = useTexts(frameTexts);
	const { faults: asking } = useDesk();
	const [draft, setDraft] = useState(EMPTY);
	const [tried, setTried] = useState(false);
	const [done, setDone] = useState<Fault>();
	const reason = useReason();
	const act = useAct();
	const wanted = wantedOf(draft);
	const wrong = tried && 'wrong' in wanted ? wanted.wrong : [];
	const set = async () => {
		setTried(true);
		if ('wrong' in wanted || act.busy) return;
		const why = reason.demand();
		if (why === undefined) return;
		setDone(undefined);
		const body = { ...wanted.effects, forMs: wanted.forMs, reason: why };
		const answer = await act.run<Fault>({ method: 'PUT', path: `/faults/${draft.lane}`, body });
		if (answer === undefined) return;
		setDone(answer);
		setDraft({ ...EMPTY, lane: draft.lane });
		setTried(false);
		reason.forget();
		void asking.again();
	};
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				void set();
			}}
		>
			<EffectFields draft={draft} wrong={wrong} onChange={setDraft} />
			<ReasonField reason={reason} />
			<Will draft={draft} tried={tried} faults={faults} />
			<div className={form.acts}>
				<Button kind="stop" idle={act.busy}>
					{act.busy ? words.working : texts.set}
				</Button>
			</div>
			<div role="status">
				{done && (
					<p className={form.said}>{texts.didSet(lanes[done.lane], timeLeft(done.untilMs - done.setAtMs))}</p>
				)}
			</div>
			<Trouble trouble={act.trouble} />
		</form>
	);
}

interface WillProps {
	readonly draft: FaultDraft;
	readonly tried: boolean;
	readonly faults: readonly Fault[];
}

/** What the fault would do, in words. */
function Will({ draft, tried, faults }: WillProps) {
	const texts = useTexts(faultTexts);
	const { lanes } = useTexts(frameTexts);
	const effects = useEffects();
	const wanted = wantedOf(draft);
	if ('wrong' in wanted) {
		const nothing = wanted.wrong.length === 0 && tried;
		return <p className={nothing ? form.wrong : styles.will}>{nothing && texts.nothing}</p>;
	}
	const { hang, errors, delayMs, jitterMs, durableDelayMs, drop } = wanted.effects;
	const known = { hang, errors, delayMs, jitterMs, durableDelayMs, drop };
	const said = effects(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)));
	const replaces = faults.some(({ lane }) => lane === draft.lane);
	return (
		<p className={styles.will}>
			{texts.will(lanes[draft.lane], said, timeLeft(wanted.forMs))}{' '}
			{replaces && texts.replaces(lanes[draft.lane])}
		</p>
	);
}
