import type { QuoteItem, QuoteRequest } from "../api/wire";
import { minorDigits, scaled } from "../language/format";
import { plausible } from "./postal";

/** One line of the cart as typed. A free line has its own weight and size instead of the register's. */
export interface Line {
  key: number;
  free: boolean;
  sku: string;
  quantity: string;
  price: string;
  weight: string;
  length: string;
  width: string;
  height: string;
  /** The kind of goods, where it is another one than the register says. */
  modal: string;
  seller: string;
  /** Priced as if every warehouse had enough of it. */
  assumed: boolean;
}

/** Kinds of goods that need special care, as the API names them. */
export const MODALS = ["CHEMICALS", "ELECTRONICS", "FIREARMS", "FURNITURE", "GLASS", "LIQUID", "MATTRESSES", "REFRIGERATED", "TIRES", "WHITE_GOODS"];

const UNNAMED = "sem-codigo-";

/** Is it the code that a free item without one is sent under? */
export function isUnnamed(sku: string): boolean {
  return sku.startsWith(UNNAMED);
}

export interface Draft {
  lines: Line[];
  country: string;
  postalCode: string;
  /** Latitude and longitude, as maps give them; empty where they do not matter. */
  point: string;
  salesChannel: string;
  /** Sellers who act in the account's name may bring lines that name none. */
  allocate: boolean;
}

/** A cart to a country, with nothing else in it yet. */
export function newDraft(): Draft {
  return { lines: [newLine(false)], country: "BRA", postalCode: "", point: "", salesChannel: "", allocate: false };
}

/** Two degrees with a comma between them; nothing when they are not a place on earth. */
export function coordinates(text: string): { lat: number; lng: number } | undefined {
  const match = /^\(?\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?$/.exec(text.trim());
  const [lat, lng] = [Number(match?.[1]), Number(match?.[2])];
  return match && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : undefined;
}

/** Rules broken, by the JSON Pointer that the server would use for the same field. */
export type Faults = Record<string, string>;

export type Read = { ok: true; request: QuoteRequest } | { ok: false; faults: Faults };

const MILLIMETRES_IN_CENTIMETRE_DIGITS = 1;

let keys = 0;

export function newLine(free: boolean): Line {
  keys += 1;
  return { key: keys, free, sku: "", quantity: "1", price: "", weight: "", length: "", width: "", height: "", modal: "", seller: "", assumed: free };
}

/** The request that a cart asks for, or everything that is wrong with the cart. */
export function read(draft: Draft, currency: string): Read {
  const faults: Faults = {};
  const positive = (pointer: string, text: string, digits: number): number => {
    const value = scaled(text, digits);
    if (!text.trim()) faults[pointer] = "required";
    else if (value === undefined || value <= 0) faults[pointer] = "positive";
    return value ?? 0;
  };
  const items = draft.lines.map((line, index): QuoteItem => {
    const at = `/items/${index}`;
    const item: QuoteItem = { sku: line.sku.trim() || (line.free ? `${UNNAMED}${index + 1}` : ""), quantity: positive(`${at}/quantity`, line.quantity, 0) };
    if (!item.sku) faults[`${at}/sku`] = "required";
    if (line.price.trim()) {
      const price = scaled(line.price, minorDigits(currency));
      if (price === undefined) faults[`${at}/price`] = "money";
      else item.price = price;
    }
    if (line.free) {
      item.weight = positive(`${at}/weight`, line.weight, 0);
      item.dimensions = {
        height: positive(`${at}/dimensions/height`, line.height, MILLIMETRES_IN_CENTIMETRE_DIGITS),
        width: positive(`${at}/dimensions/width`, line.width, MILLIMETRES_IN_CENTIMETRE_DIGITS),
        length: positive(`${at}/dimensions/length`, line.length, MILLIMETRES_IN_CENTIMETRE_DIGITS),
      };
    }
    if (line.modal) item.modal = line.modal;
    if (line.seller) item.seller = line.seller;
    if (line.assumed) item.assumeStock = true;
    return item;
  });
  if (!items.length) faults["/items"] = "empty_cart";
  const [code, point] = [draft.postalCode.trim(), coordinates(draft.point)];
  if (draft.point.trim() && !point) faults["/destination/point"] = "point";
  if (!code && !draft.point.trim()) faults["/destination/postalCode"] = "required";
  else if (code && !plausible(draft.country, code)) faults["/destination/postalCode"] = draft.country === "BRA" ? "cep" : "postal_code";
  if (Object.keys(faults).length) return { ok: false, faults };
  const destination = { country: draft.country, ...(code && { postalCode: code }), ...(point && { point }) };
  const salesChannel = draft.salesChannel.trim();
  return { ok: true, request: { destination, items, currency, explain: true, ...(salesChannel && { salesChannel }), ...(draft.allocate && { allocate: true }) } };
}
