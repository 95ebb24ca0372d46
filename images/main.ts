import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { DEPLOYABLES } from './deployables.ts';

// the page's build looks at it
process.env.NODE_ENV = 'production';

const { values, positionals } = parseArgs({
	options: { out: { type: 'string', default: 'dist' } },
	allowPositionals: true,
});
const unknown = positionals.filter((name) => !DEPLOYABLES.some((one) => one.name === name));
if (unknown.length > 0) {
	const names = DEPLOYABLES.map(({ name }) => name).join(', ');
	process.stderr.write(`bundle: there is no ${unknown.join(', ')}; there are ${names}\n`);
	process.exit(2);
}
const wanted = DEPLOYABLES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
await Promise.all(wanted.map((one) => bundle(one, resolve(values.out, one.name))));
