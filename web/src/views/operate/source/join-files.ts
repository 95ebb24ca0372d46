/** The longest text that is taken from files, characters: in the time that it takes to read it the page stands still. */
export const LONGEST = 262_144;

/** What can be read as text, by its name and size. */
type TextFile = Pick<File, 'size' | 'text'>;

/** The texts of files, one document after another; undefined where they are too long to be what is meant. */
export async function joinFiles(files: readonly TextFile[]): Promise<string | undefined> {
	if (files.reduce((sum, { size }) => sum + size, 0) > LONGEST) return undefined;
	const texts = await Promise.all(files.map((file) => file.text()));
	return texts.map((text) => text.replace(/\n*$/, '\n')).join('---\n');
}
