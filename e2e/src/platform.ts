import { COMPILED, isCompiled } from './compiled.ts';
import { type Environment, type Instance, type InstanceName, planInstances } from './instances.ts';
import { type Child, startChild } from './servers/child.ts';

/** A platform of real processes, any of which may be killed and started again. */
export interface Platform {
	/** Starts one that does not run; resolves when it is ready, or as soon as it is alive. */
	start(name: InstanceName, until?: 'ready' | 'live'): Promise<void>;
	/** Sends a signal; SIGKILL and SIGTERM resolve when the process is gone. */
	kill(name: InstanceName, signal?: NodeJS.Signals): Promise<void>;
	/** Ends it by SIGTERM as a roll-out does: its exit status (or the signal it took) and how long it took, ms. */
	end(name: InstanceName): Promise<{ readonly status: unknown; readonly tookMs: number }>;
	url(name: InstanceName): string;
	adminUrl(name: InstanceName): string;
	pid(name: InstanceName): number;
	/** Of the gRPC server, whether it runs or not. */
	readonly grpcPort: number;
	/** Starts all that do not run. */
	mend(): Promise<void>;
	/** Names of the processes that run. */
	running(): readonly InstanceName[];
	/** Everything that all its processes printed, by name, those that ended included. */
	outputs(): ReadonlyMap<InstanceName, string>;
	/** Ends everything at once. */
	stop(): Promise<void>;
}

type Plan = Parameters<typeof planInstances>[0];

/** Plans the platform; nothing runs yet. */
export async function planPlatform(plan: Plan): Promise<Platform> {
	const instances = await planInstances(plan);
	const children = new Map<InstanceName, Child>();
	const past = new Map<InstanceName, string>();
	const planned = (name: InstanceName): Instance => found(instances, name);
	const child = (name: InstanceName): Child => found(children, name);
	const forget = (name: InstanceName) => {
		past.set(name, (past.get(name) ?? '') + (children.get(name)?.output() ?? ''));
		children.delete(name);
	};
	const kill: Platform['kill'] = async (name, signal = 'SIGKILL') => {
		await child(name).kill(signal);
		if (signal === 'SIGKILL' || signal === 'SIGTERM') forget(name);
	};
	const start: Platform['start'] = async (name, until = 'ready') => {
		if (children.has(name)) throw new Error(`${name} runs already`);
		children.set(name, await startService(name, planned(name), until));
	};
	return {
		kill,
		start,
		async mend() {
			const missing = [...instances.keys()].filter((name) => !children.has(name));
			await Promise.all(missing.map((name) => start(name)));
		},
		async end(name) {
			const startedMs = performance.now();
			const { exited } = child(name);
			await kill(name, 'SIGTERM');
			return { status: await exited, tookMs: performance.now() - startedMs };
		},
		url: (name) => planned(name).url,
		adminUrl: (name) => planned(name).adminUrl,
		pid: (name) => child(name).pid,
		grpcPort: Number(planned('blue-grpc').env.BLUE_GRPC_PORT),
		running: () => [...children.keys()],
		outputs: () =>
			new Map(
				[...instances.keys()].map((name) => [
					name,
					(past.get(name) ?? '') + (children.get(name)?.output() ?? ''),
				]),
			),
		async stop() {
			await Promise.all([...children.keys()].map((name) => kill(name, isCompiled ? 'SIGKILL' : 'SIGTERM')));
		},
	};
}

/** A platform of which every process is ready. */
export async function startPlatform(plan: Plan): Promise<Platform> {
	const platform = await planPlatform(plan);
	try {
		await platform.mend();
		return platform;
	} catch (error) {
		await platform.stop();
		throw error;
	}
}

function startService(
	name: InstanceName,
	{ main, url, env }: Instance,
	until: 'ready' | 'live',
): Promise<Child> {
	return startChild({
		name,
		command: process.execPath,
		args: ['--disable-warning=ExperimentalWarning', '--disable-proto=delete', main],
		env: { ...COMPILED, ...env } satisfies Environment,
		ready: () => says(url, until),
		readyWithinMs: 30_000,
	});
}

/** Whether a service says that it is ready, or alive. */
export async function says(url: string, what: 'ready' | 'live'): Promise<boolean> {
	try {
		const response = await fetch(`${url}/${what}z`, { signal: AbortSignal.timeout(2_000) });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

function found<T>(map: ReadonlyMap<InstanceName, T>, name: InstanceName): T {
	const value = map.get(name);
	if (value === undefined) throw new Error(`${name} does not run`);
	return value;
}
