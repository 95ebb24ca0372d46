import type { ClusterReport } from './cluster-report.ts';

const MARKS = { error: '✗', warning: '!' } as const;

const NO_SPLIT =
	'✗ no split of a Service here: requests for the apex go to its own pods\n    way out: apply a TrafficSplit or an HTTPRoute (docs/splits.md), or name its namespace with --namespace';

/** What was found, for people. */
export function clusterText(report: ClusterReport): string {
	const { server, namespace, splits, clients, errors, warnings, findings, entries, unread } = report;
	const meshed = clients.filter((client) => client.meshed).length;
	const blocks = findings.map(
		({ severity, rule, file, message, why, wayOut }) =>
			`${MARKS[severity]} ${file}: ${message} (${rule})\n    why:     ${why}\n    way out: ${wayOut}`,
	);
	const lines = [
		`namespace ${namespace} at ${server}: ${splits} split(s), ${clients.length} client(s) of an apex, ${meshed} meshed`,
		...(splits === 0 ? [NO_SPLIT] : []),
		...blocks,
		...entries.flatMap(({ pod, traps }) => traps.map((trap) => `✗ the entry ${pod} sees ${trap}`)),
		...entries.flatMap(({ pod, silent }) =>
			silent ? [`? the entry ${pod} cannot be asked: ${silent}`] : [],
		),
		...unread.map((text) => `? not judged, for it may not be read: ${text}`),
	];
	const seen = entries.reduce((sum, { traps }) => sum + traps.length, 0);
	const verdict =
		errors + warnings + seen === 0 && splits > 0
			? 'No trap was found.'
			: `errors: ${errors}, warnings: ${warnings}, seen by entries: ${seen}`;
	return [...lines, '', verdict].join('\n');
}
