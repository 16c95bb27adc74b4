/** One line of a cart, as `POST /v1/quotes` takes it. */
export interface Item {
  sku: string;
  quantity: number;
  price?: number;
  weight?: number;
  dimensions?: { height: number; width: number; length: number };
  modal?: string;
}

/** What of an answer the widget shows or hands on. */
export interface Quote {
  id: string;
  currency: string;
  timeZone: string;
  items: { sku: string; availability: string }[];
  options: Option[];
}

/** One way to get the goods. Prices are in minor units of the quote's currency. */
export interface Option {
  id: string;
  shippingMethod: string;
  channel: string;
  price: number;
  promisedAt: string;
  complete: boolean;
  cheapest: boolean;
  fastest: boolean;
  pickupPoint?: { id: string; name: string } | null;
  windows?: Window[];
  notices?: string[];
}

/** A time in which a delivery by appointment may come, at a price on top of the option's. */
export interface Window {
  id: string;
  from: string;
  to: string;
  price: number;
}

/** The window of an option that is chosen: the one of this id where it is still offered, else the first. */
export function chosenWindow({ windows = [] }: Option, id?: string): Window | undefined {
  return windows.find((window) => window.id === id) ?? windows[0];
}

/** What an option costs with a window. */
export function total(option: Option, window?: Window): number {
  return option.price + (window?.price ?? 0);
}

/** Why there is no answer. `setup`: the page is at fault, not the shopper. `crowded`: worth another try `after` seconds. */
export type Trouble =
  | { kind: "code" | "offline" | "failed" }
  | { kind: "crowded"; after: number }
  | { kind: "setup"; why: string };

export interface Ask {
  api: string;
  key: string;
  language: string;
  country: string;
  postalCode: string;
  items: Item[];
  /** The trade policy: only docks that ship for it are asked. */
  salesChannel?: string;
  /** Lets sellers who act in the account's name bring it. */
  allocate?: boolean;
}

const PATIENCE = 15_000;
const SHORTEST_WAIT = 2;

/** The codes of a Brazilian address have 8 digits; others are for the server to judge. */
export function complete(country: string, code: string): boolean {
  return country === "BRA" ? code.replace(/\D/g, "").length === 8 : code.trim().length > 2;
}

/** A code as people write it: `69005040` is `69005-040` in Brazil. */
export function written(country: string, code: string): string {
  return country === "BRA" ? code.replace(/\D/g, "").slice(0, 8).replace(/^(\d{5})(\d)/, "$1-$2") : code;
}

/** Asks what a delivery costs. An `AbortError` is thrown on when `signal` says so; everything else is an answer. */
export async function ask({ api, key, language, country, postalCode, items, salesChannel, allocate }: Ask, signal: AbortSignal): Promise<Quote | Trouble> {
  const late = new AbortController();
  const stop = () => late.abort();
  const timer = setTimeout(stop, PATIENCE);
  signal.addEventListener("abort", stop);
  try {
    const response = await fetch(`${api}/v1/quotes`, {
      method: "POST",
      credentials: "omit",
      signal: late.signal,
      headers: { "Content-Type": "application/json", "X-Entrega-Key": key, "Accept-Language": language },
      body: JSON.stringify({ destination: { country, postalCode }, items, ...(salesChannel && { salesChannel }), ...(allocate && { allocate }) }),
    });
    const body: unknown = await response.json();
    return response.ok ? (body as Quote) : trouble(response, body as Problem);
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: navigator.onLine ? "failed" : "offline" };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** What of an RFC 9457 problem matters here. */
interface Problem {
  code?: string;
  detail?: string;
  errors?: { pointer?: string }[];
}

function trouble({ status, headers }: Response, { code, detail, errors = [] }: Problem): Trouble {
  if (status === 429 || status === 503) {
    const after = Number(headers.get("retry-after"));
    return { kind: "crowded", after: Math.max(SHORTEST_WAIT, Number.isFinite(after) ? Math.ceil(after) : 0) };
  }
  if (status >= 500) return { kind: "failed" };
  if (errors.length && errors.every(({ pointer }) => pointer?.startsWith("/destination"))) return { kind: "code" };
  return { kind: "setup", why: [status, code, detail, ...errors.map((error) => JSON.stringify(error))].filter(Boolean).join(" ") };
}
