/** A program that was found or installed, or why this machine cannot have it and what to do about it. */
export type Tool = { readonly path: string } | MissingTool;

export interface MissingTool {
	/** One clause without a full stop, as in `redis-server is not on the PATH`. */
	readonly missing: string;
	/** What a person can do about it. */
	readonly wayOut: string;
}

export interface ToolContext {
	readonly env: NodeJS.ProcessEnv;
	/** Hears what is being installed, one line at a time. */
	readonly tell: (line: string) => void;
}

export const isMissing = (tool: Tool): tool is MissingTool => 'missing' in tool;
