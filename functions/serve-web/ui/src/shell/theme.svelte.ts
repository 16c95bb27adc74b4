const KEPT = "entrega.theme";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

function known(value: string | null): Theme {
  return themes.find((one) => one === value) ?? "system";
}

/** Light, dark, or what the system says. The choice stays on this device. */
class Appearance {
  chosen = $state<Theme>(known(localStorage.getItem(KEPT)));

  constructor() {
    this.#show();
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    if (theme === "system") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, theme);
    this.#show();
  }

  #show(): void {
    if (this.chosen === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = this.chosen;
  }
}

export const appearance = new Appearance();
