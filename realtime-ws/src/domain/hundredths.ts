/** `value` to two decimals: finer is noise, and every viewer would pay for its digits. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100;
