import type { Option, Quote } from "../api/wire";

/** One way to deliver under two versions of a freight table; an end is missing where a version does not offer it. */
export interface Pair {
  id: string;
  name: string;
  now: Option | undefined;
  other: Option | undefined;
}

/** The options of two answers to the same cart, side by side, those of the first answer in its order. */
export function pairs(now: Quote, other: Quote): Pair[] {
  const ids = [...new Set([...now.options, ...other.options].map(({ id }) => id))];
  return ids.map((id) => {
    const [before, after] = [now, other].map((quote) => quote.options.find((option) => option.id === id));
    const said = before ?? after;
    return { id, name: [said?.shippingMethod, said?.pickupPoint?.name].filter(Boolean).join(", "), now: before, other: after };
  });
}

/** Policies whose tables had a say in an answer: those that priced something, and those that were dropped. */
export function compared(quote: Quote): string[] {
  return [...new Set([...Object.keys(quote.tables), ...(quote.dropped ?? []).map(({ policy }) => policy)])].sort();
}
