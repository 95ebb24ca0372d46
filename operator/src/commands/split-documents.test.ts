import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** `./canario split …` with `input` as its standard input. */
function split(input: string, ...args: string[]) {
	const quiet = ['--disable-warning=ExperimentalWarning', MAIN, 'split'];
	const { status, stdout, stderr } = spawnSync(process.execPath, [...quiet, ...args], {
		input,
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}

const document = (backends: string) => `apiVersion: split.smi-spec.io/v1alpha1
kind: TrafficSplit
metadata: {name: front, namespace: shop}
spec: {service: front, backends: [${backends}]}
`;
const halves = document('{service: old, weight: 500m}, {service: new, weight: 1500m}');
const front =
	'apiVersion: v1\nkind: Service\nmetadata: {name: front, namespace: shop}\nspec: {ports: [{port: 80}]}\n';

describe('canario split convert', { timeout: 30_000 }, () => {
	it('prints the documents, and beside them what is lost', () => {
		const { status, stdout, stderr } = split(halves, 'convert', '-', '--to', 'smi/v1alpha2');
		expect(stdout).toMatch(/^apiVersion: split\.smi-spec\.io\/v1alpha2\n/);
		expect(stdout).toContain(
			'    - service: old\n      weight: 500\n    - service: new\n      weight: 1500\n',
		);
		expect(stderr).toMatch(/^lost of front: weights 0\.5:1\.5, written as 500:1500: the shares stay/);
		expect(status).toBe(0);
	});

	it('takes the port of a route from the Service beside the split', () => {
		const { stdout } = split(`${halves}---\n${front}`, 'convert', '-', '--to', 'gateway/v1', '--json');
		expect(JSON.parse(stdout)).toMatchObject({
			to: 'gateway/v1',
			documents: [{ kind: 'HTTPRoute', spec: { parentRefs: [{ group: '', name: 'front', port: 80 }] } }],
			lost: [{ split: 'front' }],
		});
	});

	it.each([
		['without a port for a route', halves, /none is known for old of front/],
		['with weights that break a rule', document('{service: old, weight: 0}'), /zero-sum/],
		[
			'of what cannot be read, with its line',
			document('{service: old, weight: x}'),
			/stdin:4: spec\.backends/,
		],
		['without a split', front, /no split in -/],
	])('prints nothing %s', (_, input, message) => {
		const { status, stdout, stderr } = split(input, 'convert', '-', '--to', 'gateway/v1');
		expect({ status, stdout, stderr }).toEqual({
			status: 1,
			stdout: '',
			stderr: expect.stringMatching(message),
		});
	});
});

describe('canario split lint', { timeout: 30_000 }, () => {
	it('exits 1 on errors, and says where, why and what to do', () => {
		const { status, stdout } = split(document('{service: old, weight: 0}'), 'lint', '-');
		expect(stdout).toMatch(
			/^stdin:4: error: all weights of front are 0 \(zero-sum\)\n {4}why: .*\n {4}way out: /,
		);
		expect(stdout).toMatch(/^splits: 1, errors: 1, warnings: 0$/m);
		expect(status).toBe(1);
	});

	it('exits 0 with warnings', () => {
		const { status, stdout } = split(halves, 'lint', '-', '--json');
		expect(JSON.parse(stdout)).toMatchObject({
			splits: 1,
			errors: 0,
			warnings: 2,
			findings: [{ rule: 'unit-as-text', severity: 'warning', file: 'stdin', line: 4 }, {}],
		});
		expect(status).toBe(0);
	});

	it('exits 1 where there is no split, or no such file', () => {
		expect(split(front, 'lint', '-')).toMatchObject({
			status: 1,
			stderr: expect.stringContaining('no split in -'),
		});
		expect(split('', 'lint', '/no/such/file')).toMatchObject({
			status: 1,
			stderr: expect.stringContaining('cannot read'),
		});
	});
});
