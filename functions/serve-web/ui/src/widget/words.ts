import type { Window } from "./ask";
import en from "../../../../../shared/i18n/messages/en/widget.ftl?compiled";
import es from "../../../../../shared/i18n/messages/es/widget.ftl?compiled";
import pt, { type Pattern } from "../../../../../shared/i18n/messages/pt-BR/widget.ftl?compiled";

const spoken: [tag: string, messages: Record<string, Pattern>][] = [["pt-BR", pt], ["es", es], ["en", en]];

type Values = Record<string, string | number>;

/** What the widget says in one language. */
export interface Words {
  tag: string;
  say(id: string, values?: Values): string;
}

/** The first of our languages among BCP 47 tags; English when there is none. */
export function words(wanted: (string | null | undefined)[]): Words {
  const base = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  const found = wanted.flatMap((tag) => spoken.filter(([ours]) => tag && base(ours) === base(tag)))[0];
  const [tag, messages] = found ?? (spoken[2] as (typeof spoken)[number]);
  return { tag, say: (id, values = {}) => write(messages[id] ?? id, values, tag) };
}

function write(pattern: Pattern, values: Values, tag: string): string {
  if (typeof pattern === "string") return pattern;
  return pattern
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const value = values[piece[0]] ?? "";
      if (piece.length === 1) return String(value);
      const [, otherwise, variants] = piece;
      const chosen = variants[value] ?? variants[new Intl.PluralRules(tag).select(Number(value))] ?? variants[otherwise];
      return write(chosen ?? "", values, tag);
    })
    .join("");
}

/** An amount in minor units, as the language writes money. Exact: the digits never become a binary fraction. */
export function price(minor: number, currency: string, { tag }: Words): string {
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const digits = new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat(tag, style).format(`${minor}e-${digits}` as Intl.StringNumericLiteral);
}

/** The day of an instant in a time zone, counted. */
function dayNumber(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric", day: "numeric" }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day")) / 86_400_000;
}

/** A window as people choose it: `sexta, 27 de nov., 08:00 – 12:00 · R$ 9,90`. */
export function appointment({ from, to, price: extra }: Window, timeZone: string, currency: string, words: Words): string {
  const day = new Intl.DateTimeFormat(words.tag, { timeZone, weekday: "short", day: "numeric", month: "short" });
  const hours = new Intl.DateTimeFormat(words.tag, { timeZone, hour: "2-digit", minute: "2-digit" });
  const at = `${day.format(Date.parse(from))}, ${hours.formatRange(Date.parse(from), Date.parse(to))}`;
  return extra ? `${at} · + ${price(extra, currency, words)}` : at;
}

/** How many days an instant is ahead, and the day as nobody but a shop says it: without the second half of "sexta-feira". */
function calendar(at: number, timeZone: string, tag: string, now: number): { ahead: number; day: string } {
  const parts = new Intl.DateTimeFormat(tag, { timeZone, weekday: "long", day: "numeric", month: "short" }).formatToParts(at);
  return { ahead: dayNumber(at, timeZone) - dayNumber(now, timeZone), day: parts.map(({ value }) => value.replace(/-feira$/, "")).join("") };
}

/** A promised instant as people say it: `até sexta, 27 de nov.`. */
export function promise(instant: string, timeZone: string, { tag, say }: Words, now = Date.now()): string {
  const at = Date.parse(instant);
  const { ahead, day } = calendar(at, timeZone, tag, now);
  if (ahead <= 0) return say("by-today", { time: new Intl.DateTimeFormat(tag, { timeZone, hour: "numeric", minute: "2-digit" }).format(at) });
  return ahead === 1 ? say("by-tomorrow") : say("by-day", { day });
}

/** The day of the first time to choose from: `a partir de sexta, 27 de nov.`. */
export function since(instant: string, timeZone: string, { tag, say }: Words, now = Date.now()): string {
  const { ahead, day } = calendar(Date.parse(instant), timeZone, tag, now);
  return ahead > 1 ? say("from-day", { day }) : say(ahead === 1 ? "from-tomorrow" : "from-today");
}
