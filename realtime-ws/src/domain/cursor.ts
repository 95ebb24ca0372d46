import { ServiceError } from '@canario/service-kit/service-error';
import type { RecordPlace, RecordStore } from '@canario/stores/record-store';
import { hashOf } from './public-record.ts';

const CURSOR = /^(?<time>[0-9a-z]{1,11})\.(?<hash>[\w-]{0,16})$/;

/** Documents of one moment that are looked at together. */
const STEP = 500;

/** A place as a viewer may know it: its time, and the hash of its id. */
export const cursorOf = ({ storedAtMs, id }: RecordPlace) =>
	`${storedAtMs.toString(36)}.${id === '' ? '' : hashOf(id)}`;

/**
 * The place that `cursor` means: its id is found among the documents of its moment.
 *
 * @throws {ServiceError} `invalid_input` when it means none.
 */
export async function placeOf(cursor: string, store: Pick<RecordStore, 'page'>): Promise<RecordPlace> {
	const { time = '', hash } = CURSOR.exec(cursor)?.groups ?? {};
	const storedAtMs = Number.parseInt(time, 36);
	if (hash === undefined || !Number.isSafeInteger(storedAtMs)) throw unknownCursor();
	if (hash === '') return { storedAtMs, id: '' };
	const filter = { fromMs: storedAtMs, beforeMs: storedAtMs + 1 };
	for (let after: RecordPlace | undefined; ; ) {
		const { documents, next } = await store.page({ filter, limit: STEP, ...(after && { after }) });
		const found = documents.find(({ id }) => hashOf(id) === hash);
		if (found) return { storedAtMs, id: found.id };
		if (!next) throw unknownCursor();
		after = next;
	}
}

const unknownCursor = () =>
	new ServiceError('invalid_input', 'the cursor is none that was given', {
		errors: [{ path: 'cursor', message: 'not known' }],
	});
