import { Option } from 'commander';

/** The option that names the admin API of a platform which does not run from --data. */
export const targetOption = () =>
	new Option(
		'--target <url>',
		'URL of the admin listener (default: that of the platform that runs from --data)',
	);

/** The option that names the statistics of a platform which does not run from --data. */
export const statsOption = () =>
	new Option('--stats <url>', 'URL of realtime-ws (default: that of the platform that runs from --data)');

/** @param what a program gets to read, for example "the split". */
export const jsonOption = (what: string) => new Option('--json', `print ${what} as JSON, and nothing else`);
