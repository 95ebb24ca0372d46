/**
 * The `transform` that makes a bar `share` (0 to 1) of its track long, in whole hundredths: what nobody would see
 * starts no animation, several times a second and for dozens of bars.
 */
export const barLength = (share: number): string => `scaleX(${Math.min(1, Math.max(0, share)).toFixed(2)})`;
