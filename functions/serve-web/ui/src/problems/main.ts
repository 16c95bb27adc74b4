import "../font.css";
import "../tokens.css";
import "../base.css";
import { mount } from "svelte";
import "../shell/theme.svelte";
import { language } from "../language/language.svelte";
import ProblemPage from "./ProblemPage.svelte";

const target = document.getElementById("app");
if (target) {
  await language.start();
  mount(ProblemPage, { target });
}
