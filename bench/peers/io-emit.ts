// A feed as socket.io's guide has it: the same deltas at the same pace, by `io.emit`.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { tellPort } from './serve.ts';

const { port, tickMs, patches } = JSON.parse(process.argv[2] ?? '') as {
	port: number;
	tickMs: number;
	patches: readonly object[];
};
const server = createServer().listen(port, '127.0.0.1');
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
let seq = 0;
setInterval(() => {
	seq += 1;
	io.emit('delta', { seq, patch: patches[seq % patches.length] });
}, tickMs);
server.once('listening', () => tellPort(port));
