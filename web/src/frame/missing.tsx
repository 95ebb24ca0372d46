import { Link } from 'wouter';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { ViewHead } from '../parts/view-head.tsx';

/** An address that leads nowhere. */
export function Missing() {
	const { missing } = useTexts(frameTexts);
	return (
		<>
			<ViewHead title={missing.title}>{missing.text}</ViewHead>
			<Link href="/">{missing.back}</Link>
		</>
	);
}
