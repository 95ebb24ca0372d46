import type { Live } from '../stores.ts';
import { EmbeddedGreenStream } from './embedded-green-stream.ts';
import { GroupCommit } from './group-commit.ts';
import { InProcessTraces } from './in-process-traces.ts';
import { liveFileError, openLiveFile } from './live-file.ts';
import { MemoryFaults } from './memory-faults.ts';
import { MemoryStatistics } from './memory-statistics.ts';
import { StreamBooks } from './stream-books.ts';
import { StreamFile } from './stream-file.ts';

interface Options {
	/** Of the stream's file, which is made where it is missing; ':memory:' for one that is gone at the end. */
	readonly path: string;
	/** Milliseconds since the Unix epoch; must not run backwards. */
	readonly now?: () => number;
}

const steadyNow = () => performance.timeOrigin + performance.now();

/**
 * Live statistics and green's stream within one process. Stream, books and dead letters are in a SQLite file
 * and survive a kill; the statistics are in memory and are not built at first.
 *
 * @throws {ServiceError} `unavailable` when another process has the file, or it cannot be used.
 */
export function openEmbeddedLive({ path, now = steadyNow }: Options): Live {
	const database = openLiveFile(path);
	const file = new StreamFile(database);
	const books = new StreamBooks(file);
	const commit = new GroupCommit(database);
	const asServiceError = (error: unknown) => liveFileError(error, path);
	const inFile = <T>(work: () => T): T => {
		try {
			return work();
		} catch (error) {
			throw asServiceError(error);
		}
	};
	const audit = (stored: number) => inFile(() => books.audit(stored));
	const statistics = new MemoryStatistics({ books: { read: () => books.read(), audit }, now });
	return {
		statistics,
		stream: new EmbeddedGreenStream({ file, commit, books, statistics, now, inFile, asServiceError }),
		faults: new MemoryFaults(now),
		traces: new InProcessTraces(),
		ping: async () => void inFile(() => database.prepare('SELECT 1').get()),
		close: async () => {
			if (!database.isOpen) return;
			commit.flush();
			database.close();
		},
	};
}
