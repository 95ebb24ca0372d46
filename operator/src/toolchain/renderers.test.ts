import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureHelm, findHelm } from './helm.ts';
import { ensureKustomize, findKustomize } from './kustomize.ts';
import { MachineWithGo } from './testing/played-go.ts';

let machine: MachineWithGo;
beforeEach(() => {
	machine = new MachineWithGo();
});
afterEach(() => machine.end());

/** Plays helm: tells a version as it does, with `version` alone. */
const helm = (version: string) => machine.put('helm', `#!/bin/sh\n[ "$1" = version ] && echo '${version}'`);

describe('ensureKustomize', () => {
	it('takes the one on the PATH', async () => {
		const path = machine.put('kustomize', '#!/bin/sh\n');
		expect(findKustomize(machine.env)).toEqual({ path });
		expect(await ensureKustomize(machine.context)).toEqual({ path });
		expect(machine.calls()).toBe('');
	});

	it('builds the one that is pinned', async () => {
		const tool = await ensureKustomize(machine.context);
		expect(tool).toEqual({ path: expect.stringMatching(/\/kustomize-5\.\d+\.\d+-\w{8}\/kustomize$/) });
		expect(machine.calls()).toMatch(/ sigs\.k8s\.io\/kustomize\/kustomize\/v5\n$/);
		expect(findKustomize(machine.env)).toEqual(tool);
	});
});

describe('ensureHelm', () => {
	it.each(['v4.3', 'v4.0.1+g12500dd'])('takes Helm %s on the PATH', async (version) => {
		const path = helm(version);
		expect(findHelm(machine.env)).toEqual({ path });
		expect(await ensureHelm(machine.context)).toEqual({ path });
		expect(machine.calls()).toBe('');
	});

	it.each(['v3.19.0+g3d8990f', 'v40.0', 'no version'])('leaves a helm that says %s alone', (version) => {
		helm(version);
		expect(findHelm(machine.env)).toEqual({
			missing: expect.stringMatching(/^helm 4\.\d+\.\d+ is not built$/),
			wayOut: './canario test builds it',
		});
	});

	it('leaves one alone that does not run', () => {
		machine.put('helm', '#!/bin/sh\necho v4.3; exit 1');
		expect(findHelm(machine.env)).toHaveProperty('missing');
	});

	it('builds the one that is pinned, and stamps it', async () => {
		const tool = await ensureHelm(machine.context);
		expect(tool).toEqual({ path: expect.stringMatching(/\/helm-4\.\d+\.\d+-\w{8}\/helm$/) });
		expect(machine.calls()).toMatch(/version=v4\.\d+\.\d+ -o .* helm\.sh\/helm\/v4\/cmd\/helm\n$/);
		expect(findHelm(machine.env)).toEqual(tool);
	});
});
