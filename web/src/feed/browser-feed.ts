import { FeedClient } from './feed-client.ts';
import { socketIoFeed } from './feed-socket.ts';

/** The feed at `url` for this page: connected, paused with the tab, aware of the network. */
export function browserFeed(url: string): FeedClient {
	const client = new FeedClient({
		socket: () => socketIoFeed(url),
		now: () => Date.now(),
		random: Math.random,
		later(run, delayMs) {
			const timer = setTimeout(run, delayMs);
			return () => clearTimeout(timer);
		},
	});
	document.addEventListener('visibilitychange', () => client.setVisible(!document.hidden));
	addEventListener('online', () => client.setOnline(true));
	addEventListener('offline', () => client.setOnline(false));
	client.start();
	if (!navigator.onLine) client.setOnline(false);
	return client;
}
