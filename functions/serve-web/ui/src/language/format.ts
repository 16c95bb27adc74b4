/** Decimal places of a currency's minor unit. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `4590` BRL as `R$ 45,90`. Exact: the amount travels as decimal text, never as a binary fraction. */
export function money(minor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const split = text.length - digits;
  const decimal = `${minor < 0 ? "-" : ""}${text.slice(0, split)}${digits ? `.${text.slice(split)}` : ""}`;
  return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(decimal as Intl.StringNumericLiteral);
}

/** What a person typed as a number: point or comma, thousands marks allowed. Nothing when it is not a plain number. */
export function decimal(text: string): { whole: string; fraction: string } | undefined {
  const bare = text.replace(/[\s\u00a0]/g, "");
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:([.,])(\d*))?$/.exec(bare);
  if (!match) return undefined;
  const [, head = "", mark, fraction = ""] = match;
  // "1.250" is a thousand in Brazil and one and a quarter elsewhere: a lone group is read as a fraction.
  const lone = /^(\d{1,3})[.,](\d{3})$/.exec(head);
  if (lone && !mark) return { whole: lone[1] ?? "0", fraction: lone[2] ?? "" };
  return { whole: head.replace(/[.,]/g, ""), fraction };
}

/** Typed text times ten to the power of `digits`, as a whole number; nothing when it has more places than that. */
export function scaled(text: string, digits: number): number | undefined {
  const parsed = decimal(text);
  if (!parsed) return undefined;
  const fraction = parsed.fraction.replace(/0+$/, "");
  if (fraction.length > digits) return undefined;
  const value = Number(`${parsed.whole}${fraction.padEnd(digits, "0")}`);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Grams as `300 g` or `1,25 kg`. */
export function mass(grams: number | string, locale: string): string {
  const value = Number(grams);
  const [amount, unit] = value < 1000 ? [value, "gram"] : [value / 1000, "kilogram"];
  return together(new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 3 }).format(amount));
}

/** Millimetres as centimetres. */
export function centimetres(millimetres: number | string, locale: string): string {
  return together(new Intl.NumberFormat(locale, { style: "unit", unit: "centimeter", maximumFractionDigits: 1 }).format(Number(millimetres) / 10));
}

/** A number and its unit, on one line. */
function together(text: string): string {
  return text.replace(/ /g, "\u00a0");
}

/** An ISO 8601 duration as `1 dia e 2 h`; empty for no time at all. */
export function duration(iso: string, locale: string): string {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(iso);
  if (!match) return iso;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const total = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0) + Math.round((seconds ?? 0) / 60);
  const parts: [number, string, "long" | "short"][] = [
    [Math.floor(total / 1440), "day", "long"],
    [Math.floor((total % 1440) / 60), "hour", "short"],
    [total % 60, "minute", "short"],
  ];
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit, unitDisplay]) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay }).format(amount));
  return new Intl.ListFormat(locale, { type: "unit", style: "narrow" }).format(said);
}

/** Is there any time in an ISO 8601 duration? */
export function lasts(iso: string): boolean {
  return /[1-9]/.test(iso);
}

/** An instant as the day it is in `zone`, with its weekday. */
export function day(instant: string, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "long", day: "numeric", month: "short" }).format(new Date(instant));
}

/** How many digits an hour has: 08:00, but 8:00 AM. */
function hour(locale: string): "numeric" | "2-digit" {
  return locale.startsWith("en") ? "numeric" : "2-digit";
}

/** An instant as the time of day in `zone`. */
export function time(instant: string, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, hour: hour(locale), minute: "2-digit" }).format(new Date(instant));
}

/** An instant as a short day and time in `zone`. In English the month is a word: 12/11 is two days. */
export function moment(instant: string, zone: string, locale: string): string {
  const date = locale.startsWith("en") ? ({ day: "numeric", month: "short" } as const) : ({ day: "2-digit", month: "2-digit" } as const);
  return new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", ...date, hour: hour(locale), minute: "2-digit" }).format(new Date(instant));
}

/** The name people give to the time of `zone`, such as "Horário de Brasília". */
export function zoneName(zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** Milliseconds by which `zone` is ahead of UTC at an instant. */
function ahead(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-u-hc-h23", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(new Date(at));
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - Math.floor(at / 1000) * 1000;
}

/** Every midnight of `zone` after `from` and before `to`, in epoch milliseconds. */
export function midnights(from: number, to: number, zone: string): number[] {
  const DAY = 86_400_000;
  const found: number[] = [];
  const first = Math.floor((from + ahead(zone, from)) / DAY) + 1;
  for (let local = first * DAY; ; local += DAY) {
    const guess = local - ahead(zone, local);
    const at = local - ahead(zone, guess);
    if (at >= to) return found;
    found.push(at);
  }
}
