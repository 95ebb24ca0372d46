/** The sum of a counter over all its labels, from a service's `/metrics`; 0 where it is not there yet. */
export async function readCounter(url: string, name: string): Promise<number> {
	const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(3_000) });
	const lines = (await response.text()).split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line));
	return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
