// How many exchanges, in words.

/** `1 exchange`, `1,204 exchanges`. */
export const exchanges = (count: number): string => `${count.toLocaleString("en")} exchange${count === 1 ? "" : "s"}`;
