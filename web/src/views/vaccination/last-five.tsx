import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import type { PublicVaccination } from '@canario/contracts/stats-snapshot';
import { useStats } from '../../feed/use-feed.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useTexts } from '../../i18n/texts.ts';
import { vaccinationTexts } from '../../i18n/vaccination.ts';
import { LaneMark } from '../../parts/lane-mark.tsx';
import { Panel } from '../../parts/panel.tsx';
import { VisuallyHidden } from '../../parts/visually-hidden.tsx';
import styles from './last-five.module.css';
import { useCalm } from './use-calm.ts';

/** How long the five stand before they give way to newer ones. */
const STAND_MS = 3_000;

const NAMES = new Map(DEPARTMENTS.map(({ code, name }) => [code, name]));

/** The last five vaccinations. */
export function LastFive() {
	const { last: texts } = useTexts(vaccinationTexts);
	const last = useStats((stats) => stats.last);
	const state = !last ? 'loading' : last.length === 0 ? 'empty' : 'ready';
	return (
		<Panel title={texts.title} caption={texts.caption} state={state} empty={texts.none} heightRem={17}>
			{last && <Ticker last={last} />}
		</Panel>
	);
}

function Ticker({ last }: { readonly last: readonly PublicVaccination[] }) {
	const calm = useCalm(last, STAND_MS);
	const shown = calm.length < last.length ? last : calm;
	return (
		<ol className={styles.ticker}>
			{keyed(shown).map(([key, vaccination]) => (
				<Item key={key} vaccination={vaccination} />
			))}
		</ol>
	);
}

/** Rows that say the same in the same millisecond are told apart by their turn. */
function keyed(last: readonly PublicVaccination[]): readonly (readonly [string, PublicVaccination])[] {
	const seen = new Map<string, number>();
	return last.map((vaccination) => {
		const name = Object.values(vaccination).join('|');
		const turn = seen.get(name) ?? 0;
		seen.set(name, turn + 1);
		return [`${name}|${turn}`, vaccination];
	});
}

function Item({ vaccination }: { readonly vaccination: PublicVaccination }) {
	const { ages, doses, last: texts, lane: lanes, places, vaccines } = useTexts(vaccinationTexts);
	const { time } = useFormats();
	const { initials, ageGroup, department, vaccine, dose, lane, storedAtMs } = vaccination;
	return (
		<li className={styles.item}>
			<span className={styles.initials}>{initials}</span>
			<span className={styles.who}>
				{ages.groups[ageGroup]}, {NAMES.get(department) ?? places.other}
				<small>
					{vaccine === OTHER ? vaccines.other : vaccine}, {doses.nth(String(dose))}
				</small>
			</span>
			<span className={styles.lane}>
				<LaneMark lane={lane} />
				<VisuallyHidden>
					{lanes[lane]}, {texts.storedAt('')}
				</VisuallyHidden>
				<time dateTime={new Date(storedAtMs).toISOString()}>{time(storedAtMs)}</time>
			</span>
		</li>
	);
}
