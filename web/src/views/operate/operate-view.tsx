import { useEffect, useRef } from 'react';
import { useConfig } from '../../config.ts';
import { operateTexts } from '../../i18n/operate.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ViewHead } from '../../parts/view-head.tsx';
import { VisuallyHidden } from '../../parts/visually-hidden.tsx';
import { Desk } from './desk.tsx';
import { NotOffered } from './not-offered.tsx';
import { Login } from './session/login.tsx';
import { useSessionState } from './session/use-session.ts';

/** Shift weights, run a canary, break a lane on purpose, take it back: behind a login, where it is offered. */
export function OperateView() {
	return useConfig().operate === undefined ? <NotOffered /> : <Offered />;
}

function Offered() {
	const texts = useTexts(operateTexts);
	const state = useSessionState();
	const place = useFocusOnChange(state.phase);
	const isIn = state.phase === 'in';
	return (
		<div ref={place} tabIndex={-1} style={{ outline: 'none' }}>
			<VisuallyHidden>
				<span role="status">
					{isIn && texts.session.entered(state.who.name, texts.session.roles[state.who.role])}
				</span>
			</VisuallyHidden>
			{isIn ? (
				<Desk who={state.who} />
			) : (
				<>
					<ViewHead title={texts.title}>{texts.login.lead}</ViewHead>
					<Login />
				</>
			)}
		</div>
	);
}

/** What had the focus is gone when somebody comes in or goes out: it goes to the beginning of what is there then. */
function useFocusOnChange(phase: string) {
	const place = useRef<HTMLDivElement>(null);
	const before = useRef(phase);
	useEffect(() => {
		if (before.current !== phase) place.current?.focus({ preventScroll: true });
		before.current = phase;
	}, [phase]);
	return place;
}
