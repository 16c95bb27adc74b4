/** Pages of the console. A path that is none of them belongs to the server. */
const pages = [
  { name: "start", pattern: /^\/$/ },
  { name: "simulator", pattern: /^\/simulator$/ },
  { name: "freight-tables", pattern: /^\/freight-tables$/ },
  { name: "forgot-password", pattern: /^\/password-resets$/ },
  { name: "new-password", pattern: /^\/password-resets\/([\w.~-]+)$/ },
  { name: "invitation", pattern: /^\/invitations\/([\w.~-]+)$/ },
] as const;

export type Page = (typeof pages)[number]["name"] | "unknown";

interface Place {
  page: Page;
  token?: string;
}

function placeOf(path: string): Place {
  for (const { name, pattern } of pages) {
    const match = pattern.exec(path);
    if (match) return { page: name, token: match[1] };
  }
  return { page: "unknown" };
}

class Route {
  #path = $state(location.pathname);
  place = $derived(placeOf(this.#path));

  constructor() {
    addEventListener("popstate", () => (this.#path = location.pathname));
    document.addEventListener("click", (event) => this.#follow(event));
  }

  /** Shows a page; `replace` leaves no step back to the present one. */
  go(path: string, { replace = false } = {}): void {
    if (path !== location.pathname) history[replace ? "replaceState" : "pushState"](null, "", path);
    this.#path = path;
    scrollTo(0, 0);
  }

  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin || link.hash || placeOf(link.pathname).page === "unknown") return;
    event.preventDefault();
    this.go(link.pathname);
  }
}

export const route = new Route();
