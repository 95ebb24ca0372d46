import { expect, it } from 'vitest';
import { joinFiles, LONGEST } from './join-files.ts';

const file = (text: string, size = text.length) => ({ size, text: async () => text });

it('has one document after another', async () => {
	expect(await joinFiles([file('kind: A'), file('kind: B\n')])).toBe('kind: A\n---\nkind: B\n');
	expect(await joinFiles([file('to: green\n')])).toBe('to: green\n');
});

it('is nothing where the files are too long together', async () => {
	expect(await joinFiles([file('a', LONGEST), file('b')])).toBeUndefined();
});
