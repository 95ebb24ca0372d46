/** Sends `body` as JSON to `url`; gives the status and the body of the answer. */
export async function callJson(method: string, url: string, body?: unknown) {
	const response = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	// biome-ignore lint/suspicious/noExplicitAny: JSON, which the tests look at
	return [response.status, (await response.json()) as any] as const;
}
