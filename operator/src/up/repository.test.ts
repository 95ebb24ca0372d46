import { expect, it } from 'vitest';
import { browsable } from './repository.ts';

it.each([
	['https://code.example/canario/canario.git', 'https://code.example/canario/canario'],
	['https://code.example/canario/', 'https://code.example/canario'],
	['http://code.example:8080/canario.git', 'http://code.example:8080/canario'],
	['https://ana:secret@code.example/canario.git', 'https://code.example/canario'],
	['git@code.example:canario/canario.git', 'https://code.example/canario/canario'],
	['ssh://git@code.example:2222/canario/canario.git', 'https://code.example/canario/canario'],
	['/srv/canario.git', undefined],
	['../canario', undefined],
	['C:\\canario', undefined],
	['file:///srv/canario.git', undefined],
	['git://code.example/canario.git', undefined],
	['git@work:canario.git', undefined],
	['http://localhost:3000/canario.git', undefined],
	['http://127.0.0.1/canario.git', undefined],
	['https://code.example/', undefined],
	['', undefined],
])('the page of the remote %s is %s', (remote, page) => {
	expect(browsable(remote)).toBe(page);
});
