import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEPLOYABLES } from './deployables.ts';

interface Job {
	readonly uses?: string;
	readonly 'timeout-minutes'?: number;
	readonly permissions?: Readonly<Record<string, string>>;
	readonly strategy?: { readonly matrix: { readonly service?: readonly string[] } };
}

interface Workflow {
	readonly permissions: Readonly<Record<string, string>>;
	readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = resolve(import.meta.dirname, '../.github/workflows');
const files = readdirSync(FOLDER);
const textOf = (file: string) => readFileSync(resolve(FOLDER, file), 'utf8');
const read = (file: string): Workflow => parse(textOf(file), { merge: true });

describe.each(files)('%s', (file) => {
	it('runs no action but at a commit, and tells its version', () => {
		const used = textOf(file).match(/^.*\buses:.*$/gm) ?? [];
		const action = /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$|uses: \.\/\.github\//;
		expect(used.filter((line) => !action.test(line))).toEqual([]);
	});

	it('may read the sources, and whatever more is granted to one job alone', () => {
		const { permissions, jobs } = read(file);
		expect(permissions).toEqual({ contents: 'read' });
		const endless = Object.values(jobs).filter((job) => !job.uses && !job['timeout-minutes']);
		expect(endless).toEqual([]);
	});
});

describe('a release', () => {
	const { release, images } = read('release.yml').jobs;

	it('makes an image of everything that is deployed', () => {
		const names = images?.strategy?.matrix.service ?? [];
		expect([...names].sort()).toEqual(DEPLOYABLES.map(({ name }) => name).sort());
	});

	it('lets whoever writes to the repository publish nothing, and the other way round', () => {
		expect(release?.permissions).not.toHaveProperty('packages');
		expect(images?.permissions).toMatchObject({ contents: 'read', packages: 'write' });
	});
});
