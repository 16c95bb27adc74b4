import { api } from "../api/client";
import type { Seller } from "../api/wire";
import { language } from "../language/language.svelte";

const PAGES = 5;
type Kind = "shipping-policies" | "docks" | "warehouses" | "sellers" | "pickup-points";
const KINDS: Kind[] = ["shipping-policies", "docks", "warehouses", "sellers", "pickup-points"];

/** What of a place or a policy is of use beside a quote. */
interface Named {
  id?: string | null;
  name: string;
  salesChannels?: string[];
}

/** What people call the policies and places that a quote names by their ids; what could not be read is called by its id. */
export class Names {
  sellers = $state.raw<Seller[]>([]);
  channels = $state.raw<string[]>([]);
  #known = $state.raw(new Map<string, string>());
  #asked = false;

  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const lists = await Promise.all(KINDS.map((kind) => list(kind)));
    this.#known = new Map(lists.flatMap((found, at) => found.map(({ id, name }) => [`${KINDS[at]}/${id}`, name])));
    this.sellers = lists[KINDS.indexOf("sellers")] as Seller[];
    this.channels = [...new Set(lists.flat().flatMap(({ salesChannels }) => salesChannels ?? []))].sort();
  }

  policy(id: string): string {
    return this.#of("shipping-policies", id);
  }
  dock(id: string): string {
    return this.#of("docks", id);
  }
  warehouse(id: string): string {
    return this.#of("warehouses", id);
  }
  pickupPoint(id: string): string {
    return this.#of("pickup-points", id);
  }
  /** A seller; the account itself where none is named. */
  seller(id: string | null | undefined): string {
    return id == null ? (language.find("plan-account") ?? "") : this.#of("sellers", id);
  }

  #of(kind: Kind, id: string): string {
    return this.#known.get(`${kind}/${id}`) ?? id;
  }
}

/** The first pages of a list; as much of it as could be read. */
async function list(kind: Kind): Promise<Named[]> {
  const found: Named[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < PAGES; page += 1) {
      const { data } = await api.GET(`/v1/${kind}`, { params: { query: { limit: 100, cursor } } });
      if (!data) break;
      found.push(...(data.items as Named[]));
      cursor = data.nextCursor ?? undefined;
      if (!cursor) break;
    }
  } catch {
    // Names are a courtesy: without them ids are shown.
  }
  return found;
}
