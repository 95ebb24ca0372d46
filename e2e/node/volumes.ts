import { onNode } from './keeper.ts';
import { kubectl, NAMESPACE } from './kubectl.ts';

/** A folder of the node; what is in it is removed in the end. */
const FOLDER = '/var/tmp/canario-ci';
const STORES = ['mongo', 'redis'];
/** As whom the stores run. */
const USER = 10_001;

const nameOf = (store: string) => `canario-ci-${store}`;
const folders = STORES.map((store) => `${FOLDER}/${store}`).join(' ');

/** Whether the cluster makes volumes by itself. */
export async function makesVolumes(): Promise<boolean> {
	const { items } = JSON.parse(await kubectl('get storageclasses -o json')) as {
		items: { metadata: { annotations?: Record<string, string> } }[];
	};
	return items.some(
		({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
	);
}

/** Gives the claims of the stores folders of a node for volumes, empty ones. */
export async function provideVolumes(node: string): Promise<void> {
	// of a run that was broken off: such a volume waits for a claim that is gone
	await removeVolumes(node);
	await onNode(node, `install -d -o ${USER} -g ${USER} ${folders}`);
	await kubectl('--namespace= apply --server-side -f -', {
		input: STORES.map((store) => JSON.stringify(volumeOf(store, node))).join('\n---\n'),
	});
}

/** Takes them away, once nobody has them. */
export async function removeVolumes(node: string): Promise<void> {
	await kubectl(`delete persistentvolume ${STORES.map(nameOf).join(' ')} --ignore-not-found --timeout=60s`);
	await onNode(node, `rm -rf ${FOLDER}`);
}

const volumeOf = (store: string, node: string) => ({
	apiVersion: 'v1',
	kind: 'PersistentVolume',
	metadata: { name: nameOf(store) },
	spec: {
		accessModes: ['ReadWriteOnce'],
		capacity: { storage: '4Gi' },
		claimRef: { namespace: NAMESPACE, name: `data-${store}-0` },
		hostPath: { path: `${FOLDER}/${store}` },
		// the folder is there alone, so the store comes back there
		nodeAffinity: {
			required: {
				nodeSelectorTerms: [
					{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
				],
			},
		},
		persistentVolumeReclaimPolicy: 'Retain',
	},
});
