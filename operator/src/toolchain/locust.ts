import { ensurePythonTool, findPythonTool, type PythonTool } from './python-tool.ts';
import type { Tool, ToolContext } from './tool.ts';

const LOCUST: PythonTool = { project: 'locust', version: '2.47.0', executable: 'locust' };

/** Looks without installing. */
export const findLocust = (env: NodeJS.ProcessEnv): Tool => findPythonTool(LOCUST, env);

/** The load generator that drives `traffic/locustfile.py`: from the cache, else installed from PyPI. */
export const ensureLocust = (context: ToolContext): Promise<Tool> => ensurePythonTool(LOCUST, context);
