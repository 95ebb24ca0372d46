// Canario's intake without what comes after it: the parts of service-kit that the entry is made of.
import { vaccinationInput } from '@canario/contracts/vaccination';
import { createApp, listen } from '@canario/service-kit/http-server';
import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf, readBody } from '@canario/service-kit/read-json';
import { sendJson } from '@canario/service-kit/send-json';
import { tellPort } from '../../peers/serve.ts';

const app = createApp();
app.post('/', readBody(64 * 1024), (request, response) => {
	parseInput(vaccinationInput, jsonOf(request));
	sendJson(response, 201, { id: 'the id', lane: 'blue', outcome: 'stored' }, { 'x-canario-lane': 'blue' });
});
const { port } = await listen(app, { host: '127.0.0.1', port: 0 });
tellPort(port);
