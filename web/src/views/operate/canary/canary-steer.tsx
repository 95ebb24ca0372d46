import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryState } from '@canario/contracts/canary/state';
import { useState } from 'react';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { ReasonField, useReason } from '../form/reason-field.tsx';
import { Trouble } from '../form/trouble.tsx';
import { useAct } from '../session/use-act.ts';
import { useDesk } from '../use-desk.ts';
import styles from './canary.module.css';
import { ACTS, type ActName, orderOf } from './orders.ts';

/** What an operator does with a canary that runs; each with a reason. */
export function CanarySteer({ canary }: { readonly canary: CanaryState }) {
	const { acts: texts } = useTexts(canaryDeskTexts);
	const { canary: asking } = useDesk();
	const [done, setDone] = useState<ActName>();
	const reason = useReason();
	const act = useAct();
	const can = possible(canary);
	const press = async (name: ActName) => {
		const why = reason.demand();
		if (why === undefined || act.busy) return;
		setDone(undefined);
		const answer = await act.run<CanaryAnswer>({ method: 'POST', ...orderOf(name, why, canary) });
		if (answer === undefined) return;
		asking.take(answer);
		setDone(name);
		reason.forget();
	};
	return (
		<form className={styles.strip} onSubmit={(event) => event.preventDefault()}>
			<ReasonField reason={reason} />
			<div className={form.acts}>
				{ACTS.filter((name) => can[name]).map((name) => (
					<Button
						key={name}
						kind={name === 'abort' ? 'stop' : name === 'promote' || name === 'full' ? 'change' : 'plain'}
						idle={act.busy}
						onPress={() => void press(name)}
					>
						{texts[name]}
					</Button>
				))}
			</div>
			<div role="status">{done && <p className={form.said}>{texts.done[done]}</p>}</div>
			<Trouble trouble={act.trouble} />
		</form>
	);
}

/** What the entry would not refuse. */
function possible({ phase, paused, held, plan }: CanaryState): Readonly<Record<ActName, boolean>> {
	const isBack = phase === 'back';
	const stands = paused !== undefined || held !== undefined;
	return {
		pause: !isBack && paused === undefined,
		resume: !isBack && stands,
		promote: !isBack,
		full: !isBack,
		// a way back that goes step by step can be hastened
		abort: !isBack || plan.rollback.mode !== 'at-once',
	};
}
