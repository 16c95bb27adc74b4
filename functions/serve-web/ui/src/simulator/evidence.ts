import type { Dropped, Quote } from "../api/wire";
import { centimetres, day, duration, lasts, mass, moment } from "../language/format";
import { language, t } from "../language/language.svelte";
import { written } from "./postal";

/** A refusal's code, and the numbers and names behind it. */
type Refusal = Pick<Dropped, "reason" | "detail" | "policy"> | { reason: string; detail: Record<string, string>; policy?: undefined };

/** What people call the places and policies that are named by their ids. */
interface Places {
  policy(id: string): string;
  dock(id: string): string;
  warehouse(id: string): string;
  seller(id: string): string;
}

/** Whose refusal it is: the answer, what people call its places, and whether the destination was a point on the map. */
export interface Around {
  quote: Pick<Quote, "currency" | "destination">;
  places: Places;
  pointed?: boolean;
}

/** A fact behind a refusal, in words. */
export interface Fact {
  label: string;
  value: string;
}

type Say = (value: string) => string;
type Row = [key: string, label: string, say: Say];

const plain: Say = (value) => (/^-?\d+(\.\d+)?$/.test(value) ? new Intl.NumberFormat(language.tag).format(value as Intl.StringNumericLiteral) : value);
const volume: Say = (value) => `${plain(value)}\u00a0cm³`;
const far: Say = (metres) => new Intl.NumberFormat(language.tag, { style: "unit", unit: "kilometer", maximumFractionDigits: 1 }).format(Number(metres) / 1000);
const cash = (currency: string): Say => (value) => new Intl.NumberFormat(language.tag, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(value as Intl.StringNumericLiteral);
/** A time of the account's wall clock, which no zone may move; a date of it. */
const clock: Say = (value) => moment(`${value}Z`, "UTC", language.tag);
const date: Say = (value) => day(`${value}T12:00:00Z`, "UTC", language.tag);
const lasting: Say = (value) => (lasts(value) ? duration(value, language.tag) : new Intl.NumberFormat(language.tag, { style: "unit", unit: "minute" }).format(0));

/** What of the numbers of a reason is told, in which order, under which name and in which unit. */
function rows(reason: string, { quote, places }: Around): Row[] {
  const weight: Say = (value) => mass(value, language.tag);
  const length: Say = (value) => centimetres(value, language.tag);
  const money = cash(quote.currency);
  const each = (ids: string) => new Intl.ListFormat(language.tag).format(ids.split(", ").map((id) => places.warehouse(id)));
  switch (reason) {
    case "weight_over_limit":
      return [["weight", "weight", weight], ["limit", "limit", weight]];
    case "volume_over_limit":
      return [["volume", "volume", volume], ["limit", "limit", volume]];
    case "item_too_large":
    case "package_too_large":
      return [["value", "measure", length], ["limit", "limit", length]];
    case "value_below_minimum":
      return [["value", "cart", money], ["limit", "minimum", money]];
    case "value_above_maximum":
      return [["value", "cart", money], ["limit", "maximum", money]];
    case "no_pickup_point_near":
      return [["nearest", "nearest", far], ["limit", "limit", far]];
    case "postal_code_not_served":
      return [["postalCode", "postalCode", (code) => written(quote.destination.country, code)]];
    case "modal_not_carried":
      return [["modal", "modal", (code) => language.find(`modal-${code}`) ?? code]];
    case "no_stock_at_dock":
      return [["warehouses", "warehouses", each]];
    case "seller_inactive":
    case "seller_full":
      return [["seller", "seller", (id) => places.seller(id)]];
    default:
      return [];
  }
}

/** What routes and plans are ranked by, and how it is said. */
function ranks({ quote }: Around): Row[] {
  return [
    ["units", "units", plain],
    ["missing", "missing", plain],
    ["packages", "packages", plain],
    ["price", "price", cash(quote.currency)],
    ["arrives", "arrives", clock],
    ["distance", "distance", far],
    ["overhead", "overhead", lasting],
    ["priority", "priority", plain],
  ];
}

/** Where a route or a plan and the one that was taken differ. */
function differences(detail: Record<string, string>, around: Around): Fact[] {
  return ranks(around).flatMap(([key, label, say]) => {
    const [own, winner] = [detail[key], detail[`winner${key[0]?.toUpperCase()}${key.slice(1)}`]];
    if (own === undefined || winner === undefined || own === winner) return [];
    return [{ label: named(label), value: t("dropped-against", { own: say(own), winner: say(winner) }) }];
  });
}

/** Why another route was taken: which, what decided, and where the two differ. */
function outranked(refusal: Refusal, around: Around): Fact[] {
  const { detail = {}, policy } = refusal;
  const { places } = around;
  const [dock, other] = [places.dock(detail?.dock ?? ""), detail?.policy ?? ""];
  const winner = !other || other === policy ? t("dropped-winner", { dock }) : t("dropped-winner-policy", { policy: places.policy(other), dock });
  const decided = detail?.decidedBy;
  return [
    { label: named("winner"), value: winner },
    ...(decided ? [{ label: named("decidedBy"), value: language.find(`measure-${decided}`) ?? named(decided) }] : []),
    ...differences(detail ?? {}, around),
  ];
}

function named(key: string): string {
  return language.find(`detail-${key}`) ?? key;
}

/** The numbers and names behind a refusal, each in the unit and the words of its rule. */
export function evidence(refusal: Refusal, around: Around): Fact[] {
  const detail = refusal.detail ?? {};
  if (refusal.reason === "outranked") return outranked(refusal, around);
  const facts = differences(detail, around);
  if (facts.length) return facts;
  const known = rows(refusal.reason, around);
  const rest = Object.keys(detail).filter((key) => !known.some(([one]) => one === key) && key !== "measure" && !key.startsWith("winner"));
  const all: Row[] = [...known, ...rest.map((key): Row => [key, key, guessed(detail[key] ?? "")])];
  const told = all.flatMap(([key, label, say]) => {
    const value = detail[key];
    if (value === undefined) return [];
    return [{ label: label === "measure" ? (language.find(`measure-${detail.measure}`) ?? named(label)) : named(label), value: say(value) }];
  });
  // Without a point nobody knows how far points are: a limit in kilometres alone would mislead.
  if (refusal.reason === "no_pickup_point_near" && !around.pointed) return [{ label: named("search"), value: t("dropped-by-code") }];
  return told;
}

/** How a value is said that no rule above knows. */
function guessed(value: string): Say {
  if (/^\d{4}-\d\d-\d\dT[\d:]+$/.test(value)) return clock;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? date : plain;
}
