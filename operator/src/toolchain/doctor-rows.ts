import { type Facts, PORTS } from './doctor-facts.ts';

export interface Row {
	readonly name: string;
	readonly state: 'ok' | 'missing' | 'busy';
	/** What is there: a version, a path or a remark; empty when nothing is. */
	readonly found: string;
	/** What goes without it; empty when it is there. */
	readonly cost: string;
	/** How to get it; empty when it is there. */
	readonly wayOut: string;
	/** Without it nothing works at all. */
	readonly essential: boolean;
}

interface Want {
	readonly name: string;
	readonly found: string | undefined;
	readonly cost: string;
	readonly wayOut: string;
	readonly essential?: boolean;
}

const TESTS_INSTALL_IT = './canario test installs it';
const TESTS_BUILD_IT = './canario test builds it where Go is (https://go.dev/dl)';

/** One row for each thing that Canario can use, in the order in which a newcomer needs them. */
export function doctorRows(facts: Facts): readonly Row[] {
	return [...programs(facts).map(programRow), ...PORTS.map((place) => portRow(place, facts.busyPorts))];
}

/** Exit 0 unless something essential is missing. */
export const doctorStatus = (rows: readonly Row[]): 0 | 1 =>
	rows.some(({ essential, state }) => essential && state !== 'ok') ? 1 : 0;

function programs(facts: Facts): readonly Want[] {
	return [
		{
			name: 'Node.js',
			found: facts.node,
			essential: true,
			cost: 'nothing runs',
			wayOut: 'https://nodejs.org',
		},
		{
			name: 'npm',
			found: facts.npm,
			essential: true,
			cost: 'dependencies cannot be installed or brought up to date',
			wayOut: 'https://nodejs.org (it comes with Node.js)',
		},
		{ name: 'git', found: facts.git, cost: 'this clone cannot be updated', wayOut: 'https://git-scm.com' },
		{
			name: 'redis-server',
			found: facts.redisServer ?? (facts.redisUrlGiven ? 'REDIS_URL is set' : undefined),
			cost: "up keeps green's stream and the statistics in process; no --processes; tests that need Redis skip",
			wayOut: 'apt-get install redis-server, brew install redis, or set REDIS_URL',
		},
		{
			name: 'mongod',
			found: facts.mongod ?? (facts.mongodbUrlGiven ? 'MONGODB_URL is set' : undefined),
			cost: 'up stores vaccinations in an SQLite file; the tests use SecantusDB',
			wayOut: 'https://www.mongodb.com/try/download/community, or set MONGODB_URL',
		},
		{
			name: 'Python ≥ 3.10',
			found: atLeast(facts.python, [3, 10]),
			cost: 'neither SecantusDB nor Locust can be installed',
			wayOut: 'apt-get install python3 python3-venv, or https://www.python.org',
		},
		{
			name: 'SecantusDB',
			found: facts.secantusDb,
			cost: 'tests that need MongoDB skip, unless CANARIO_TEST_MONGODB_URL names one',
			wayOut: TESTS_INSTALL_IT,
		},
		{ name: 'Locust', found: facts.locust, cost: 'tests that drive Locust skip', wayOut: TESTS_INSTALL_IT },
		{
			name: 'Chromium',
			found: facts.chromium,
			cost: 'tests that look at the page in a browser skip',
			wayOut: 'apt-get install chromium (./canario test does, as root), or have google-chrome on the PATH',
		},
		{
			name: 'API server',
			found: facts.apiServer,
			cost: 'tests of splits in a cluster skip, unless CANARIO_TEST_KUBECONFIG names one',
			wayOut: TESTS_BUILD_IT,
		},
		{
			name: 'kustomize',
			found: facts.kustomize,
			cost: 'tests of the manifests skip, unless kubectl is there to render them',
			wayOut: TESTS_BUILD_IT,
		},
		{ name: 'Helm 4', found: facts.helm, cost: 'tests of the chart skip', wayOut: TESTS_BUILD_IT },
	];
}

function programRow({ name, found, cost, wayOut, essential = false }: Want): Row {
	return found === undefined
		? { name, state: 'missing', found: '', cost, wayOut, essential }
		: { name, state: 'ok', found, cost: '', wayOut: '', essential };
}

function portRow({ port, service }: (typeof PORTS)[number], busy: readonly number[]): Row {
	const name = `port ${port}`;
	if (!busy.includes(port)) {
		return { name, state: 'ok', found: `free for ${service}`, cost: '', wayOut: '', essential: false };
	}
	return {
		name,
		state: 'busy',
		found: 'something answers there',
		cost: `up cannot start ${service}, unless it is Canario that runs there already`,
		wayOut: 'stop what listens there, or ./canario up --port-base N',
		essential: false,
	};
}

/** `version` where it is at least `least`, compared number by number. */
function atLeast(version: string | undefined, [major, minor]: readonly [number, number]): string | undefined {
	const [ownMajor = 0, ownMinor = 0] = (version ?? '').split('.').map(Number);
	return ownMajor > major || (ownMajor === major && ownMinor >= minor) ? version : undefined;
}
