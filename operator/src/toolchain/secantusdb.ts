import { ensurePythonTool, findPythonTool, type PythonTool } from './python-tool.ts';
import type { Tool, ToolContext } from './tool.ts';

/** Speaks MongoDB's wire protocol over WiredTiger. GPL: a tool for tests, never a dependency. */
export const SECANTUSDB: PythonTool = {
	project: 'SecantusDB',
	version: '0.7.0b3',
	executable: 'secantusd-py',
};

/** Looks without installing. */
export const findSecantusDb = (env: NodeJS.ProcessEnv): Tool => findPythonTool(SECANTUSDB, env);

/** The stand-in for mongod in the tests: from the cache, else installed from PyPI (half a minute, 145 MB). */
export const ensureSecantusDb = (context: ToolContext): Promise<Tool> =>
	ensurePythonTool(SECANTUSDB, context);
