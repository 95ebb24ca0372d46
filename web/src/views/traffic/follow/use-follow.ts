import type { FollowAnswer, FollowInput } from '@canario/contracts/feed';
import type { TraceEvent } from '@canario/contracts/trace';
import { useEffect, useRef, useState } from 'react';
import { useFeed } from '../../../feed/use-feed.ts';

/** At most this many sightings whose answer is still on its way are kept. */
const MOST_EARLY = 32;

interface Followed {
	readonly sending: boolean;
	/** To the last one that was sent. */
	readonly answer: FollowAnswer | undefined;
	/** What was seen of the last one that was accepted; undefined before the first. */
	readonly events: readonly TraceEvent[] | undefined;
	readonly send: (input: FollowInput) => void;
}

/** Sends made-up vaccinations and gathers what is seen of the last one that was accepted. */
export function useFollow(onFollow: (key: string) => void): Followed {
	const feed = useFeed();
	const [sending, setSending] = useState(false);
	const [answer, setAnswer] = useState<FollowAnswer>();
	const [events, setEvents] = useState<readonly TraceEvent[]>();
	const key = useRef<string>(undefined);
	/** Sightings may come before the answer that tells the key. */
	const early = useRef<TraceEvent[]>([]);

	useEffect(
		() =>
			feed.onSighting((event) => {
				if (event.key === key.current) setEvents((known = []) => [...known, event]);
				else early.current = [...early.current, event].slice(-MOST_EARLY);
			}),
		[feed],
	);

	const send = async (input: FollowInput) => {
		setSending(true);
		early.current = [];
		const told = await feed.follow(input);
		setAnswer(told);
		setSending(false);
		// the way of the one before stays
		if (!told.ok) return;
		key.current = told.key;
		setEvents(early.current.filter((event) => event.key === told.key));
		onFollow(told.key);
	};
	return { sending, answer, events, send: (input) => void send(input) };
}
