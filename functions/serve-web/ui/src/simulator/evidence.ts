import type { Dropped } from "../api/wire";
import { centimetres, mass, money } from "../language/format";

const units: [RegExp, (value: string, currency: string, locale: string) => string][] = [
  [/weight/, (value, _, locale) => mass(value, locale)],
  [/volume/, (value, _, locale) => `${new Intl.NumberFormat(locale).format(Number(value))} cm³`],
  [/measure|dimension|edge/, (value, _, locale) => centimetres(value, locale)],
  [/value|price/, (value, currency, locale) => money(Number(value), currency, locale)],
];

/** The numbers behind a refusal, each with the unit of its rule. */
export function evidence(dropped: Dropped, currency: string, locale: string): { key: string; value: string }[] {
  const unit = units.find(([pattern]) => pattern.test(dropped.reason))?.[1];
  return Object.entries(dropped.detail ?? {}).map(([key, value]) => {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return { key, value };
    return { key, value: unit ? unit(value, currency, locale) : new Intl.NumberFormat(locale).format(Number(value)) };
  });
}
