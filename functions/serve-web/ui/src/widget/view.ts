import { chosenWindow, total, type Option, type Quote, type Window } from "./ask";
import { marks } from "./marks";
import { appointment, price, promise, since, type Words } from "./words";

type Child = Node | string | false | undefined;

/** An element with properties and children, in one expression. */
function make<K extends keyof HTMLElementTagNameMap>(tag: K, props: Record<string, unknown>, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in made) (made as unknown as Record<string, unknown>)[name] = value;
    else if (value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** What is below the form: nothing, waiting, an answer, or why there is none. */
export type Outcome =
  | { kind: "empty" }
  | { kind: "loading" }
  | { kind: "note"; text: string; retry: boolean }
  | { kind: "quote"; quote: Quote; stale: boolean };

const POSTCODES = "https://buscacepinter.correios.com.br/app/endereco/index.php";

/** The face of one widget. It knows no network: it shows, and tells what the shopper does. */
export class View {
  readonly #form: HTMLFormElement;
  readonly #label = make("label", { className: "label", part: "label", htmlFor: "code" });
  readonly #help = make("a", { part: "help", href: POSTCODES, target: "_blank", rel: "noopener noreferrer" });
  readonly input = make("input", { id: "code", part: "input", autocomplete: "postal-code" });
  readonly #button = make("button", { className: "go", part: "button" });
  readonly #error = make("p", { id: "error", className: "error", part: "error", hidden: true });
  readonly #out = make("div", { className: "out", part: "result" });
  readonly #status = make("p", { className: "unseen", role: "status" });
  #chosen: string | undefined;
  #window: string | undefined;

  constructor(
    root: ShadowRoot,
    private readonly told: { typed(): void; asked(): void; chose(option: Option, quote: Quote, window?: Window): void },
  ) {
    this.#form = make("form", { part: "form", noValidate: true },
      this.#label,
      make("div", { className: "row" }, this.input, this.#button),
      this.#help,
      this.#error,
    );
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      told.asked();
    };
    this.input.oninput = () => told.typed();
    root.append(this.#form, this.#out, this.#status);
  }

  /** Writes the form in a language, for a country's codes. */
  dress({ say, tag }: Words, country: string): void {
    const brazil = country === "BRA";
    this.#form.lang = this.#out.lang = this.#status.lang = tag;
    this.#form.setAttribute("aria-label", say("form"));
    this.#label.textContent = say(brazil ? "cep" : "postal-code");
    this.#help.textContent = say("find-cep");
    this.#help.hidden = !brazil;
    this.#button.textContent = say("calculate");
    this.input.inputMode = brazil ? "numeric" : "text";
    this.input.placeholder = brazil ? "00000-000" : "";
    this.input.maxLength = brazil ? 9 : 12;
  }

  /** Says at the field what is wrong with it. */
  fault(text?: string): void {
    this.#error.textContent = text ?? "";
    this.#error.hidden = !text;
    for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", "error"]] as const) {
      if (text) this.input.setAttribute(name, value);
      else this.input.removeAttribute(name);
    }
    if (text) this.announce(text);
  }

  announce(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** The choice that is marked when options are shown again. */
  mark(id: string | undefined, window: string | undefined): void {
    this.#chosen = id;
    this.#window = window;
  }

  show(outcome: Outcome, words: Words): void {
    this.#out.setAttribute("aria-busy", String(outcome.kind === "loading" || (outcome.kind === "quote" && outcome.stale)));
    if (outcome.kind === "quote") this.#quote(outcome.quote, outcome.stale, words);
    else if (outcome.kind === "loading") this.#out.replaceChildren(...[1, 2, 3].map(() => make("div", { className: "wait", part: "waiting" })));
    else if (outcome.kind === "note") this.#note(outcome.text, outcome.retry, words);
    else this.#out.replaceChildren();
  }

  #note(text: string, retry: boolean, { say }: Words): void {
    const shown = this.#out.firstElementChild;
    // A count that goes down must not take the focus away from the button below it.
    if (shown?.part.contains("message") && shown.nextElementSibling?.localName === (retry ? "div" : undefined)) return void (shown.textContent = text);
    const button = retry && make("button", { type: "button", part: "retry", textContent: say("retry"), onclick: () => this.told.asked() });
    this.#out.replaceChildren(make("p", { className: "note", part: "message", textContent: text }), ...(button ? [make("div", {}, button)] : []));
  }

  #quote(quote: Quote, stale: boolean, words: Words): void {
    const shown = this.#out.querySelector("fieldset");
    if (stale && shown) return void shown.classList.add("stale");
    const root = this.#out.getRootNode() as ShadowRoot;
    const focused = root.activeElement instanceof HTMLInputElement && this.#out.contains(root.activeElement) ? root.activeElement.value : undefined;
    const partly = quote.items.some(({ availability }) => availability !== "available");
    this.#out.replaceChildren(
      ...(partly ? [make("p", { className: "note", part: "message", textContent: words.say("some-missing") })] : []),
      make("fieldset", { className: "options", part: "options" },
        make("legend", { className: "unseen", textContent: words.say("options") }),
        ...quote.options.flatMap((option) => this.#option(option, quote, words)),
      ),
    );
    if (focused) this.#out.querySelector<HTMLInputElement>(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }

  #option(option: Option, quote: Quote, words: Words): HTMLElement[] {
    const { say } = words;
    const cost = make("span", { className: "price", part: "price" });
    const tell = (window?: Window) => {
      const sum = total(option, window);
      cost.textContent = sum === 0 ? say("free") : price(sum, quote.currency, words);
    };
    const times = this.#times(option, quote, words, tell);
    const window = () => chosenWindow(option, times?.querySelector("select")?.value);
    tell(window());
    const shown = quote.options.length > 1 ? marks(option, quote.options) : [];
    // What comes by appointment comes in one of its windows, not by the day it could be there.
    const [first] = option.windows ?? [];
    const when = first ? since(first.from, quote.timeZone, words) : promise(option.promisedAt, quote.timeZone, words);
    const place = option.pickupPoint && `, ${say("at-point", { place: option.pickupPoint.name })}`;
    const choose = () => {
      this.mark(option.id, window()?.id);
      for (const other of this.#out.querySelectorAll<HTMLElement>(".times")) other.hidden = other !== times;
      this.told.chose(option, quote, window());
    };
    const label = make("label", { className: "option", part: "option" },
      make("input", { type: "radio", name: "option", value: option.id, checked: option.id === this.#chosen, onchange: choose }),
      make("span", {},
        make("span", { className: "name", part: "name", textContent: option.shippingMethod }),
        ...shown.map((mark) => make("span", { className: "mark", part: `mark ${mark}`, textContent: say(mark) })),
        make("time", { className: "when", part: "when", dateTime: first?.from ?? option.promisedAt, textContent: when + (place ?? "") }),
        !!option.windows?.length && make("span", { className: "when", part: "windows", textContent: say("windows", { count: option.windows.length }) }),
        ...(option.notices ?? []).map((notice) => make("span", { className: "when", part: "notice", textContent: notice })),
        !option.complete && make("span", { className: "when", part: "partial", textContent: say("incomplete") }),
      ),
      cost,
    );
    return times ? [label, times] : [label];
  }

  /** The times of a delivery by appointment, to choose one of them; shown while the option is chosen. */
  #times(option: Option, quote: Quote, words: Words, tell: (window?: Window) => void): HTMLElement | undefined {
    const { windows = [] } = option;
    if (!windows.length) return undefined;
    const mine = option.id === this.#chosen;
    const kept = chosenWindow(option, mine ? this.#window : undefined);
    const change = (event: Event) => {
      const window = chosenWindow(option, (event.target as HTMLSelectElement).value);
      this.mark(option.id, window?.id);
      tell(window);
      this.told.chose(option, quote, window);
    };
    const one = (window: Window) => make("option", { value: window.id, selected: window.id === kept?.id, textContent: appointment(window, quote.timeZone, quote.currency, words) });
    const select = make("select", { part: "times", onchange: change }, ...windows.map(one));
    return make("label", { className: "times", part: "time", hidden: !mine }, words.say("time"), select);
  }
}
