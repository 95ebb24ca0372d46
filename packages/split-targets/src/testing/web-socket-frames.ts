const BINARY = 2;

/** A binary frame as a server sends it: without a mask (RFC 6455, section 5.2). */
export function serverFrame(data: Buffer): Buffer {
	const head = data.length < 126 ? Buffer.from([0x80 | BINARY, data.length]) : Buffer.alloc(4);
	if (data.length >= 126) {
		head.writeUInt8(0x80 | BINARY, 0);
		head.writeUInt8(126, 1);
		head.writeUInt16BE(data.length, 2);
	}
	return Buffer.concat([head, data]);
}

/** Takes bytes as they come, and hands on what is in each whole binary frame of a client: frames of less than 64 KiB. */
export function clientFrames(take: (data: Buffer) => void): (bytes: Buffer) => void {
	let rest = Buffer.alloc(0);
	return (bytes) => {
		rest = Buffer.concat([rest, bytes]);
		for (;;) {
			const frame = firstFrame(rest);
			if (!frame) return;
			rest = rest.subarray(frame.end);
			if (frame.opcode === BINARY) take(frame.data);
		}
	};
}

function firstFrame(bytes: Buffer): { opcode: number; data: Buffer; end: number } | undefined {
	if (bytes.length < 2) return undefined;
	const short = bytes.readUInt8(1) & 0x7f;
	const maskAt = short === 126 ? 4 : 2;
	if (bytes.length < maskAt + 4) return undefined;
	const length = short === 126 ? bytes.readUInt16BE(2) : short;
	const end = maskAt + 4 + length;
	if (bytes.length < end) return undefined;
	const mask = bytes.subarray(maskAt, maskAt + 4);
	const data = Buffer.from(bytes.subarray(maskAt + 4, end).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
	return { opcode: bytes.readUInt8(0) & 0x0f, data, end };
}
