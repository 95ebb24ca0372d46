/** A program that gets an image of its own. */
export interface Deployable {
	/** Of the image, and of the folder where its workspace is. */
	readonly name: string;
	/** Where it begins, from the workspace's folder. */
	readonly entry: string;
	/** Files and folders that it reads while it runs, from the repository's root. */
	readonly assets?: readonly string[];
	/** Whether the page comes with it. */
	readonly page?: boolean;
}

const service = (name: string): Deployable => ({ name, entry: 'src/main.ts' });

export const DEPLOYABLES: readonly Deployable[] = [
	// grpc-health-check reads its protocol from a file
	{ ...service('blue-grpc'), assets: ['node_modules/grpc-health-check/proto'] },
	service('canary-controller'),
	service('dummy-splitter'),
	service('green-redis'),
	{ ...service('operator'), assets: ['traffic/traffic.json', 'docs/plans'] },
	service('realtime-ws'),
	service('subscriber'),
	{ name: 'web', entry: 'server/main.ts', page: true },
];
