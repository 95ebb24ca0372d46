import type { Parsed } from '../parse.ts';
import type { SplitDocument } from '../split-document.ts';
import { apexOf, eachSplit, isRoute, type Rule } from './rule.ts';

/** The documents that stand before `document` and split the same apex. */
const earlier = (document: SplitDocument, { splits }: Parsed): SplitDocument[] =>
	splits.slice(0, splits.indexOf(document)).filter((other) => apexOf(other) === apexOf(document));

/** Both take the same requests: the same port, or one of them every port, and the same matches. */
function overlap(one: SplitDocument, other: SplitDocument): boolean {
	const ports = [one.split.port, other.split.port];
	const samePort = ports[0] === ports[1] || ports.includes(undefined);
	return samePort && one.route?.matching === other.route?.matching;
}

const at = ({ place }: SplitDocument) => `${place.file}:${place.line}`;

/** The rules about whose traffic is split, and by how many. */
export const APEX_RULES: readonly Rule[] = [
	{
		id: 'two-splits-on-one-apex',
		severity: 'error',
		why: 'the last TrafficSplit written wins, and deleting it leaves none; of routes the older wins',
		wayOut: 'keep one split for an apex, and change that',
		source: 'measured; linkerd-smi pkg/adaptor/controller.go',
		check: eachSplit((document, parsed) =>
			earlier(document, parsed)
				.filter((other) => isRoute(other) === isRoute(document) && overlap(other, document))
				.slice(0, 1)
				.map((other) => ({
					...document.place,
					message: `${document.split.name} and ${other.split.name} (${at(other)}) both split ${document.split.apex}`,
				})),
		),
	},
	{
		id: 'route-and-split-on-one-apex',
		severity: 'error',
		why: 'the TrafficSplit becomes a ServiceProfile: fresh clients follow that, running ones what was there first',
		wayOut: 'delete one of the two, and restart the clients',
		source: 'measured',
		check: eachSplit((document, parsed) =>
			parsed.splits
				.slice(0, parsed.splits.indexOf(document))
				.filter((other) => isRoute(other) !== isRoute(document) && apexOf(other) === apexOf(document))
				.slice(0, 1)
				.map((other) => ({
					...document.place,
					message: `${document.split.apex} has a route and a TrafficSplit, ${document.split.name} and ${other.split.name} (${at(other)})`,
				})),
		),
	},
	{
		id: 'service-profile-would-win',
		severity: 'error',
		why: 'clients follow the ServiceProfile of the apex and not its route; retry, timeout and breaker annotations end too',
		wayOut: 'delete the ServiceProfile, and say what it said in the route',
		source: 'measured; linkerd.io/2/reference/httproute',
		check: eachSplit((document, { profiles }) =>
			profiles
				.filter(({ service, namespace }) => {
					const { split } = document;
					return isRoute(document) && service === split.apex && namespace === (split.namespace ?? namespace);
				})
				.map(({ place }) => ({
					...place,
					message: `${document.split.apex} has a ServiceProfile, and the route ${document.split.name} (${at(document)})`,
				})),
		),
	},
	{
		id: 'apex-is-leaf',
		severity: 'warning',
		why: 'the specification advises against it: who leaves the mesh, or loses the split, cannot tell apex from leaf',
		wayOut: 'give the leaf a Service of its own, with a narrower selector',
		source: 'smi-spec apis/traffic-split; measured: it works',
		check: eachSplit(({ split, backendPlaces, place }) =>
			split.backends.flatMap(({ service }, index) =>
				service === split.apex
					? [{ ...(backendPlaces[index] ?? place), message: `${service} is apex and leaf of ${split.name}` }]
					: [],
			),
		),
	},
	{
		id: 'split-of-a-split',
		severity: 'warning',
		why: 'splits do not nest: what one sends to a leaf goes to its pods, whatever split that leaf has',
		wayOut: 'name all leaves in one split, with the products of the weights',
		source: 'smi-spec apis/traffic-split',
		check: eachSplit((document, { splits }) => {
			const { split, backendPlaces, place } = document;
			return split.backends.flatMap(({ service }, index) => {
				const leaf = `${split.namespace ?? ''}/${service}`;
				const nested = splits.find((other) => apexOf(other) === leaf && service !== split.apex);
				if (!nested) return [];
				const message = `${service} is a leaf here, and an apex of ${nested.split.name} (${at(nested)})`;
				return [{ ...(backendPlaces[index] ?? place), message }];
			});
		}),
	},
];
