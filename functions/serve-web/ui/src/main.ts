import "./font.css";
import "./tokens.css";
import "./base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { language } from "./language/language.svelte";
import "./shell/theme.svelte";

const target = document.getElementById("app");
if (target) {
  await language.start();
  mount(App, { target });
}
