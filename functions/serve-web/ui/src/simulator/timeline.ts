import type { TimePart } from "../api/wire";
import { lasts, midnights } from "../language/format";

/** A part of a promise on a scale from 0 to 100 per cent of its whole time. */
export interface Span {
  part: TimePart;
  left: number;
  width: number;
}

/** What is promised for something, and what the time until then is made of. */
export interface Journey {
  promisedAt: string;
  businessDays: boolean;
  timeParts: TimePart[];
  windows?: unknown[];
}

export interface Scale {
  spans: Span[];
  /** Where days begin in the place's time zone; `weekend` colours the day that begins there. */
  days: { at: number; left: number; width: number; weekend: boolean }[];
}

/** The time between the first beginning and the last end of some parts, in epoch milliseconds. */
export function extent(parts: TimePart[]): { from: number; to: number } {
  return { from: Math.min(...parts.map((part) => Date.parse(part.from))), to: Math.max(...parts.map((part) => Date.parse(part.to))) };
}

/** What kind of time a part is: work before the journey, waiting, or the journey. */
export function kind(code: string): "prepare" | "wait" | "transit" {
  if (code === "capacity_wait" || code === "pickup_wait" || code === "closed_days") return "wait";
  return code === "transit" ? "transit" : "prepare";
}

/** Lays the parts of a promise out to scale, over their own time or over `within`. Parts that take no time are left out. */
export function scale(parts: TimePart[], zone: string, within?: { from: number; to: number }): Scale {
  const lasting = parts.filter((part) => lasts(part.duration) && Date.parse(part.to) > Date.parse(part.from));
  const { from, to } = within ?? extent(lasting);
  const whole = to - from;
  if (!lasting.length || whole <= 0) return { spans: [], days: [] };
  const share = (milliseconds: number) => (milliseconds / whole) * 100;
  const weekday = new Intl.DateTimeFormat("en", { timeZone: zone, weekday: "short" });
  const starts = midnights(from, to, zone);
  return {
    spans: lasting.map((part) => ({ part, left: share(Date.parse(part.from) - from), width: share(Date.parse(part.to) - Date.parse(part.from)) })),
    days: starts.map((at, index) => ({
      at,
      left: share(at - from),
      width: share((starts[index + 1] ?? to) - at),
      weekend: weekday.format(at).startsWith("S"),
    })),
  };
}
