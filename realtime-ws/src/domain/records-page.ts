import { AGE_GROUPS, type AgeGroup, ageGroupOf } from '@canario/contracts/age-group';
import type { RecordsPage, RecordsQuery } from '@canario/contracts/records-page';
import type { RecordFilter, RecordStore } from '@canario/stores/record-store';
import { cursorOf, placeOf } from './cursor.ts';
import { publicRecord } from './public-record.ts';

/** Ages that the schema of a vaccination allows, whole years. */
const AGES = Array.from({ length: 131 }, (_, age) => age);

const agesOf = new Map(
	AGE_GROUPS.map((group) => {
		const ages = AGES.filter((age) => ageGroupOf(age) === group);
		return [group, { from: ages[0] ?? 0, to: ages.at(-1) ?? 0 }];
	}),
);

/**
 * A page of the stored vaccinations as anybody may see them.
 *
 * @throws {ServiceError} `invalid_input` for a cursor that was never given; as the store does.
 */
export async function recordsPage(
	query: RecordsQuery,
	store: Pick<RecordStore, 'page'>,
): Promise<RecordsPage> {
	const { cursor, limit } = query;
	const after = cursor === undefined ? undefined : await placeOf(cursor, store);
	const { documents, next } = await store.page({ filter: filterOf(query), limit, ...(after && { after }) });
	return {
		records: documents.map(publicRecord),
		...(next && { next: cursorOf(next) }),
		...(next && documents.length < limit && { searchedToMs: next.storedAtMs }),
	};
}

function filterOf({
	lane,
	department,
	vaccine,
	dose,
	ageGroup,
	source,
	from,
	before,
}: RecordsQuery): RecordFilter {
	return {
		...(lane !== undefined && { lane }),
		...(department !== undefined && { department }),
		...(vaccine !== undefined && { vaccine }),
		...(dose !== undefined && { dose }),
		...agesFilter(ageGroup),
		...(source !== undefined && { source }),
		...(from !== undefined && { fromMs: from }),
		...(before !== undefined && { beforeMs: before }),
	};
}

function agesFilter(group: AgeGroup | undefined): Pick<RecordFilter, 'ages'> {
	const ages = group && agesOf.get(group);
	return ages ? { ages } : {};
}
