import { AGE_GROUPS } from '@canario/contracts/age-group';
import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import { LANES } from '@canario/contracts/lane';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Choice } from './choice.tsx';
import styles from './filter-sentence.module.css';
import {
	DEPARTMENT_CHOICES,
	DOSE_CHOICES,
	type Filters,
	type PERIODS,
	SOURCES,
	VACCINE_CHOICES,
} from './search/filters.ts';

interface Props {
	readonly filters: Filters;
	readonly onChoose: (filters: Filters) => void;
}

const NAMES = new Map(DEPARTMENTS.map(({ code, name }) => [code, name]));

/** The filters as a sentence whose words can be changed. */
export function FilterSentence({ filters, onChoose }: Props) {
	const { filters: texts } = useTexts(recordsTexts);
	const field = <K extends keyof Filters>(key: K) => ({
		value: filters[key],
		onChoose: (value: Filters[K]) => onChoose(without({ ...filters, [key]: value })),
	});
	return (
		<form className={styles.sentence} aria-label={texts.label} onSubmit={(event) => event.preventDefault()}>
			<Choice
				{...field('vaccine')}
				{...{ start: texts.vaccinesStart, label: texts.vaccine, any: texts.anyVaccine }}
				options={VACCINE_CHOICES.map((name) => [name, name === OTHER ? texts.otherVaccine : name])}
			/>
			<Choice
				{...field('department')}
				{...{ start: texts.departmentStart, label: texts.department, any: texts.anyDepartment }}
				options={DEPARTMENT_CHOICES.map((code) => [code, NAMES.get(code) ?? texts.otherDepartment])}
			/>
			<Choice
				{...field('lane')}
				{...{ start: texts.laneStart, label: texts.lane, any: texts.anyLane }}
				options={LANES.map((lane) => [lane, texts.lanes[lane]])}
			/>
			<Choice
				{...field('dose')}
				{...{ start: texts.doseStart, label: texts.dose, any: texts.anyDose }}
				options={DOSE_CHOICES.map((dose) => [dose, texts.nth(String(dose))])}
			/>
			<Choice
				{...field('ageGroup')}
				{...{ start: texts.ageGroupStart, label: texts.ageGroup, any: texts.anyAgeGroup }}
				options={AGE_GROUPS.map((group) => [group, texts.ageGroups[group]])}
			/>
			<Choice
				{...field('source')}
				{...{ start: texts.sourceStart, label: texts.source, any: texts.anySource }}
				options={SOURCES.map((source) => [source, texts.sources[source]])}
			/>
			<Choice
				{...field('period')}
				{...{ start: texts.periodStart, label: texts.period, any: texts.anyPeriod }}
				options={(['5m', '1h', '24h'] satisfies (keyof typeof PERIODS)[]).map((period) => [
					period,
					texts.periods[period],
				])}
				last
			/>
			{Object.keys(filters).length > 0 && (
				<button type="button" className={styles.clear} onClick={() => onChoose({})}>
					{texts.clear}
				</button>
			)}
		</form>
	);
}

/** A filter that was taken back is absent, so that it is not in the address either. */
const without = (filters: { readonly [K in keyof Filters]: Filters[K] | undefined }): Filters =>
	Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
