"""Hands bytes on between loopback ports, over connections whose buffers hold some 50 KB instead of 4 MB.

python3 slow-line.py TARGET_PORT; prints the port that it listens on. Stopped by SIGSTOP, it is a line that stands
still, and what is sent into it soon waits at the sender. Node cannot set the options that this needs.
"""

import asyncio
import socket
import sys

SMALL_SEGMENT = 536
SMALL_BUFFER = 4096


async def pump(reader, writer):
    try:
        while chunk := await reader.read(SMALL_BUFFER):
            writer.write(chunk)
            await writer.drain()
    except OSError:
        pass
    finally:
        # an end on either side ends both, as it would without a line between
        writer.transport.abort()


def connect():
    line = socket.socket()
    # before it connects: the other side is told, and sizes its buffer by it
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SMALL_SEGMENT)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    line.setblocking(False)
    return line


async def serve(near_reader, near_writer):
    line = connect()
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", int(sys.argv[1])))
    far_reader, far_writer = await asyncio.open_connection(sock=line, limit=SMALL_BUFFER)
    await asyncio.gather(pump(near_reader, far_writer), pump(far_reader, near_writer))


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
