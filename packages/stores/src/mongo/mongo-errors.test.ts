import { inspect } from 'node:util';
import { MongoServerError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { refused, translateMongoError } from './mongo-errors.ts';

const commandError = (code: number) =>
	new MongoServerError({ errmsg: 'it quotes Ana', code, codeName: 'Some' });

describe('what MongoDB refuses', () => {
	it.each([2, 9, 121, 10334, 17280, 17419])('is the document’s fault when its code is %s', (code) => {
		expect(refused('db:1', { code })).toMatchObject({
			code: 'invalid_input',
			message: `MongoDB at db:1 refused: code ${code}`,
		});
	});

	// not primary, out of disk space, stepped down, shutting down, write concern, a unique index, none
	it.each([10107, 14031, 189, 91, 64, 11000, undefined])('may pass when its code is %s', (code) => {
		expect(refused('db:1', { code })).toMatchObject({ code: 'unavailable' });
	});

	it('as a whole command is the document’s fault only when it is about the document', () => {
		expect(translateMongoError(commandError(10334), 'db:1')).toMatchObject({ code: 'invalid_input' });
		// a standalone server without a journal refuses j: true so
		expect(translateMongoError(commandError(2), 'db:1')).toMatchObject({ code: 'unavailable' });
	});

	it('is told by its code, without the server’s words', () => {
		const error = translateMongoError(commandError(121), 'db:1');
		expect(error).toMatchObject({ message: 'MongoDB at db:1 refused: code 121, Some' });
		expect(inspect(error, { depth: 9 })).not.toContain('Ana');
	});
});
