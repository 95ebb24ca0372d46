import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { Fault } from '@canario/contracts/fault';
import type { SplitState } from '@canario/contracts/split-change';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { operateTexts } from '../../i18n/operate.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { Away } from './away.tsx';
import { CanaryDesk } from './canary/canary-desk.tsx';
import { FaultsDesk } from './faults/faults-desk.tsx';
import { ManifestsDesk } from './manifests/manifests-desk.tsx';
import type { Who } from './session/session.ts';
import { SessionBar } from './session/session-bar.tsx';
import { useAnswer } from './session/use-answer.ts';
import { percentOf } from './split/shares.ts';
import { SplitControl } from './split/split-control.tsx';
import { SplitHistory } from './split/split-history.tsx';
import { TokensDesk } from './tokens/tokens-desk.tsx';
import { DeskContext, type Desk as DeskState } from './use-desk.ts';

/** Everything that an operator sees and does. */
export function Desk({ who }: { readonly who: Who }) {
	const split = useAnswer<SplitState>('/split');
	const faults = useAnswer<{ readonly faults: readonly Fault[] }>('/faults');
	const canary = useAnswer<CanaryAnswer>('/canary');
	const desk: DeskState = useMemo(() => ({ split, faults, canary }), [split, faults, canary]);
	return (
		<DeskContext value={desk}>
			<Headline split={split.data} />
			<SessionBar who={who} />
			<Away asking={split} />
			<SplitPanel split={split.data} />
			<CanaryDesk />
			<FaultsDesk />
			{split.data !== undefined && <SplitHistory version={split.data.version} />}
			<ManifestsDesk />
			{who.role === 'admin' && <TokensDesk />}
		</DeskContext>
	);
}

function Headline({ split }: { readonly split: SplitState | undefined }) {
	const { title, head } = useTexts(operateTexts);
	const { moment } = useFormats();
	if (split === undefined) return <ViewHead title={title}>…</ViewHead>;
	const { blue, green } = percentOf(split.weights);
	const { version, changedAtMs, by, reason } = split;
	return (
		<ViewHead title={head.shares(`${blue}\u00a0%`, `${green}\u00a0%`)}>
			{head.since(String(version), moment(changedAtMs), by)}{' '}
			{reason === '' ? head.noReason : head.why(reason)}
		</ViewHead>
	);
}

function SplitPanel({ split }: { readonly split: SplitState | undefined }) {
	const { title } = useTexts(operateTexts);
	if (split === undefined) return <Panel title={title} state="loading" heightRem={26} live={false} />;
	return <SplitControl split={split} />;
}
