import type { Manifest, Path } from '../manifests.ts';
import { type Backend, defined, type Split } from '../split.ts';
import { pathText, type RouteFacts, type SplitDocument, unknownPaths } from '../split-document.ts';
import type { HttpRoute, HttpRouteRule, ParentRef } from './gateway-schema.ts';
import { commonOf, droppedOf } from './metadata.ts';

const EVERYTHING = '[{"path":{"type":"PathPrefix","value":"/"}}]';

/** A parent Service and a rule of a route: together a split. */
interface Part {
	readonly parent: ParentRef;
	readonly parentAt: Path;
	readonly rule: HttpRouteRule;
	readonly ruleAt: Path;
}

/** The splits that a route is: one for each parent Service and each rule with backends, none for a Gateway's route. */
export function splitsOfHttpRoute(read: HttpRoute, manifest: Manifest): SplitDocument[] {
	const parts = partsOf(read);
	return parts.map((part) => splitOfPart(part, { read, manifest, siblings: parts.length }));
}

function partsOf({ spec }: HttpRoute): Part[] {
	return (spec.parentRefs ?? []).flatMap((parent, index) =>
		parent.kind !== 'Service'
			? []
			: (spec.rules ?? []).flatMap((rule, ruleIndex) =>
					rule.backendRefs === undefined || rule.backendRefs.length === 0
						? []
						: [
								{
									parent,
									rule,
									parentAt: ['spec', 'parentRefs', index],
									ruleAt: ['spec', 'rules', ruleIndex],
								},
							],
				),
	);
}

interface Context {
	readonly read: HttpRoute;
	readonly manifest: Manifest;
	readonly siblings: number;
}

function splitOfPart(part: Part, { read, manifest, siblings }: Context): SplitDocument {
	const { parent, rule, ruleAt } = part;
	const backendRefs = rule.backendRefs ?? [];
	const backendAt = (index: number): Path => [...ruleAt, 'backendRefs', index];
	return {
		dialect: 'gateway/v1',
		split: defined<Split>({
			...commonOf(read.metadata),
			apex: parent.name,
			port: parent.port,
			backends: backendRefs.map(({ name, weight = 1, port }) =>
				defined<Backend>({ service: name, weight, port: port === parent.port ? undefined : port }),
			),
			matches: undefined,
		}),
		place: manifest.placeOf(ruleAt),
		backendPlaces: backendRefs.map((_, index) => manifest.placeOf(backendAt(index))),
		written: backendRefs.map(({ weight = 1 }) => weight),
		leftovers: [
			...unknownPaths(manifest.value, read).map((path) => ({ path, known: false })),
			...leftBehind(part, read).map((path) => ({ path, known: true })),
		].map(({ path, known }) => ({ ...manifest.placeOf(path), path: pathText(path), known })),
		siblings,
		route: routeFacts(part, read, manifest),
	};
}

/** What the route says and a split cannot. */
function leftBehind({ parent, parentAt, rule, ruleAt }: Part, { metadata, spec }: HttpRoute): Path[] {
	const foreign = (namespace: string | undefined) =>
		namespace !== undefined && namespace !== metadata.namespace;
	const paths: (Path | false)[] = [
		...droppedOf(metadata).map((key) => ['metadata', key]),
		!isEverything(spec.hostnames) && ['spec', 'hostnames'],
		parent.sectionName !== undefined && [...parentAt, 'sectionName'],
		foreign(parent.namespace) && [...parentAt, 'namespace'],
		...(['name', 'filters', 'timeouts', 'retry', 'sessionPersistence'] as const).map(
			(key) => rule[key] !== undefined && [...ruleAt, key],
		),
		!isEverything(rule.matches) && [...ruleAt, 'matches'],
		...(rule.backendRefs ?? []).flatMap((ref, index) => {
			const at = [...ruleAt, 'backendRefs', index];
			const isService = (ref.kind ?? 'Service') === 'Service' && ['', 'core'].includes(ref.group ?? '');
			return [
				!isService && [...at, 'kind'],
				foreign(ref.namespace) && [...at, 'namespace'],
				ref.filters !== undefined && [...at, 'filters'],
			];
		}),
	];
	return paths.filter((path) => path !== false);
}

const isEverything = (matches: unknown[] | undefined) =>
	matches === undefined || matches.length === 0 || JSON.stringify(matches) === EVERYTHING;

function routeFacts(
	{ parent, parentAt, rule, ruleAt }: Part,
	read: HttpRoute,
	manifest: Manifest,
): RouteFacts {
	const { metadata, spec } = read;
	const named = [
		{ of: 'apex' as const, name: parent.namespace, at: parentAt },
		...(rule.backendRefs ?? []).map(({ namespace }, index) => ({
			of: 'leaf' as const,
			name: namespace,
			at: [...ruleAt, 'backendRefs', index],
		})),
	];
	const conditions = [spec.hostnames, rule.matches].map((all) => (isEverything(all) ? undefined : all));
	return {
		matching: conditions.every((all) => all === undefined) ? '' : JSON.stringify(conditions),
		parentGroup: parent.group,
		unported: (rule.backendRefs ?? []).flatMap(({ port }, index) => (port === undefined ? [index] : [])),
		parentPlace: manifest.placeOf(parentAt),
		otherNamespaces: named.flatMap(({ of, name, at }) =>
			name === undefined || name === metadata.namespace ? [] : [{ of, name, place: manifest.placeOf(at) }],
		),
	};
}
