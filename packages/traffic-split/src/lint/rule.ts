import type { ServiceFacts } from '../cluster-facts.ts';
import type { Place } from '../manifests.ts';
import type { Parsed } from '../parse.ts';
import type { SplitDocument } from '../split-document.ts';

/** `error`: it does not do what it says. `warning`: it does, and something about it surprises. */
export type Severity = 'error' | 'warning';

/** A place that breaks a rule, and how. */
export interface Hit extends Place {
	readonly message: string;
}

export interface Rule {
	readonly id: string;
	readonly severity: Severity;
	/** What happens otherwise. */
	readonly why: string;
	readonly wayOut: string;
	/** Who says so; "measured" is docs/splits.md, "What was measured". */
	readonly source: string;
	check(parsed: Parsed): Hit[];
}

/** Hits of a check that looks at one split at a time. */
export const eachSplit = (check: (document: SplitDocument, parsed: Parsed) => Hit[]): Rule['check'] => {
	return (parsed) => parsed.splits.flatMap((document) => check(document, parsed));
};

export const isRoute = ({ dialect }: SplitDocument): boolean => dialect === 'gateway/v1';

/** Namespace and apex: what tells whose traffic is split. */
export const apexOf = ({ split }: SplitDocument): string => `${split.namespace ?? ''}/${split.apex}`;

/** The Service `name` in the split's namespace, if it is among the documents. */
export function serviceOf(
	{ split }: SplitDocument,
	{ services }: Parsed,
	name: string,
): ServiceFacts | undefined {
	return services.find((service) => service.name === name && service.namespace === split.namespace);
}
