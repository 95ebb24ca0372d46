import type { es } from '../es/how.ts';
import type { Translated } from '../texts.ts';

export const en: Translated<typeof es> = {
	title: 'How it works',
	caption:
		'Canario splits one traffic between two ways of storing a vaccination, and shows what the split does.',
	picture: {
		title: 'The way of a vaccination',
		caption: (rate, blue, green) =>
			`Now ${rate} come in: ${blue} take the blue lane and ${green} the green one; both end in the same store.`,
		still: 'No vaccination is coming in now; this is how the parts hang together.',
		unknown: 'No figures have come yet; this is how the parts hang together.',
		label: 'Diagram of Canario’s parts and of what passes between them.',
		arrow: 'Stretch',
		figure: 'Now',
	},
	parts: {
		senders: { name: 'Senders', does: 'Locust, k6, curl' },
		entry: { name: 'Entry', does: 'checks and splits' },
		blue: { name: '● Blue', does: 'gRPC client' },
		recorder: { name: 'gRPC server', does: 'stores and answers' },
		green: { name: '◆ Green', does: 'writes to Redis' },
		subscriber: { name: 'Subscriber', does: 'reads and stores' },
		records: { name: 'Record store', does: 'the truth' },
		statistics: { name: 'Live statistics', does: 'a projection' },
		feed: { name: 'Feed', does: 'the same for all' },
		viewers: { name: 'This page', does: 'updates by itself' },
	},
	arrows: {
		sent: 'From the senders to the entry',
		toBlue: 'From the entry to the blue lane',
		toGreen: 'From the entry to the green lane',
		called: 'Blue: gRPC calls waiting',
		streamed: 'Green: in the stream, not stored yet',
		blueStored: 'Blue: in the record store',
		greenStored: 'Green: in the record store',
		counted: 'Counted live',
		read: 'From the statistics to the feed',
		watched: 'From the feed to this page',
	},
	figures: {
		waiting: (count) => `${count} waiting`,
		inStream: (count) => `${count} in the stream`,
		stored: (count) => `${count} stored`,
		counted: (count) => `${count} doses`,
		share: (rate, share) => `${rate} · ${share}`,
		ticks: 'every 250 ms',
		age: (age) => `data from ${age}`,
	},
	notes: {
		title: 'In five notes',
		entry: {
			name: 'The entry',
			text: 'It takes each vaccination, checks it, gives it an id and picks the lane by the weights asked for. Of 100, at weights 90 and 10, 90 go blue and 10 go green.',
		},
		blue: {
			name: 'The blue lane',
			text: 'It calls a server by gRPC, which writes to the record store, and answers only then. The sender waits longer, and when the answer comes the vaccination is safe on disk.',
		},
		green: {
			name: 'The green lane',
			text: 'It writes the vaccination to a Redis stream and answers at once. A subscriber reads and stores it a little later. The sender waits less; the record arrives later.',
		},
		stores: {
			name: 'The store and the statistics',
			text: 'The stored documents are the truth; the live statistics derive from them and can be rebuilt. Always: accepted = stored + in flight + dead-lettered + lost.',
		},
		feed: {
			name: 'The feed',
			text: 'Four times a second the statistics are read once, and what changed is sent, the same, to everybody who watches. No name ever leaves here.',
		},
	},
	lanes: {
		title: 'Blue and green',
		blue: { name: 'Blue', does: 'Stores, then answers.', how: 'gRPC, from service to service' },
		green: { name: 'Green', does: 'Answers, then stores.', how: 'Redis: a stream and its channel' },
		answered: 'answered, p50',
		durable: 'on disk, p50',
		why: 'They are two well-known ways to build the same thing. With the traffic split they are compared in earnest: the same moment, the same vaccinations, only the lane differs.',
	},
	words: {
		title: 'Words',
		lane: { name: 'Lane', text: 'Blue or green: the whole path behind one way out of the split.' },
		weight: { name: 'Weight', text: 'The part of the traffic that was asked for a lane.' },
		observed: { name: 'Observed share', text: 'The part that really went there.' },
		drift: { name: 'Drift', text: 'A distance of weight and observed share beyond what chance explains.' },
		ack: { name: 'Answer (ack)', text: 'What the sender gets: the vaccination was accepted.' },
		durable: { name: 'Stored', text: 'The moment the document is on the record store’s disk.' },
		inFlight: { name: 'In flight', text: 'Accepted or under way, and not stored yet.' },
		aside: {
			name: 'Dead-lettered',
			text: 'Put aside: it can never be stored as it came; it is kept apart and counted.',
		},
		ledger: {
			name: 'Ledger',
			text: 'Accepted = stored + in flight + dead-lettered + lost. It closes when none is lost.',
		},
		percentiles: {
			name: 'p50, p95, p99',
			text: 'Half, 95 or 99 of 100 took so long or less, over the last ten seconds.',
		},
	},
	docs: {
		title: 'To read on',
		inRepository: (path) => `${path} in the repository`,
		readme: 'Start: install and run',
		architecture: 'Architecture and decisions',
		entry: 'The entry’s contract',
		feed: 'The feed’s contract',
	},
};
