import { randomBytes } from 'node:crypto';
import {
	CoreV1Api,
	CustomObjectsApi,
	type KubeConfig,
	type KubernetesObject,
	KubernetesObjectApi,
	type V1PolicyRule,
} from '@kubernetes/client-node';

/** Anything but a cluster's own objects has one. */
export type ObjectWithSpec = KubernetesObject & { readonly spec: object };

/** Objects in a namespace of a test's own. */
export interface TestNamespace {
	readonly name: string;
	create(object: KubernetesObject & { readonly spec?: object }): Promise<KubernetesObject>;
	/** Changes an object as kubectl does it: by a merge patch, under another name than ours. */
	edit(object: ObjectWithSpec, manager?: string): Promise<KubernetesObject>;
	/** Writes a status as a controller does. */
	editStatus(plural: string, object: KubernetesObject, status: object): Promise<void>;
	read(object: KubernetesObject): Promise<ObjectWithSpec>;
	remove(object: KubernetesObject): Promise<unknown>;
	/** A token of an account that may do what `rules` say. */
	account(name: string, ...rules: V1PolicyRule[]): Promise<string>;
	close(): Promise<void>;
}

/** A namespace that nobody else uses. A cluster without controllers keeps it; it is empty then. */
export async function makeNamespace(config: KubeConfig): Promise<TestNamespace> {
	const api = KubernetesObjectApi.makeApiClient(config);
	const name = `canario-test-${randomBytes(4).toString('hex')}`;
	const made: KubernetesObject[] = [];
	const placed = (object: KubernetesObject): KubernetesObject => ({
		...object,
		metadata: { ...object.metadata, namespace: name },
	});
	const create = async (object: KubernetesObject) => {
		made.push(object);
		return await api.create(placed(object));
	};
	await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
	return {
		name,
		create,
		edit: (object, manager = 'kubectl-edit') =>
			api.patch(placed(object), undefined, undefined, manager, undefined, 'application/merge-patch+json'),
		async editStatus(plural, { apiVersion = '', metadata }, status) {
			const [group = '', version = ''] = apiVersion.split('/');
			await config.makeApiClient(CustomObjectsApi).patchNamespacedCustomObjectStatus({
				...{ group, version, plural, namespace: name, name: metadata?.name ?? '' },
				body: [{ op: 'add', path: '/status', value: status }],
			});
		},
		read: async (object) => withSpec(await api.read(headerOf(placed(object)))),
		remove: (object) => api.delete(placed(object)),
		async account(account, ...rules) {
			const metadata = { name: account };
			await create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
			const rbac = 'rbac.authorization.k8s.io';
			await create({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules } as KubernetesObject);
			await create({
				apiVersion: `${rbac}/v1`,
				kind: 'RoleBinding',
				metadata,
				roleRef: { apiGroup: rbac, kind: 'Role', name: account },
				subjects: [{ kind: 'ServiceAccount', name: account, namespace: name }],
			} as KubernetesObject);
			const { status } = await config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
				...{ name: account, namespace: name },
				body: { spec: { audiences: [], expirationSeconds: 600 } },
			});
			return status?.token ?? '';
		},
		async close() {
			await Promise.allSettled(made.map((object) => api.delete(placed(object))));
			await api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
		},
	};
}

const withSpec = (object: KubernetesObject) => object as ObjectWithSpec;

type Header = Parameters<KubernetesObjectApi['read']>[0];

const headerOf = ({ apiVersion, kind, metadata }: KubernetesObject) =>
	({ apiVersion, kind, metadata }) as Header;
