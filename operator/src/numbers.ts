const grouped = new Intl.NumberFormat('en-US');

/** 1234567 as "1,234,567". */
export const count = (value: number): string => grouped.format(value);

/** A share of 0 to 1 as "12.3 %"; a dash where there is none. */
export const percent = (share: number | undefined): string =>
	share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
