import { apply, kubectl, NAMESPACE } from './kubectl.ts';

/** An account of the namespace, with these of its roles. */
export const accountObjects = (name: string, roles: readonly string[]): object[] => [
	{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: NAMESPACE } },
	...roles.map((role) => ({
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'RoleBinding',
		metadata: { name: `${name}-${role}`, namespace: NAMESPACE },
		roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
		subjects: [{ kind: 'ServiceAccount', name }],
	})),
];

/** Makes an account with these roles, and gives a kubeconfig by which one is it, as JSON. */
export async function kubeconfigWith(name: string, roles: readonly string[]): Promise<string> {
	await apply(accountObjects(name, roles));
	const token = (await kubectl(`create token ${name}`)).trim();
	const config = JSON.parse(await kubectl('config view --minify --raw -o json')) as {
		contexts: { context: { user: string } }[];
	};
	const [{ context } = { context: { user: '' } }] = config.contexts;
	return JSON.stringify({ ...config, users: [{ name: context.user, user: { token } }] });
}
