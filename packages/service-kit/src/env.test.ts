import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, flag, httpUrl, milliseconds, parseEnv, port } from './env.ts';

const shape = {
	PORT: port().default(3000),
	DEADLINE_MS: milliseconds().default(100),
	URL: httpUrl().default('http://localhost:1'),
	SWITCH: flag().default(false),
	SECRET: z.string().min(20).optional(),
};

describe('the environment', () => {
	it('falls back to defaults, also for empty values', () => {
		expect(parseEnv(shape, { PORT: '' })).toEqual({
			PORT: 3000,
			DEADLINE_MS: 100,
			URL: 'http://localhost:1',
			SWITCH: false,
		});
	});

	it('names every bad key in one error and shows no value', () => {
		const read = () => parseEnv(shape, { PORT: '70000', DEADLINE_MS: 'soon', SECRET: 'hunter2' });
		expect(read).toThrow(ConfigError);
		expect(read).toThrow(/DEADLINE_MS.*\n.*PORT.*\n.*SECRET/);
		expect(read).not.toThrow(/hunter2/);
	});

	it.each(['3000abc', '0x10', ' 30', '-1', '1e3', '3.5'])('refuses %j as a number', (value) => {
		expect(() => parseEnv(shape, { PORT: value })).toThrow(/PORT/);
	});

	it.each(['localhost:3050', 'ftp://x', 'nothing'])('refuses %j as a URL', (value) => {
		expect(() => parseEnv(shape, { URL: value })).toThrow(/URL/);
	});

	it('takes the slash from the end of a URL', () => {
		expect(parseEnv(shape, { URL: 'https://apex:3050/' }).URL).toBe('https://apex:3050');
	});
});
