import { expect, it } from 'vitest';
import { placeWords } from './place-words.ts';
import { DEFAULT_DATA_DIR } from './platform-file.ts';

it('repeats where a command was told to look, and nothing that was not said', () => {
	expect(placeWords({ data: DEFAULT_DATA_DIR })).toBe('');
	expect(placeWords({ data: '/tmp/x', target: 'http://localhost:7060' })).toBe(
		' --target http://localhost:7060 --data /tmp/x',
	);
	const lanes = { blue: 'web-old', green: 'web-new' };
	expect(placeWords({ target: 'httproute/a', namespace: 'shop', context: 'one', lanes })).toBe(
		' --target httproute/a --namespace shop --context one --lanes blue=web-old,green=web-new',
	);
});

it('quotes what a shell would take apart', () => {
	expect(placeWords({ data: "/tmp/ana's data" })).toBe(" --data '/tmp/ana'\\''s data'");
});
