import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureApiServer, findApiServer } from './api-server.ts';
import { MachineWithGo } from './testing/played-go.ts';

let machine: MachineWithGo;
beforeEach(() => {
	machine = new MachineWithGo();
});
afterEach(() => machine.end());

describe('ensureApiServer', () => {
	it('builds the program and lays the CRDs beside it, and tells so', async () => {
		const tool = await ensureApiServer(machine.context);
		expect(tool).toEqual({
			path: expect.stringMatching(/canario\/api-server-1\.\d+\.\d+-\w{8}\/api-server$/),
		});
		const crds = join(dirname('path' in tool ? tool.path : ''), 'crds');
		expect(readFileSync(join(crds, 'http-route.yaml'), 'utf8')).toBe('crd\n');
		expect(readFileSync(join(crds, 'traffic-split.yaml'), 'utf8')).toContain(
			'trafficsplits.split.smi-spec.io',
		);
		expect(machine.calls()).toMatch(/^0 build .*-mod=readonly .*gitVersion=v1\.\d+\.\d+ .* \.\n/);
		expect(machine.told).toEqual([expect.stringContaining('building the API server')]);
		expect(findApiServer(machine.env)).toEqual(tool);
	});

	it('is not there where its module with the CRDs cannot be had', async () => {
		machine.put(
			'go',
			`#!/bin/sh
[ "$1" = mod ] || exit 0
printf '{\\n\\t"Error": "no such host"\\n}\\n'
exit 1`,
		);
		expect(await ensureApiServer(machine.context)).toEqual({
			missing: expect.stringMatching(/^the API server of Kubernetes .* could not be built: no such host$/),
			wayOut: expect.stringContaining('CANARIO_TEST_KUBECONFIG'),
		});
		expect(findApiServer(machine.env)).toMatchObject({ missing: expect.stringContaining('is not built') });
	});
});
