import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureGoTool, findGoTool, type GoTool } from './go-tool.ts';
import { MachineWithGo } from './testing/played-go.ts';

const TOOL: GoTool = {
	name: 'the renderer',
	executable: 'renderer',
	folder: 'kustomize',
	module: 'sigs.k8s.io/kustomize/kustomize/v5',
	package: 'example.invalid/renderer',
	stamp: (version) => [`example.invalid/version.version=v${version}`],
	wayOut: 'do without it',
};

let machine: MachineWithGo;
beforeEach(() => {
	machine = new MachineWithGo();
});
afterEach(() => machine.end());

const folderOf = (tool: object) => dirname('path' in tool ? String(tool.path) : '');

describe('ensureGoTool', () => {
	it('builds what go.mod pins, stamped with its version, and tells so', async () => {
		const tool = await ensureGoTool(TOOL, machine.context);
		expect(tool).toEqual({ path: expect.stringMatching(/canario\/renderer-5\.\d+\.\d+-\w{8}\/renderer$/) });
		expect(machine.calls()).toMatch(
			/^0 build .*-mod=readonly -ldflags -s -w -X example\.invalid\/version\.version=v5\.\d+\.\d+ -o .* example\.invalid\/renderer\n$/,
		);
		expect(machine.told).toEqual([expect.stringMatching(/^building the renderer 5\.\d+\.\d+ \(go, in /)]);
		expect(findGoTool(TOOL, machine.env)).toEqual(tool);
	});

	it('is quick and quiet when it is there already', async () => {
		await ensureGoTool(TOOL, machine.context);
		const before = machine.calls();
		await ensureGoTool(TOOL, machine.context);
		expect(machine.calls()).toBe(before);
		expect(machine.told).toHaveLength(1);
	});

	it('builds once where two ask at a time', async () => {
		const both = await Promise.all([1, 2].map(() => ensureGoTool(TOOL, machine.context)));
		expect(both[0]).toEqual(both[1]);
		expect(machine.told).toHaveLength(1);
	});

	it('takes a build that was interrupted for none', async () => {
		const tool = await ensureGoTool(TOOL, machine.context);
		rmSync(join(folderOf(tool), 'complete'));
		expect(findGoTool(TOOL, machine.env)).toMatchObject({ missing: expect.stringContaining('is not built') });
	});

	it('builds another program of other sources', async () => {
		const one = await ensureGoTool(TOOL, machine.context);
		const other = await ensureGoTool({ ...TOOL, files: ['go.mod'] }, machine.context);
		expect(folderOf(other)).not.toBe(folderOf(one));
	});

	it('lays beside the program what belongs there, or says why it could not', async () => {
		const furnished = await ensureGoTool(
			{ ...TOOL, furnish: async (_, beside) => (existsSync(beside) ? undefined : 'no folder') },
			machine.context,
		);
		expect(furnished).toHaveProperty('path');
		rmSync(folderOf(furnished), { recursive: true });
		const broken = { ...TOOL, furnish: async () => 'the disk is full' };
		expect(await ensureGoTool(broken, machine.context)).toMatchObject({
			missing: expect.stringMatching(/^the renderer 5.* could not be built: the disk is full$/),
		});
	});

	it('says what is missing without Go, and why a build failed', async () => {
		machine.env.GO_FAILS = 'dial tcp: lookup proxy.golang.org: no such host';
		expect(await ensureGoTool(TOOL, machine.context)).toEqual({
			missing: expect.stringMatching(`^the renderer 5.* could not be built: ${machine.env.GO_FAILS}$`),
			wayOut: expect.stringContaining('do without it'),
		});
		machine.env.PATH = '/nowhere';
		expect(await ensureGoTool(TOOL, machine.context)).toEqual({
			missing: 'there is no go on the PATH to build it with',
			wayOut: expect.stringContaining('https://go.dev/dl'),
		});
	});
});
