import { connect } from 'node:net';

/**
 * Sends `request` to a loopback port and gives what comes back first.
 *
 * @returns the first bytes, or `undefined` when nobody answered within `timeoutMs`.
 */
export function firstReply(port: number, request: Buffer, timeoutMs: number): Promise<Buffer | undefined> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port });
		const end = (reply?: Buffer) => {
			socket.destroy();
			resolve(reply);
		};
		socket.setTimeout(timeoutMs, () => end());
		socket.once('connect', () => socket.write(request));
		socket.once('data', end);
		socket.once('error', () => end());
		socket.once('close', () => end());
	});
}

/** True once the Redis server with this pid has loaded its data and answers. */
export async function redisAnswers(port: number, pid: number): Promise<boolean> {
	const reply = await firstReply(port, Buffer.from('INFO server\r\n'), 500);
	return reply?.toString().includes(`\nprocess_id:${pid}\r`) ?? false;
}

/** True once a server of MongoDB's wire protocol answers `hello`. */
export async function mongoAnswers(port: number): Promise<boolean> {
	return (await firstReply(port, helloMessage(), 500)) !== undefined;
}

/** OP_MSG with the BSON document `{ hello: 1, $db: 'admin' }`; written out, so that no driver is needed. */
function helloMessage(): Buffer {
	const int32 = (value: number) => {
		const bytes = Buffer.alloc(4);
		bytes.writeInt32LE(value);
		return bytes;
	};
	const fields = Buffer.concat([
		Buffer.from('\x10hello\0'),
		int32(1),
		Buffer.from('\x02$db\0'),
		int32(6),
		Buffer.from('admin\0'),
		Buffer.from('\0'),
	]);
	const document = Buffer.concat([int32(fields.length + 4), fields]);
	const opMsg = 2013;
	const body = Buffer.concat([int32(1), int32(0), int32(opMsg), int32(0), Buffer.from('\0'), document]);
	return Buffer.concat([int32(body.length + 4), body]);
}
