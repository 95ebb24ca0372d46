// The part of cli-progress 3.12 that is used here; the package brings no types.
declare module 'cli-progress' {
	export class SingleBar {
		constructor(options: {
			readonly format: string;
			readonly hideCursor?: boolean;
			readonly clearOnComplete?: boolean;
			readonly stream?: NodeJS.WritableStream;
			readonly barCompleteChar?: string;
			readonly barIncompleteChar?: string;
		});
		start(total: number, startValue: number, payload?: object): void;
		update(current: number, payload?: object): void;
		stop(): void;
	}
}
