import type { Dropped } from "../api/wire";
import { centimetres, day, duration, lasts, mass, moment } from "../language/format";
import { language, t } from "../language/language.svelte";

type Saying = (value: string, currency: string, locale: string) => string;

const plain: Saying = (value, _, locale) => new Intl.NumberFormat(locale).format(value as Intl.StringNumericLiteral);

/** How the numbers of a rule are said: grams, cubic centimetres, millimetres, major units of money, counts. */
const units: [RegExp, Saying][] = [
  [/weight/, (value, _, locale) => mass(value, locale)],
  [/volume/, (value, currency, locale) => `${plain(value, currency, locale)} cm³`],
  [/too_large/, (value, _, locale) => centimetres(value, locale)],
  [/value/, (value, currency, locale) => cash(value, currency, locale)],
  [/multiple|stock|window/, plain],
  [/pickup_point/, (value, _, locale) => new Intl.NumberFormat(locale, { style: "unit", unit: "kilometer", maximumFractionDigits: 1 }).format(Number(value) / 1000)],
];

/** A time of the account's wall clock, which no zone may move; a date of it. */
const clock: Saying = (value, _, locale) => moment(`${value}Z`, "UTC", locale);
const date: Saying = (value, _, locale) => day(`${value}T12:00:00Z`, "UTC", locale);

const cash: Saying = (value, currency, locale) => new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(value as Intl.StringNumericLiteral);

/** What routes are ranked by, and how it is said. */
const ranks: [string, Saying][] = [
  ["units", plain],
  ["packages", plain],
  ["price", cash],
  ["arrives", clock],
  ["overhead", (value, _, locale) => (lasts(value) ? duration(value, locale) : duration("PT0M", locale) || "0")],
  ["priority", plain],
];

/** Why another route was taken: the winner, what decided, and where the two differ. */
function comparison(detail: Record<string, string>, currency: string, locale: string): { key: string; value: string }[] {
  const named = ["policy", "dock"].map((key) => ({ key, value: detail[key] ?? "" }));
  const decided = detail.decidedBy ?? "ids";
  const differing = ranks.flatMap(([key, say]) => {
    const [own, winner] = [detail[key], detail[`winner${key[0]?.toUpperCase()}${key.slice(1)}`]];
    if (own === undefined || winner === undefined || own === winner) return [];
    return [{ key, value: t("dropped-against", { own: say(own, currency, locale), winner: say(winner, currency, locale) }) }];
  });
  return [...named, { key: "decidedBy", value: language.find(`detail-${decided}`) ?? language.find(`measure-${decided}`) ?? decided }, ...differing];
}

/** The numbers and names behind a refusal, each number with the unit of its rule. */
export function evidence(dropped: Dropped, currency: string, locale: string): { key: string; value: string }[] {
  if (dropped.reason === "outranked" && dropped.detail?.decidedBy) return comparison(dropped.detail, currency, locale);
  const unit = units.find(([pattern]) => pattern.test(dropped.reason))?.[1];
  return Object.entries(dropped.detail ?? {}).map(([key, value]) => {
    if (/^\d{4}-\d\d-\d\dT[\d:]+$/.test(value)) return { key, value: clock(value, currency, locale) };
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return { key, value: date(value, currency, locale) };
    if (unit && /^-?\d+(\.\d+)?$/.test(value)) return { key, value: unit(value, currency, locale) };
    return { key, value: language.find(`measure-${value}`) ?? value };
  });
}
