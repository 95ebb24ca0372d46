import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { viewOf } from '../addresses.ts';
import { useConnectionPhase, useStats } from '../feed/use-feed.ts';
import { useFormats } from '../i18n/formats.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';

/** The title of the tab tells the state: how the weights stand, or that nothing comes any more. */
export function PageTitle() {
	const [path] = useLocation();
	const { views, connectionShort, missing } = useTexts(frameTexts);
	const phase = useConnectionPhase();
	const { percent } = useFormats();
	const blue = useStats(({ lanes, split }) => split && lanes.blue.asked);
	const view = viewOf(path);
	const share = (asked: number) => percent(asked, 0).replace(/\s?%/, '');
	const weights = blue === undefined ? undefined : `●${share(blue)} ◆${share(1 - blue)}`;
	const parts = [
		phase === 'live' ? weights : connectionShort[phase],
		view === undefined ? missing.title : views[view],
		'Canario',
	];
	const title = parts.filter((part) => part !== undefined).join(' · ');
	// the document has a title of its own, for those without scripts; a second one would not be valid
	useEffect(() => {
		document.title = title;
	}, [title]);
	return null;
}
