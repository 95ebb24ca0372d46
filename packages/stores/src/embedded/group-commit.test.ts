import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

describe('GroupCommit', () => {
	let database: DatabaseSync;
	let commit: GroupCommit;
	beforeEach(() => {
		database = new DatabaseSync(':memory:');
		database.exec('CREATE TABLE t (n INTEGER PRIMARY KEY)');
		commit = new GroupCommit(database);
	});

	const insert = (n: number) => () => {
		database.prepare('INSERT INTO t VALUES (?)').run(n);
		return n;
	};
	const rows = () =>
		database
			.prepare('SELECT n FROM t')
			.all()
			.map(({ n }) => n);

	it('writes all that gathered, in order, and tells each its own result', async () => {
		const told: number[] = [];
		const results = await Promise.all([1, 2, 3].map((n) => commit.run(insert(n), (of) => told.push(of))));
		expect({ results, told, rows: rows() }).toEqual({ results: [1, 2, 3], told: [1, 2, 3], rows: [1, 2, 3] });
	});

	it('fails all that gathered when one of them fails, and goes on with the next', async () => {
		const told: number[] = [];
		const group = [1, 2, 2].map((n) => commit.run(insert(n), (of) => told.push(of)));
		const outcomes = await Promise.allSettled(group);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect({ told, rows: rows() }).toEqual({ told: [], rows: [] });
		await commit.run(insert(4), () => {});
		expect(rows()).toEqual([4]);
	});

	it('tells nobody before it is written', async () => {
		const order: string[] = [];
		const first = commit.run(
			() => order.push('write 1'),
			() => order.push('done 1'),
		);
		const second = commit.run(
			() => order.push('write 2'),
			() => order.push('done 2'),
		);
		expect(order).toEqual([]);
		await Promise.all([first, second]);
		expect(order).toEqual(['write 1', 'write 2', 'done 1', 'done 2']);
	});
});
