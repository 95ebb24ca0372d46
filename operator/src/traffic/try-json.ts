/** The value that `text` holds as JSON; undefined where it holds none. */
export function tryJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
