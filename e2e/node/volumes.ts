import { kubectl, NAMESPACE } from './kubectl.ts';

/** A folder of the node; what is in it is removed in the end. */
const FOLDER = '/var/tmp/canario-ci';
/** It may do what pods of the platform may not: prepare a folder of the node. */
const KEEPER = { namespace: `${NAMESPACE}-volumes`, name: 'keeper' };
/** As whom the stores run. */
const USER = 10_001;

/**
 * Gives the claims of the stores volumes, folders of the node, where the cluster makes none by itself.
 *
 * @returns what takes them away again, once nobody has them.
 */
export async function provideVolumes(): Promise<() => Promise<void>> {
	if (await hasDefaultClass()) return async () => {};
	await create([keeperNamespace, keeperPod]);
	await kubectl(
		`--namespace ${KEEPER.namespace} wait --for=condition=Ready pod/${KEEPER.name} --timeout=60s`,
	);
	const stores = ['mongo', 'redis'];
	const folders = stores.map((store) => `${FOLDER}/${store}`);
	await inKeeper(`rm -rf ${folders.join(' ')}`);
	await inKeeper(`install -d -o ${USER} -g ${USER} ${folders.join(' ')}`);
	await create(stores.map(volumeOf));
	return async () => {
		await kubectl(`delete persistentvolume ${stores.map(nameOf).join(' ')} --ignore-not-found --timeout=60s`);
		await inKeeper(`rm -rf ${folders.join(' ')}`);
		await kubectl(`delete namespace ${KEEPER.namespace} --timeout=60s`);
	};
}

async function hasDefaultClass(): Promise<boolean> {
	const { items } = JSON.parse(await kubectl('get storageclasses -o json')) as {
		items: { metadata: { annotations?: Record<string, string> } }[];
	};
	return items.some(
		({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
	);
}

const create = (objects: readonly object[]) =>
	kubectl('--namespace= apply --server-side -f -', {
		input: objects.map((one) => JSON.stringify(one)).join('\n---\n'),
	});

const inKeeper = (words: string) =>
	kubectl(`--namespace ${KEEPER.namespace} exec ${KEEPER.name} -- ${words}`);

const keeperNamespace = {
	apiVersion: 'v1',
	kind: 'Namespace',
	metadata: {
		name: KEEPER.namespace,
		labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
	},
};

const keeperPod = {
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: KEEPER,
	spec: {
		containers: [
			{
				name: 'keeper',
				image: 'canario/ci-redis:0.0.0',
				imagePullPolicy: 'IfNotPresent',
				command: ['sleep', 'infinity'],
				securityContext: { runAsUser: 0 },
				volumeMounts: [{ name: 'folder', mountPath: FOLDER }],
			},
		],
		terminationGracePeriodSeconds: 0,
		volumes: [{ name: 'folder', hostPath: { path: FOLDER, type: 'DirectoryOrCreate' } }],
	},
};

const nameOf = (store: string) => `canario-ci-${store}`;

const volumeOf = (store: string) => ({
	apiVersion: 'v1',
	kind: 'PersistentVolume',
	metadata: { name: nameOf(store) },
	spec: {
		accessModes: ['ReadWriteOnce'],
		capacity: { storage: '4Gi' },
		claimRef: { namespace: NAMESPACE, name: `data-${store}-0` },
		hostPath: { path: `${FOLDER}/${store}` },
		persistentVolumeReclaimPolicy: 'Retain',
	},
});
