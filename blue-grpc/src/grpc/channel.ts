import { type ChannelOptions, connectivityState, credentials } from '@grpc/grpc-js';
import { RecorderServiceClient } from '../gen/vaccinations/v1/vaccinations.ts';
import { MAX_MESSAGE_BYTES } from './limits.ts';

const OPTIONS: ChannelOptions = {
	'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
	'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
	// A peer that vanished without a word is noticed while calls wait for it.
	'grpc.keepalive_time_ms': 5_000,
	'grpc.keepalive_timeout_ms': 2_000,
	// A restarted server is found quickly.
	'grpc.initial_reconnect_backoff_ms': 100,
	'grpc.max_reconnect_backoff_ms': 1_000,
	// The watchdog needs connections that a next client does not inherit.
	'grpc.use_local_subchannel_pool': 1,
	'grpc.service_config_disable_resolution': 1,
	'grpc.enable_http_proxy': 0,
	'grpc.enable_channelz': 0,
};

/** Pauses between two rebuilds while none has helped, ms: each leaves a socket to its silent peer behind. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** A channel that nobody could be reached by for so long is not trying, ms: it would every second. */
const STUCK_MS = 3_000;

interface Options {
	/** Host and port of the gRPC server, or any target that gRPC resolves. */
	readonly target: string;
	/** Milliseconds by a clock that does not jump. */
	readonly nowMs: () => number;
	readonly onRebuild: () => void;
}

/**
 * The client, and the watchdog that replaces it. A peer that accepts the connection and then says nothing leaves
 * a channel connecting for ever (grpc/grpc-node#2785), whatever answers at that address later. So when a call
 * found nobody in time and the channel is not ready, the client is thrown away. A channel that was refused before goes on
 * to say just that while it hangs so, at once and in time; it is thrown away when it says it for longer than it should.
 */
export class RecorderChannel {
	readonly #options: Options;
	#client: RecorderServiceClient;
	#fruitless = 0;
	#mayRebuildAtMs = 0;
	#unreachedSinceMs: number | undefined;

	constructor(options: Options) {
		this.#options = options;
		this.#client = this.#connect();
	}

	/** The client to make the next call with. */
	get client(): RecorderServiceClient {
		return this.#client;
	}

	/** To be told when a call of `client` was answered. */
	answered(): void {
		this.#fruitless = 0;
		this.#unreachedSinceMs = undefined;
	}

	/** To be told when a call of `client` found no connection. */
	unreached(client: RecorderServiceClient): void {
		const now = this.#options.nowMs();
		this.#unreachedSinceMs ??= now;
		if (now - this.#unreachedSinceMs >= STUCK_MS) this.late(client);
	}

	/** To be told when a call of `client` ran out of time. */
	late(client: RecorderServiceClient): void {
		const now = this.#options.nowMs();
		if (client !== this.#client || now < this.#mayRebuildAtMs) return;
		if (client.getChannel().getConnectivityState(false) === connectivityState.READY) return;
		this.#mayRebuildAtMs = now + Math.min(FIRST_PAUSE_MS * 2 ** this.#fruitless, LONGEST_PAUSE_MS);
		this.#fruitless += 1;
		this.#unreachedSinceMs = undefined;
		this.#client = this.#connect();
		this.#options.onRebuild();
		client.close();
	}

	close(): void {
		this.#client.close();
	}

	#connect(): RecorderServiceClient {
		return new RecorderServiceClient(this.#options.target, credentials.createInsecure(), OPTIONS);
	}
}
