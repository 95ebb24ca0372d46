import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listens } from './answers.ts';
import { freePort } from './free-port.ts';
import type { Place } from './place.ts';
import { type Started, startServer } from './start-process.ts';

/** nginx as a hop before the service on `leafPort`: one worker, connections kept alive on both sides, no logs. */
export async function startNginx(
	place: Place,
	command: string,
	leafPort: number,
): Promise<Started & { readonly port: number }> {
	const port = await freePort();
	const dir = join(place.dir, 'nginx');
	mkdirSync(dir);
	const file = join(dir, 'nginx.conf');
	writeFileSync(file, configuration({ dir, port, leafPort }));
	const args = ['-p', dir, '-c', file, '-e', join(dir, 'error.log')];
	const started = await place.own(startServer({ command, args, ready: () => listens(port) }));
	return { ...started, port };
}

function configuration({ dir, port, leafPort }: { dir: string; port: number; leafPort: number }): string {
	const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	return `
daemon off;
master_process off;
pid ${dir}/nginx.pid;
events { worker_connections 8192; }
http {
	access_log off;
	keepalive_requests 1000000000;
	${folders.map((name) => `${name}_temp_path ${dir}/${name};`).join('\n\t')}
	upstream leaf {
		server 127.0.0.1:${leafPort};
		keepalive 256;
		keepalive_requests 1000000000;
	}
	server {
		listen 127.0.0.1:${port};
		location / {
			proxy_pass http://leaf;
			proxy_http_version 1.1;
			proxy_set_header Connection "";
		}
	}
}
`;
}
