import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parseAllDocuments } from 'yaml';
import { filesOf, type KubeObject, objectsOf, read } from './objects.ts';
import { SERVICES } from './services.ts';

const NOT_OBJECTS = /(^|\/)(kustomization|[\w-]+\.patch|Chart|values)\.yaml$|^helm\/values\//;
const objectFiles = filesOf('**/*.yaml').filter((path) => !NOT_OBJECTS.test(path));
const weightsIn = (text: string) =>
	[...text.matchAll(/(?:weight|value): (\d+)$/gm)].map(([, weight]) => Number(weight));

describe('the files of manifests', () => {
	it.each(objectFiles)('%s is one object, in the usual order', (path) => {
		const documents = parseAllDocuments(read(path));
		expect(documents).toHaveLength(1);
		const [document] = documents;
		expect(document?.errors).toStrictEqual([]);
		const contents = document?.contents;
		const keys = isMap(contents) ? contents.items.map(({ key }) => (isScalar(key) ? key.value : key)) : [];
		expect(keys.slice(0, 3)).toStrictEqual(['apiVersion', 'kind', 'metadata']);
		expect(keys.includes('spec') ? keys[3] : 'spec').toBe('spec');
	});

	it.each(filesOf('**/*.patch.yaml'))('%s parses', (path) => {
		expect(objectsOf(read(path)).length).toBeGreaterThan(0);
	});

	it('names no image but in components/images', () => {
		const tagged = objectFiles.filter(
			(path) => !path.startsWith('cloud-run/') && /image: \S+:\S+/.test(read(path)),
		);
		expect(tagged).toStrictEqual([]);
	});

	it('has an image for each deployable, and for the stores', () => {
		const [component] = objectsOf(read('components/images/kustomization.yaml')) as unknown as [
			{ readonly images: readonly { readonly name: string; readonly newTag: string }[] },
		];
		const ours = Object.keys(SERVICES).map((name) => `canario/${name}`);
		expect(component.images.map(({ name }) => name).sort()).toStrictEqual([...ours, 'mongo', 'redis'].sort());
		expect(component.images.filter(({ newTag }) => !/^\d+\.\d+\.\d+$/.test(newTag))).toStrictEqual([]);
	});
});

describe('the splits', () => {
	const folders = filesOf('splits/smi/blue-*/kustomization.yaml').map((path) => path.split('/')[2] ?? '');

	it('are there in both dialects', () => {
		const twins = filesOf('splits/gateway-api/blue-*/kustomization.yaml').map((path) => path.split('/')[2]);
		expect(twins).toStrictEqual(folders);
		expect(folders).toHaveLength(4);
	});

	it.each(folders)('%s gives the shares of its name, in both', (folder) => {
		const [, blue, green] = /^blue-(\d+)-green-(\d+)$/.exec(folder) ?? [];
		for (const dialect of ['smi', 'gateway-api']) {
			const weights = weightsIn(read(`splits/${dialect}/${folder}/kustomization.yaml`));
			expect(weights).toStrictEqual([Number(blue), Number(green)]);
			expect(Number(blue) + Number(green)).toBe(100);
		}
	});

	it('begin with the same shares and leaves in both', () => {
		const [route, split] = ['gateway-api/even/http-route', 'smi/even/traffic-split'].map(
			(path) => objectsOf(read(`splits/${path}.yaml`))[0] as KubeObject,
		);
		const ofRoute = route?.spec.rules[0].backendRefs.map((ref: { name: string; weight: number }) => [
			ref.name,
			ref.weight,
		]);
		const ofSplit = split?.spec.backends.map((one: { service: string; weight: number }) => [
			one.service,
			one.weight,
		]);
		expect(ofRoute).toStrictEqual(ofSplit);
		expect(route?.spec.parentRefs[0].name).toBe(split?.spec.service);
	});
});

interface Rule {
	readonly resources: readonly string[];
	readonly resourceNames?: readonly string[];
	readonly verbs: readonly string[];
}

const written = ({ resources, resourceNames = [], verbs }: Rule) =>
	`${[...resources, ...resourceNames].join('/')}: ${verbs.join(' ')}`;

describe('what accounts may do', () => {
	const rolesIn = (pattern: string) =>
		filesOf(pattern)
			.filter((path) => !NOT_OBJECTS.test(path))
			.flatMap((path) => objectsOf(read(path)))
			.filter(({ kind }) => kind.includes('Role')) as unknown as (KubeObject & { rules?: object[] })[];

	it('is to change the weights of one object, or to read them, to lead by one Lease, and to steer canaries', () => {
		const granted = rolesIn('{base,components}/**/*.yaml')
			.filter(({ kind }) => kind === 'Role')
			.map(({ metadata, rules }) => [metadata.name, (rules as Rule[]).map(written)]);
		const lease = 'leases/canary-controller: get patch';
		const steering = ['pods: list', 'pods/portforward: get create', 'secrets/canario-token: get'];
		const overSplit = (plural: string) => [
			['canary-controller', [`${plural}/lanes: get patch watch`, lease]],
			['dummy-splitter', [`${plural}/lanes: get watch`]],
			['split-operator', [`${plural}/lanes: get patch watch`]],
		];
		expect(granted).toStrictEqual([
			['canary-operator', steering],
			...overSplit('httproutes'),
			...overSplit('trafficsplits'),
		]);
	});

	it('ends at the namespace', () => {
		expect(rolesIn('**/*.yaml').filter(({ kind }) => kind.startsWith('Cluster'))).toStrictEqual([]);
	});
});
