import type { Dropped } from "../api/wire";
import { centimetres, mass, money } from "../language/format";
import { written } from "./postal";

type Saying = (value: string, currency: string, locale: string) => string;

const plain: Saying = (value, _, locale) => new Intl.NumberFormat(locale).format(Number(value));

/** How a number is said, by the rule it belongs to. */
const units: [RegExp, Saying][] = [
  [/weight/, (value, _, locale) => mass(value, locale)],
  [/volume/, (value, _, locale) => `${plain(value, "", locale)} cm³`],
  [/measure|dimension|edge/, (value, _, locale) => centimetres(value, locale)],
  [/value|price/, (value, currency, locale) => money(Number(value), currency, locale)],
  [/quantity|multiple|item|stock|package/, plain],
];

/** The numbers and names behind a refusal, each number with the unit of its rule. */
export function evidence(dropped: Dropped, currency: string, locale: string): { key: string; value: string }[] {
  const unit = units.find(([pattern]) => pattern.test(dropped.reason))?.[1];
  return Object.entries(dropped.detail ?? {}).map(([key, value]) => {
    if (key === "postalCode") return { key, value: written("BRA", value) };
    return { key, value: unit && /^-?\d+(\.\d+)?$/.test(value) ? unit(value, currency, locale) : value };
  });
}
