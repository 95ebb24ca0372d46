import type { ClusterReport } from './cluster-report.ts';

const MARKS = { error: '✗', warning: '!' } as const;

const NO_SPLIT =
	'✗ no split of a Service here: requests for the apex go to its own pods\n    way out: apply a TrafficSplit or an HTTPRoute (docs/splits.md), or name its namespace with --namespace';

/** What was found, for people. */
export function clusterText(report: ClusterReport): string {
	const { server, namespace, splits, clients, errors, warnings, findings, unread } = report;
	const meshed = clients.filter((client) => client.meshed).length;
	const blocks = findings.map(
		({ severity, rule, file, message, why, wayOut }) =>
			`${MARKS[severity]} ${file}: ${message} (${rule})\n    why:     ${why}\n    way out: ${wayOut}`,
	);
	const lines = [
		`namespace ${namespace} at ${server}: ${splits} split(s), ${clients.length} client(s) of an apex, ${meshed} meshed`,
		...(splits === 0 ? [NO_SPLIT] : []),
		...blocks,
		...unread.map((text) => `? not judged, for it may not be read: ${text}`),
	];
	const verdict =
		errors + warnings === 0 && splits > 0
			? 'No trap was found. What only traffic shows is in /readyz of the entry (docs/mesh.md).'
			: `errors: ${errors}, warnings: ${warnings}`;
	return [...lines, '', verdict].join('\n');
}
