import type { SplitState } from '@canario/contracts/split-change';
import { useState } from 'react';
import { operateTexts } from '../../../i18n/operate.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { ReasonField, useReason } from '../form/reason-field.tsx';
import { msOf, type Span } from '../form/span.ts';
import { Trouble } from '../form/trouble.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { Outcome } from './outcome.tsx';
import { Pending } from './pending.tsx';
import { RevertFields } from './revert-fields.tsx';
import { percentOf } from './shares.ts';
import styles from './split-control.module.css';
import type { Drafting } from './use-draft.ts';
import { type SplitActs, useSplitActs } from './use-split-acts.ts';
import { WEIGHTS_FORM } from './weights-form.ts';

interface Props {
	readonly split: SplitState;
	readonly drafting: Drafting;
	readonly mayChange: boolean;
}

const REVERT_MS = { least: 1_000, most: 24 * 3_600_000 } as const;

/** Everything that changes the weights, on one strip, and what came of it. */
export function SplitStrip({ split, drafting, mayChange }: Props) {
	const acts = useSplitActs(split, drafting);
	const { act, done, confirm } = acts;
	const { draft, stale, rebase, drop } = drafting;
	return (
		<>
			<Pending split={split} onConfirm={mayChange ? () => void confirm() : undefined} idle={act.busy} />
			{draft !== undefined && stale && (
				<Meanwhile
					draft={draft}
					onKeep={() => {
						act.forget();
						rebase();
					}}
					onDrop={() => {
						act.forget();
						drop();
					}}
				/>
			)}
			{mayChange && <Strip split={split} drafting={drafting} acts={acts} />}
			<div className={styles.outcome}>
				<Outcome done={done} />
				<Trouble trouble={act.trouble} />
			</div>
		</>
	);
}

function Strip({ split, drafting, acts }: Omit<Props, 'mayChange'> & { readonly acts: SplitActs }) {
	const texts = useTexts(splitTexts);
	const { form: words } = useTexts(operateTexts);
	const reason = useReason();
	const [revert, setRevert] = useState<Span | undefined>();
	const revertMs = revert === undefined ? undefined : msOf(revert);
	const wrong =
		revert !== undefined &&
		(revertMs === undefined || revertMs < REVERT_MS.least || revertMs > REVERT_MS.most);
	const { green, draft, drop } = drafting;
	const { busy } = acts.act;
	// what is asked for already is not asked for again, for that would end a canary
	const same = draft === undefined || draft.green === percentOf(split.weights).green;
	const end = (did: boolean) => {
		if (!did) return;
		reason.forget();
		setRevert(undefined);
		drop();
	};
	const set = async () => {
		if (busy || wrong || (same && split.revertAtMs === undefined)) return;
		const why = reason.demand();
		if (why !== undefined) end(await acts.set(why, revertMs));
	};
	const undo = async () => {
		const why = reason.demand();
		if (why !== undefined) end(await acts.undo(why));
	};
	const { undoTo } = split;
	return (
		<form
			id={WEIGHTS_FORM}
			className={styles.strip}
			onSubmit={(event) => {
				event.preventDefault();
				void set();
			}}
		>
			<div className={styles.options}>
				<ReasonField reason={reason} />
				<RevertFields value={revert} wrong={wrong} onChange={setRevert} />
			</div>
			<div className={form.acts}>
				<Button kind="change" idle={busy || (same && split.revertAtMs === undefined)}>
					{busy ? words.working : texts.set(`${100 - green}`, `${green}`)}
				</Button>
				{undoTo !== undefined && (
					<Button idle={busy} onPress={() => void undo()}>
						{texts.undo(`${undoTo.blue}`, `${undoTo.green}`)}
					</Button>
				)}
				{draft !== undefined && (
					<Button kind="quiet" onPress={drop}>
						{texts.discard}
					</Button>
				)}
			</div>
		</form>
	);
}
