import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { compiledFluent } from "./compile-fluent.js";
import { compressed } from "./compressed.js";

export default defineConfig({
  plugins: [svelte(), compiledFluent(), compressed()],
  build: {
    target: "es2022",
    // A data: address would need its own word in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { console: "index.html", docs: "docs.html", problems: "problems.html", shop: "shop.html", streets: "src/track/map.ts" },
      // The recipient's page is made elsewhere, and knows this one script by a name that stays.
      output: { entryFileNames: ({ name }) => (name === "streets" ? "track/streets.js" : "assets/[name]-[hash].js") },
    },
  },
  server: {
    host: "127.0.0.1",
    // Messages live beside the Rust crate that reads them too.
    fs: { allow: ["../../.."] },
    proxy: { "/v1": "http://127.0.0.1:8080", "/_s3": "http://127.0.0.1:8080", "/openapi.json": "http://127.0.0.1:8080", "/widget": "http://127.0.0.1:8080" },
  },
});
