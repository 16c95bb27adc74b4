import { ask, chosenWindow, complete, total, written, type Item, type Option, type Quote, type Trouble, type Window } from "./ask";
import { readItems } from "./cart";
import { home } from "./home";
import style from "./style.css?inline";
import { View } from "./view";
import { price, words, type Words } from "./words";

const PAUSE = 250;
const TRIES = 3;
const LONGEST_WAIT = 60;

const origin = home(document.currentScript as HTMLScriptElement | null, new Error().stack);

/** What the shopper typed last, for every widget of this page and for no longer than the page lives. */
const remembered = new Map<string, string>();

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** What `entrega-quote:chosen` carries. */
interface Choice {
  quoteId: string;
  currency: string;
  postalCode: string;
  option: Option;
  /** The time of a delivery by appointment. */
  window: Window | null;
  /** What the shopper pays: the option and its window. */
  price: number;
}

/** `<entrega-quote>`: a postal code in, delivery options out. */
class EntregaQuote extends HTMLElement {
  static observedAttributes = ["publishable-key", "api", "sku", "quantity", "items", "country", "postal-code", "lang", "sales-channel", "allocate"];

  readonly #view: View;
  #words: Words = words([]);
  #items: Item[] | string | null | undefined;
  #quote: Quote | undefined;
  #choice: Choice | undefined;
  #asked = "";
  #turn: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #offline = false;
  readonly #pageLanguage = new MutationObserver(() => this.#speak());

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    this.#view = new View(root, {
      typed: () => this.#typed(),
      asked: () => this.#submitted(),
      chose: (option, quote, window) => this.#chose(option, quote, window),
    });
  }

  /** The cart as data, instead of the attributes `items`, `sku` and `quantity`. */
  get items(): Item[] {
    return readItems(this, this.#items);
  }
  set items(items: Item[] | string | null | undefined) {
    this.#items = items;
    this.#again();
  }

  /** What was answered last. */
  get quote(): Quote | undefined {
    return this.#quote;
  }

  /** What the shopper has chosen, if it is still offered. */
  get choice(): Choice | undefined {
    return this.#choice;
  }

  /** Asks again, as after a change of the cart that the widget cannot see. */
  refresh(): void {
    this.#asked = "";
    this.#again();
  }

  connectedCallback(): void {
    // A page may have set the property before this script ran.
    if (Object.hasOwn(this, "items")) {
      this.#items = this.items;
      delete (this as { items?: Item[] }).items;
    }
    addEventListener("online", this.#online);
    this.#pageLanguage.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    this.#speak();
    this.#code = this.getAttribute("postal-code") ?? remembered.get(this.#country) ?? "";
    this.#again();
  }

  disconnectedCallback(): void {
    removeEventListener("online", this.#online);
    this.#pageLanguage.disconnect();
    this.#stop();
    this.#asked = "";
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === "lang" || name === "country") this.#speak();
    if (name === "postal-code") this.#code = this.getAttribute(name) ?? "";
    this.#again();
  }

  get #country(): string {
    return this.getAttribute("country") ?? "BRA";
  }
  get #code(): string {
    return this.#view.input.value;
  }
  set #code(code: string) {
    this.#view.input.value = written(this.#country, code);
  }

  readonly #online = () => {
    if (this.#offline) this.#submitted();
  };

  /** In the widget's own language, else the page's, else the browser's. */
  #speak(): void {
    const before = this.#words.tag;
    this.#words = words([this.lang, this.closest("[lang]")?.getAttribute("lang"), document.documentElement.lang, ...navigator.languages]);
    this.#view.dress(this.#words, this.#country);
    if (before !== this.#words.tag) this.#again();
  }

  #typed(): void {
    const input = this.#view.input;
    const before = input.value.slice(0, input.selectionStart ?? 0).length;
    const atEnd = before === input.value.length;
    this.#code = input.value;
    if (!atEnd) input.setSelectionRange(before, before);
    this.#view.fault();
    this.#again();
  }

  /** The shopper asks: now, and what is wrong is said. */
  #submitted(): void {
    const { say } = this.#words;
    this.#tries = 0;
    this.#asked = "";
    if (complete(this.#country, this.#code)) return void this.#run();
    this.#view.fault(say(this.#code && this.#country === "BRA" ? "code-short" : "code-missing"));
    this.#view.input.focus();
  }

  /** Something changed: asks when it has been quiet for a moment and there is enough to ask with. */
  #again(): void {
    if (!this.isConnected) return;
    const { ask: present } = this.#present();
    if (present === this.#asked) return;
    this.#stop();
    if (!present) {
      this.#asked = "";
      return this.#settle(undefined, { kind: "empty" });
    }
    this.#timer = setTimeout(() => {
      this.#tries = 0;
      void this.#run();
    }, PAUSE);
  }

  /** Everything the answer depends on, as one text; empty when something is missing. */
  #present(): { ask: string; items: Item[] } {
    const { items } = this;
    const ready = complete(this.#country, this.#code) && this.isConnected;
    const parts = [this.getAttribute("publishable-key"), this.#api, this.#words.tag, this.#country, this.#code, items, this.getAttribute("sales-channel"), this.hasAttribute("allocate")];
    return { ask: ready ? JSON.stringify(parts) : "", items };
  }

  /** Where the API is; nothing when neither the page says so nor the script knows. */
  get #api(): string | undefined {
    return (this.getAttribute("api") ?? origin)?.replace(/\/$/, "");
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#turn?.abort();
    this.#turn = undefined;
  }

  async #run(): Promise<void> {
    this.#stop();
    const { ask: asked, items } = this.#present();
    if (!asked) return;
    this.#asked = asked;
    this.#offline = false;
    remembered.set(this.#country, this.#code);
    this.#view.fault();
    if (!items.length) return this.#settle(undefined, { kind: "note", text: this.#words.say("nothing"), retry: false });
    const api = this.#api;
    if (api === undefined) return this.#failed({ kind: "setup", why: "The script is in a bundle: say where the API is with the attribute api." });
    const turn = (this.#turn = new AbortController());
    this.#view.show(this.#quote ? { kind: "quote", quote: this.#quote, stale: true } : { kind: "loading" }, this.#words);
    this.#view.announce(this.#words.say("loading"));
    const request = { api, key: this.getAttribute("publishable-key") ?? "", language: this.#words.tag, country: this.#country, postalCode: this.#code, items, salesChannel: this.getAttribute("sales-channel") ?? "", allocate: this.hasAttribute("allocate") };
    const answer = await ask(request, turn.signal).catch(() => undefined);
    if (!answer || turn.signal.aborted) return;
    if ("kind" in answer) this.#failed(answer);
    else this.#answered(answer);
  }

  #answered(quote: Quote): void {
    const { say } = this.#words;
    this.#tell("quoted", quote);
    const [first] = quote.options;
    if (!first) {
      const empty = quote.items.every(({ availability }) => availability === "without_stock");
      return this.#settle(undefined, { kind: "note", text: say(empty ? "no-stock" : "none"), retry: false });
    }
    this.#settle(quote, { kind: "quote", quote, stale: false });
    const lowest = Math.min(...quote.options.map((option) => total(option, chosenWindow(option))));
    this.#view.announce(say("found", { count: quote.options.length, price: lowest ? price(lowest, quote.currency, this.#words) : say("free") }));
  }

  #failed(trouble: Trouble): void {
    const { say } = this.#words;
    this.#offline = trouble.kind === "offline";
    this.#tell("failed", trouble);
    if (trouble.kind === "setup") console.warn("<entrega-quote>", trouble.why);
    if (trouble.kind === "code") {
      this.#settle(undefined, { kind: "empty" });
      return this.#view.fault(say("code-unknown"));
    }
    if (trouble.kind === "crowded" && this.#tries < TRIES && trouble.after <= LONGEST_WAIT) {
      this.#tries += 1;
      return this.#countDown(trouble.after);
    }
    const text = say(trouble.kind === "offline" ? "offline" : trouble.kind === "setup" ? "unavailable" : "failed");
    this.#settle(undefined, { kind: "note", text, retry: trouble.kind !== "setup" });
  }

  /** Counts to the next try by itself; the shopper may be quicker. Only the first number is read out. */
  #countDown(seconds: number, first = true): void {
    if (seconds <= 0) return void this.#run();
    const text = this.#words.say("crowded", { seconds });
    if (first) this.#settle(undefined, { kind: "note", text, retry: true });
    else this.#view.show({ kind: "note", text, retry: true }, this.#words);
    this.#timer = setTimeout(() => this.#countDown(seconds - 1, false), 1000);
  }

  /** Shows how an ask ended, and holds the choice against it. */
  #settle(quote: Quote | undefined, outcome: Parameters<View["show"]>[0]): void {
    this.#quote = quote;
    const before = this.#choice;
    const option = quote?.options.find(({ id }) => id === before?.option.id);
    const window = option && chosenWindow(option, before?.window?.id);
    this.#view.mark(option?.id, window?.id);
    this.#view.show(outcome, this.#words);
    if (outcome.kind === "note") this.#view.announce(outcome.text);
    else if (outcome.kind === "empty") this.#view.announce("");
    if (!before) return;
    if (option && quote) this.#chose(option, quote, window);
    else {
      this.#choice = undefined;
      this.#tell("cleared", null);
    }
  }

  #chose(option: Option, quote: Quote, window?: Window): void {
    const { id: quoteId, currency } = quote;
    this.#choice = { quoteId, currency, postalCode: this.#code, option, window: window ?? null, price: total(option, window) };
    this.#tell("chosen", this.#choice);
  }

  #tell(name: "quoted" | "chosen" | "cleared" | "failed", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`entrega-quote:${name}`, { detail, bubbles: true, composed: true }));
  }
}

// A page may hold the script twice.
if (!customElements.get("entrega-quote")) customElements.define("entrega-quote", EntregaQuote);
