import type { TimePart } from "../api/wire";
import { lasts, midnights } from "../language/format";

/** A part of a promise on a scale from 0 to 100 per cent of its whole time. */
export interface Span {
  part: TimePart;
  left: number;
  width: number;
}

export interface Scale {
  spans: Span[];
  /** Where days begin in the place's time zone; `weekend` colours the day that begins there. */
  days: { at: number; left: number; width: number; weekend: boolean }[];
}

/** Lays the parts of a promise out to scale. Parts that take no time are left out. */
export function scale(parts: TimePart[], zone: string): Scale {
  const lasting = parts.filter((part) => lasts(part.duration) && Date.parse(part.to) > Date.parse(part.from));
  const from = Math.min(...lasting.map((part) => Date.parse(part.from)));
  const to = Math.max(...lasting.map((part) => Date.parse(part.to)));
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
