// A writer for tests: `node insert-loop.ts PATH PREFIX BATCHES` inserts batches of 20 documents with ids PREFIX-0,
// PREFIX-1, … and prints, when a batch is stored, each of its ids and what became of it.
import { someDocument } from '../contract/some-document.ts';
import { openSqliteRecordStore } from './sqlite-record-store.ts';

const BATCH = 20;
const [path = '', prefix = '', batches = '0'] = process.argv.slice(2);

const store = openSqliteRecordStore({ path });
for (let n = 0; n < Number(batches); n++) {
	const documents = Array.from({ length: BATCH }, (_, i) =>
		someDocument({ id: `${prefix}-${n * BATCH + i}` }),
	);
	const outcomes = await store.insert(documents);
	const lines = documents.map(({ id }, i) => `${id} ${outcomes[i]?.outcome}\n`);
	process.stdout.write(lines.join(''));
}
await store.close();
