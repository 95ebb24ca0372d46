import type { FollowAnswer, FollowInput } from '@canario/contracts/feed';
import type { TraceEvent } from '@canario/contracts/trace';
import { describe, expect, it } from 'vitest';
import { Followers } from '../feed/followers.ts';
import { TokenBuckets } from '../token-buckets.ts';
import { createFollow, type Sent } from './follow.ts';

const INPUT: FollowInput = { department: '07', vaccine: 'Moderna', dose: 1, age: 30 };
const KEY = 'public key of a secret';
const sighting = (key: string, hop: TraceEvent['hop']): TraceEvent => ({ key, hop, atMs: 1 });
const buckets = (perMinute: number) => new TokenBuckets({ perMinute, burst: perMinute, elapsedMs: () => 0 });

function aFollow(send: ((secret: string) => Promise<Sent>) | undefined) {
	const told: string[] = [];
	const outcomes: string[] = [];
	const followers = new Followers<{ name: string }>(({ name }, { hop }) => told.push(`${name}:${hop}`));
	const follow = createFollow<{ name: string }>({
		...{ followers, perAddress: buckets(2), inAll: buckets(3), newSecret: () => 'a secret' },
		keyOf: (secret) => `public key of ${secret}`,
		send: send && ((_, secret) => send(secret)),
		onOutcome: (outcome) => outcomes.push(outcome),
	});
	const ask = async (input: FollowInput | null = INPUT, address = 'here') => {
		let answer: FollowAnswer | undefined;
		const onAnswer = (given: FollowAnswer) => {
			told.push('answer');
			answer = given;
		};
		await follow({ name: 'ana' }, { input: input ?? undefined, address, answer: onAnswer });
		return answer;
	};
	return { ask, told, outcomes, followers };
}

describe('following a made-up vaccination', () => {
	it('tells the key first, then what was seen until then, then the rest', async () => {
		const world = aFollow(async (secret) => {
			expect(secret).toBe('a secret');
			world.followers.hear([sighting(KEY, 'received'), sighting('another', 'received')]);
			return { taken: true };
		});
		expect(await world.ask()).toEqual({ ok: true, key: KEY });
		world.followers.hear([sighting(KEY, 'stored')]);
		expect(world.told).toEqual(['answer', 'ana:received', 'ana:stored']);
		expect(world.outcomes).toEqual(['sent']);
	});

	it('limits an address, and all of them together', async () => {
		const { ask, outcomes } = aFollow(async () => ({ taken: true }));
		const answers = [];
		for (const address of ['a', 'a', 'a', 'b', 'c']) answers.push(await ask(INPUT, address));
		expect(outcomes).toEqual(['sent', 'sent', 'too_many', 'sent', 'too_many']);
		expect(answers[2]).toEqual({ ok: false, reason: 'too_many', retryAfterMs: 30_000 });
		expect(answers[4]).toEqual({ ok: false, reason: 'too_many', retryAfterMs: 20_000 });
	});

	it('refuses what the page could not have sent, without counting it', async () => {
		const { ask, outcomes } = aFollow(async () => ({ taken: true }));
		for (let time = 0; time < 5; time += 1) await ask(null);
		await ask();
		expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'invalid_input'), 'sent']);
	});

	it('is unavailable without an entry, when it does not answer, and when it refuses', async () => {
		const refusing = async () => ({ taken: false, retryAfterMs: 1_000 }) as const;
		const silent = async () => Promise.reject(new Error('no answer'));
		expect(await aFollow(undefined).ask()).toEqual({ ok: false, reason: 'unavailable' });
		expect(await aFollow(silent).ask()).toEqual({ ok: false, reason: 'unavailable' });
		expect(await aFollow(refusing).ask()).toEqual({ ok: false, reason: 'unavailable', retryAfterMs: 1_000 });
	});

	it('forgets the key of one that was not taken', async () => {
		const world = aFollow(async () => ({ taken: false }));
		await world.ask();
		world.followers.hear([sighting('key-1234', 'received')]);
		expect(world.told).toEqual(['answer']);
	});
});
