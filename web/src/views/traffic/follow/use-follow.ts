import type { FollowAnswer, FollowInput } from '@canario/contracts/feed';
import type { TraceEvent } from '@canario/contracts/trace';
import { useEffect, useRef, useState } from 'react';
import { useFeed } from '../../../feed/use-feed.ts';

/** At most this many sightings whose answer is still on its way are kept. */
const MOST_EARLY = 32;

interface Followed {
	readonly state: 'idle' | 'sending' | 'sent';
	readonly answer: FollowAnswer | undefined;
	readonly events: readonly TraceEvent[];
	readonly send: (input: FollowInput) => void;
}

/** Sends made-up vaccinations and gathers what is seen of the last one. */
export function useFollow(onFollow: (key: string) => void): Followed {
	const feed = useFeed();
	const [state, setState] = useState<Followed['state']>('idle');
	const [answer, setAnswer] = useState<FollowAnswer>();
	const [events, setEvents] = useState<readonly TraceEvent[]>([]);
	const key = useRef<string>(undefined);
	/** Sightings may come before the answer that tells the key. */
	const early = useRef<TraceEvent[]>([]);

	useEffect(
		() =>
			feed.onSighting((event) => {
				if (event.key === key.current) setEvents((known) => [...known, event]);
				else early.current = [...early.current, event].slice(-MOST_EARLY);
			}),
		[feed],
	);

	const send = async (input: FollowInput) => {
		setState('sending');
		key.current = undefined;
		early.current = [];
		const told = await feed.follow(input);
		setAnswer(told);
		setState(told.ok ? 'sent' : 'idle');
		if (!told.ok) return;
		key.current = told.key;
		setEvents(early.current.filter((event) => event.key === told.key));
		onFollow(told.key);
	};
	return { state, answer, events, send: (input) => void send(input) };
}
