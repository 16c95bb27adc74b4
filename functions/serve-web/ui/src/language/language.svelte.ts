import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

/** Languages of the product, in the order they are offered. */
export const languages = { "pt-BR": "Português", es: "Español", en: "English" } as const;
export type Language = keyof typeof languages;

const KEPT = "entrega.language";

/** Where the message files of each language are. */
type Sources = Record<Language, () => Promise<{ default: string[] }>>;

const everything: Sources = {
  "pt-BR": () => import("./pt-BR"),
  es: () => import("./es"),
  en: () => import("./en"),
};

/** The language of ours that a BCP 47 tag asks for. */
export function closest(tag: string | undefined): Language | undefined {
  const base = tag?.toLowerCase().split("-")[0];
  return (Object.keys(languages) as Language[]).find((one) => one.toLowerCase().split("-")[0] === base);
}

/** The language of the page: the reader's choice on this device, else the user's, else the browser's. */
class Reading {
  tag = $state<Language>("pt-BR");
  #bundle = $state.raw<FluentBundle>();
  #sources = everything;

  /** Chooses a language. A page with messages of its own says where they are. */
  async start(sources = everything): Promise<void> {
    this.#sources = sources;
    const wanted = [localStorage.getItem(KEPT) ?? undefined, ...navigator.languages];
    await this.#speak(wanted.map(closest).find((one) => one !== undefined) ?? "en");
  }

  /** The reader's own choice: it stays on this device. */
  async choose(tag: Language): Promise<void> {
    localStorage.setItem(KEPT, tag);
    await this.#speak(tag);
  }

  /** The language of the user's record, unless this reader chose another one. */
  async follow(tag: string): Promise<void> {
    const own = closest(tag);
    if (own && own !== this.tag && !localStorage.getItem(KEPT)) await this.#speak(own);
  }

  /** The message `id`, or nothing when there is no such message. */
  find(id: string, values?: Record<string, FluentVariable>): string | undefined {
    const pattern = this.#bundle?.getMessage(id)?.value;
    return pattern ? this.#bundle?.formatPattern(pattern, values ?? null, []) : undefined;
  }

  async #speak(tag: Language): Promise<void> {
    const { default: files } = await this.#sources[tag]();
    const bundle = new FluentBundle(tag, { useIsolating: false });
    for (const file of files) bundle.addResource(new FluentResource(file));
    this.#bundle = bundle;
    this.tag = tag;
    document.documentElement.lang = tag;
  }
}

export const language = new Reading();

/** The message `id` in the reader's language. */
export function t(id: string, values?: Record<string, FluentVariable>): string {
  return language.find(id, values) ?? id;
}
