import { defineConfig } from "vite";
import { compiledFluent } from "./compile-fluent.js";
import { compressed } from "./compressed.js";

/** The storefront widget: one script without imports, at an address that stays. */
export default defineConfig({
  plugins: [compiledFluent(), compressed()],
  publicDir: false,
  build: {
    target: "es2022",
    // What would be made of newer words for older browsers does not work below a shadow root.
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    outDir: "dist/widget",
    emptyOutDir: true,
    lib: { entry: "src/widget/entrega-quote.ts", formats: ["iife"], name: "EntregaQuote", fileName: () => "entrega-quote.js" },
  },
});
