import type { Item } from "./ask";

/** The cart of an element: its property `items`, else the attribute `items`, else `sku` and `quantity`. */
export function readItems(element: { getAttribute(name: string): string | null }, property?: Item[] | string | null): Item[] {
  // Some frameworks set a property where the page has written an attribute.
  const list = property ?? element.getAttribute("items");
  if (Array.isArray(list)) return list;
  if (list !== null) return parsed(list);
  const sku = element.getAttribute("sku")?.trim();
  const quantity = Number(element.getAttribute("quantity") ?? 1);
  return sku && quantity > 0 ? [{ sku, quantity }] : [];
}

function parsed(list: string): Item[] {
  try {
    const items: unknown = JSON.parse(list || "[]");
    if (Array.isArray(items)) return items as Item[];
  } catch {
    // Said below, to the only person who can mend it.
  }
  console.warn('<entrega-quote> items is not a JSON array such as [{"sku":"mug","quantity":2}]');
  return [];
}
