import type { Option } from "../api/wire";
import { lasts } from "../language/format";

/** One row of a comparison: a part's name, and what each option has of it. */
export interface Row<T> {
  code: string;
  name: string;
  cells: (T | undefined)[];
}

interface Part {
  code: string;
  name: string;
}

/** Lays parts of several options side by side: one row per code, in the order in which parts follow each other. */
function rows<P extends Part, T>(lists: P[][], value: (parts: P[]) => T | undefined): Row<T>[] {
  const found = new Map<string, string>();
  for (const list of lists) {
    let after: string | undefined;
    for (const { code, name } of list) {
      if (!found.has(code)) insert(found, code, name, after);
      after = code;
    }
  }
  return [...found].map(([code, name]) => ({
    code,
    name,
    cells: lists.map((list) => {
      const parts = list.filter((part) => part.code === code);
      return parts.length ? value(parts) : undefined;
    }),
  }));
}

/** Puts a code right after the one that it follows in its own option; at the end when it follows none. */
function insert(found: Map<string, string>, code: string, name: string, after: string | undefined): void {
  const entries = [...found];
  const place = after === undefined ? (entries.length ? 0 : -1) : entries.findIndex(([known]) => known === after) + 1;
  entries.splice(place < 0 ? entries.length : place, 0, [code, name]);
  found.clear();
  for (const [known, said] of entries) found.set(known, said);
}

/** The price parts of the options, in minor units. */
export function prices(options: Option[]): Row<number>[] {
  const lists = options.map(({ priceParts }) => priceParts.filter(({ amount }) => amount !== 0));
  return rows(lists, (parts) => parts.reduce((sum, { amount }) => sum + amount, 0));
}

/** The time parts of the options that take time, in milliseconds of the wall clock. */
export function times(options: Option[]): Row<number>[] {
  const lists = options.map(({ timeParts }) => timeParts.filter(({ duration }) => lasts(duration)));
  return rows(lists, (parts) => parts.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0));
}
