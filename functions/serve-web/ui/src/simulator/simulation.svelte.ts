import { api } from "../api/client";
import { outcome, type Failure } from "../api/failure";
import { ruleMessage } from "../api/field-message";
import type { Quote, QuoteRequest, Sku } from "../api/wire";
import { t } from "../language/language.svelte";
import { session } from "../session/session.svelte";
import { isUnnamed, newDraft, read, type Draft, type Faults } from "./cart";
import { Names } from "./names.svelte";

const PAGES = 5;

/** SKUs to choose from: the first pages of the register. `more` says that it goes on. */
class Register {
  skus = $state.raw<Sku[]>([]);
  state = $state<"idle" | "loading" | "full" | "failed">("idle");
  more = $state(false);

  async load(): Promise<void> {
    if (this.state === "loading" || this.state === "full") return;
    this.state = "loading";
    let cursor: string | undefined;
    const found: Sku[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const answer = await outcome(api.GET("/v1/skus", { params: { query: { limit: 100, cursor } } }));
      if (!answer.ok) {
        this.state = "failed";
        return;
      }
      found.push(...(answer.value.items as Sku[]));
      cursor = answer.value.nextCursor ?? undefined;
      if (!cursor) break;
    }
    this.skus = found;
    this.more = cursor !== undefined;
    this.state = "full";
  }

  find(id: string): Sku | undefined {
    return this.skus.find((sku) => sku.id === id);
  }
}

/** One person's simulation: what is typed, and the last answer to it. It outlives a visit to another page. */
class Simulation {
  draft = $state<Draft>(newDraft());
  faults = $state.raw<Faults>({});
  failure = $state.raw<Failure>();
  quote = $state.raw<Quote>();
  asked = $state.raw<QuoteRequest>();
  busy = $state(false);
  register = new Register();
  names = new Names();
  #turn = 0;

  currency = $derived(session.account?.currency ?? "BRL");
  reading = $derived(read(this.draft, this.currency));
  /** Does the answer shown belong to an earlier cart? */
  outdated = $derived(this.quote !== undefined && !(this.reading.ok && JSON.stringify(this.reading.request) === JSON.stringify(this.asked)));

  /** Prices the cart as typed, or says at the fields what is wrong. */
  async run(): Promise<void> {
    this.failure = undefined;
    const reading = this.reading;
    this.faults = reading.ok ? {} : reading.faults;
    if (reading.ok) await this.#ask(reading.request);
  }

  /** Asks again what was asked last: names come in the reader's language. */
  async repeat(): Promise<void> {
    if (this.asked && this.quote) await this.#ask(this.asked);
  }

  /** What is wrong with the field at a JSON Pointer. */
  message(pointer: string): string | undefined {
    const fault = this.faults[pointer];
    if (fault) return ruleMessage({ rule: fault });
    const said = this.failure?.kind === "problem" ? this.failure.errors.find((error) => error.pointer === pointer) : undefined;
    return said && ruleMessage(said);
  }

  clear(): void {
    this.#turn += 1;
    this.draft = newDraft();
    this.faults = {};
    this.failure = this.quote = this.asked = undefined;
    this.busy = false;
    this.register = new Register();
    this.names = new Names();
  }

  /** What people call the goods of a line, of the answer that is shown. */
  nameOf(line: number): string {
    const sku = this.quote?.items[line]?.sku ?? "";
    const typed = this.asked?.items[line];
    return this.register.find(sku)?.name ?? (typed && isUnnamed(typed.sku) ? t("line-legend", { number: line + 1 }) : sku);
  }

  async #ask(request: QuoteRequest): Promise<void> {
    const turn = (this.#turn += 1);
    this.busy = true;
    const answer = await outcome(api.POST("/v1/quotes", { body: request }));
    if (turn !== this.#turn) return;
    this.busy = false;
    this.failure = answer.ok ? undefined : answer.failure;
    this.quote = answer.ok ? answer.value : undefined;
    this.asked = request;
  }
}

export const simulation = new Simulation();
