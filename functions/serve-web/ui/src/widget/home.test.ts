import { expect, test } from "vitest";
import { home } from "./home";

test("a script of the page knows where it came from, and so does a module", () => {
  expect(home({ src: "https://entrega.example/widget/entrega-quote.js?v=2" }, undefined)).toBe("https://entrega.example");
  for (const place of [
    "Error\n    at https://entrega.example/widget/entrega-quote.js:1:4021\n    at https://shop.example/cart.js:3:1",
    "Error\n    at Module.evaluate (https://entrega.example/widget/entrega-quote.js?v=2:1:12)",
    "@https://entrega.example/widget/entrega-quote.js:1:4021\n",
    "module code@https://entrega.example/widget/entrega-quote.js:1:4021",
  ]) {
    expect(home(null, place)).toBe("https://entrega.example");
  }
  expect(home({ src: "" }, "Error\n    at http://localhost:8080/widget/entrega-quote.js:1:2")).toBe("http://localhost:8080");
});

test("a bundle of the page's own does not, and is told so", () => {
  expect(home(null, "Error\n    at https://shop.example/assets/all-1a2b.js:1:4021")).toBeUndefined();
  expect(home(null, undefined)).toBeUndefined();
});
