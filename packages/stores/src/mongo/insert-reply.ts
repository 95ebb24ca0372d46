/** The server's code for "that key is there already". */
export const DUPLICATE_KEY = 11_000;

/** What a server answers to an insert (https://www.mongodb.com/docs/manual/reference/command/insert/). */
export interface InsertReply {
	readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
	readonly writeConcernError?: { readonly code: number; readonly codeName?: string };
}
