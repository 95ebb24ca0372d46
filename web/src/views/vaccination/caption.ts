/** Keeps the line of a caption while there is nothing to say. */
const BLANK = '\u00a0';

/** The caption of a part that is `known`; before that it says nothing, and takes the same room. */
export const captionOf = (known: unknown, caption: string): string => (known === undefined ? BLANK : caption);
