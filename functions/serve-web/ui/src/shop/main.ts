import "../tokens.css";
import "../base.css";
import { mount } from "svelte";
import "../shell/theme.svelte";
import { language } from "../language/language.svelte";
import Shop from "./Shop.svelte";

/** The widget as every shop loads it: one script, which holds nothing up. */
function loadWidget(): void {
  const script = document.createElement("script");
  script.src = "/widget/entrega-quote.js";
  script.async = true;
  document.head.append(script);
}

const target = document.getElementById("app");
if (target) {
  loadWidget();
  await language.start({
    "pt-BR": () => import("./pt-BR"),
    es: () => import("./es"),
    en: () => import("./en"),
  });
  mount(Shop, { target });
}
