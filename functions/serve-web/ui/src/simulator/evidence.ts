import type { Dropped } from "../api/wire";
import { centimetres, mass } from "../language/format";
import { language } from "../language/language.svelte";

type Saying = (value: string, currency: string, locale: string) => string;

const plain: Saying = (value, _, locale) => new Intl.NumberFormat(locale).format(value as Intl.StringNumericLiteral);

/** How the numbers of a rule are said: grams, cubic centimetres, millimetres, major units of money, counts. */
const units: [RegExp, Saying][] = [
  [/weight/, (value, _, locale) => mass(value, locale)],
  [/volume/, (value, currency, locale) => `${plain(value, currency, locale)} cm³`],
  [/too_large/, (value, _, locale) => centimetres(value, locale)],
  [/value/, (value, currency, locale) => new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(value as Intl.StringNumericLiteral)],
  [/multiple|stock/, plain],
];

/** The numbers and names behind a refusal, each number with the unit of its rule. */
export function evidence(dropped: Dropped, currency: string, locale: string): { key: string; value: string }[] {
  const unit = units.find(([pattern]) => pattern.test(dropped.reason))?.[1];
  return Object.entries(dropped.detail ?? {}).map(([key, value]) => {
    if (unit && /^-?\d+(\.\d+)?$/.test(value)) return { key, value: unit(value, currency, locale) };
    return { key, value: language.find(`measure-${value}`) ?? value };
  });
}
