/** The two sheets that the picture is drawn on, one above the other: what stands, and what moves. */
export interface Sheets {
	readonly river: HTMLCanvasElement;
	readonly particles: HTMLCanvasElement;
}

/** Gives both sheets this size, CSS pixels, at the screen's own sharpness. What was drawn is gone. */
export function resizeSheets({ river, particles }: Sheets, width: number, height: number): void {
	for (const sheet of [river, particles]) {
		sheet.width = Math.round(width * devicePixelRatio);
		sheet.height = Math.round(height * devicePixelRatio);
		contextOf(sheet).setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
	}
}

/** What draws on `sheet`. */
export function contextOf(sheet: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = sheet.getContext('2d');
	if (context === null) throw new Error('this browser draws no 2d canvas');
	return context;
}
