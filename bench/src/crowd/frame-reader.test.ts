import { textFrame } from '@canario/realtime-ws/feed/frames';
import { describe, expect, it } from 'vitest';
import { FrameReader } from './frame-reader.ts';

const texts = ['', 'a', 'b'.repeat(125), 'c'.repeat(126), 'd'.repeat(65_535), 'e'.repeat(65_536), 'f'];

function readIn(pieceBytes: number): readonly string[] {
	const all = Buffer.concat(texts.map(textFrame));
	const shared = Buffer.alloc(pieceBytes);
	const reader = new FrameReader();
	const seen: string[] = [];
	for (let at = 0; at < all.length; at += pieceBytes) {
		const piece = shared.subarray(0, all.copy(shared, 0, at, at + pieceBytes));
		reader.read(piece, (bytes, start, end) => seen.push(bytes.toString('utf8', start, end)));
		// its owner reads the next piece into the same memory
		shared.fill(0);
	}
	return seen;
}

describe('FrameReader', () => {
	it.each([7, 1_000, 65_536, 1_000_000])('finds frames of every length in pieces of %i bytes', (bytes) => {
		expect(readIn(bytes)).toEqual(texts);
	});
});
