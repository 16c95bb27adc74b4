import { api } from "../api/client";
import { outcome, type Failure } from "../api/failure";
import { freshKey } from "../api/fresh";
import type { FreightTable, TableDiff } from "../api/wire";

/** What is compared: a version's number or a checked import's id, with the live table or with another version. */
export interface Compared {
  to: string;
  from?: string;
}

/** The versions of one policy's freight table, newest first, and the comparison on the screen. */
export class Versions {
  items = $state.raw<FreightTable[]>([]);
  state = $state<"loading" | "full" | "failed">("loading");
  failure = $state.raw<Failure>();
  more = $state(false);
  busy = $state(false);

  /** The version brought back last. */
  restored = $state.raw<FreightTable>();
  #policy = "";
  #cursor: string | undefined;

  async load(policy: string): Promise<void> {
    if (policy !== this.#policy) this.restored = undefined;
    this.#policy = policy;
    this.state = "loading";
    this.#cursor = undefined;
    await this.#page([]);
  }

  async next(): Promise<void> {
    await this.#page(this.items);
  }

  /** Brings an earlier version back as the newest one. */
  async restore(version: number): Promise<boolean> {
    const policy = this.#policy;
    this.busy = true;
    const done = await outcome(
      api.POST("/v1/shipping-policies/{id}/freight-tables/{version}/activation", {
        params: { path: { id: policy, version }, header: { "Idempotency-Key": freshKey() } },
      }),
    );
    this.busy = false;
    this.failure = done.ok ? undefined : done.failure;
    if (!done.ok) return false;
    await this.load(policy);
    this.restored = done.value;
    return true;
  }

  /** Opens the rows of a version as the CSV that they came in. */
  async download(version: number): Promise<void> {
    const found = await outcome(api.GET("/v1/shipping-policies/{id}/freight-tables/{version}/rows", { params: { path: { id: this.#policy, version } } }));
    this.failure = found.ok ? undefined : found.failure;
    if (found.ok) location.assign(found.value.url);
  }

  async #page(before: FreightTable[]): Promise<void> {
    const policy = this.#policy;
    const found = await outcome(api.GET("/v1/shipping-policies/{id}/freight-tables", { params: { path: { id: policy }, query: { limit: 20, cursor: this.#cursor } } }));
    if (policy !== this.#policy) return;
    this.failure = found.ok ? undefined : found.failure;
    this.state = found.ok ? "full" : "failed";
    if (!found.ok) return;
    this.items = [...before, ...found.value.items];
    this.#cursor = found.value.nextCursor ?? undefined;
    this.more = this.#cursor !== undefined;
  }
}

/** What changes from one table to another. */
export function compare(policy: string, { to, from }: Compared) {
  return outcome<TableDiff>(api.GET("/v1/shipping-policies/{id}/freight-tables/diff", { params: { path: { id: policy }, query: { to, from } } }));
}
