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
}

export interface Draft {
  lines: Line[];
  country: string;
  postalCode: string;
}

/** Rules broken, by the JSON Pointer that the server would use for the same field. */
export type Faults = Record<string, string>;

export type Read = { ok: true; request: QuoteRequest } | { ok: false; faults: Faults };

const MILLIMETRES_IN_CENTIMETRE_DIGITS = 1;

let keys = 0;

export function newLine(free: boolean): Line {
  keys += 1;
  return { key: keys, free, sku: "", quantity: "1", price: "", weight: "", length: "", width: "", height: "" };
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
    const item: QuoteItem = { sku: line.sku.trim(), quantity: positive(`${at}/quantity`, line.quantity, 0) };
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
    return item;
  });
  if (!items.length) faults["/items"] = "empty_cart";
  if (!draft.postalCode.trim()) faults["/destination/postalCode"] = "required";
  else if (!plausible(draft.country, draft.postalCode)) faults["/destination/postalCode"] = draft.country === "BRA" ? "cep" : "postal_code";
  if (Object.keys(faults).length) return { ok: false, faults };
  return { ok: true, request: { destination: { country: draft.country, postalCode: draft.postalCode.trim() }, items, currency, explain: true } };
}
