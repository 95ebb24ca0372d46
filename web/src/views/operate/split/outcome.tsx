import { useFormats } from '../../../i18n/formats.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import form from '../form/form.module.css';
import { percentOf } from './shares.ts';
import { type Seen, useConvergence } from './use-convergence.ts';
import type { Done } from './use-split-acts.ts';

/** What was done last, and whether the traffic follows it. Read aloud: what was done, and the end of the watch. */
export function Outcome({ done }: { readonly done: Done | undefined }) {
	const seen = useConvergence(done?.kind === 'confirm' ? undefined : done?.state);
	const isOver = seen?.kind === 'reached' || seen?.kind === 'overtaken';
	return (
		<div>
			<div role="status">
				{done && (
					<p className={form.said}>
						<DoneWords done={done} /> {isOver && <SeenWords seen={seen} />}
					</p>
				)}
			</div>
			{done && seen && !isOver && (
				<p className={form.hint}>
					<SeenWords seen={seen} />
				</p>
			)}
		</div>
	);
}

function DoneWords({ done: { kind, state } }: { readonly done: Done }) {
	const texts = useTexts(splitTexts);
	const { blue, green } = percentOf(state.weights);
	const version = String(state.version);
	if (kind === 'confirm') return texts.didConfirm(version);
	return (kind === 'set' ? texts.didSet : texts.didUndo)(version, `${blue} %`, `${green} %`);
}

function SeenWords({ seen }: { readonly seen: Seen }) {
	const texts = useTexts(splitTexts);
	const { count, percent, duration } = useFormats();
	switch (seen.kind) {
		case 'thin':
			return texts.watching(count(seen.of));
		case 'off':
			return texts.off(percent(seen.share), count(seen.of));
		case 'reached':
			return texts.reached(percent(seen.share), count(seen.of), duration(seen.afterMs));
		case 'overtaken':
			return texts.overtaken;
		default:
			return seen satisfies never;
	}
}
