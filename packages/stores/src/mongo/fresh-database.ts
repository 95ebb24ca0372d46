import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** A database of a test's own, on the server of `url`; the URL's options stay. Nothing is made yet. */
export function freshDatabase(url: string) {
	const [, server, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
	const own = `${server}/canario-test-${randomUUID()}${options}`;
	return {
		url: own,
		async drop() {
			const client = new MongoClient(own);
			await client.db().dropDatabase();
			await client.close();
		},
	};
}
