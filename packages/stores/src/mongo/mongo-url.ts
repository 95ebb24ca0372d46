/** The database when the URL names none. */
const DEFAULT_DATABASE = 'canario';

// Not `new URL()`: it rejects the several hosts of a replica set.
const PARTS = /^mongodb(?:\+srv)?:\/\/(?:[^@/?]*@)?(?<hosts>[^@/?]+)(?:\/(?<database>[^?]*))?(?:\?.*)?$/;

/** What of a MongoDB URL may be shown and what the driver does not tell. */
export interface MongoPlace {
	/** As the URL names them, without credentials. */
	readonly hosts: string;
	readonly database: string;
}

/** Hosts and database of a MongoDB URL; undefined when it is none. */
export function placeOf(url: string): MongoPlace | undefined {
	const { hosts, database } = PARTS.exec(url)?.groups ?? {};
	if (hosts === undefined) return undefined;
	return { hosts, database: decodeURIComponent(database || DEFAULT_DATABASE) };
}
