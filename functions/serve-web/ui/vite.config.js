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
    rollupOptions: { input: { console: "index.html", docs: "docs.html", problems: "problems.html", shop: "shop.html" } },
  },
  server: {
    host: "127.0.0.1",
    // Messages live beside the Rust crate that reads them too.
    fs: { allow: ["../../.."] },
    proxy: { "/v1": "http://127.0.0.1:8080", "/_s3": "http://127.0.0.1:8080", "/openapi.json": "http://127.0.0.1:8080", "/widget": "http://127.0.0.1:8080" },
  },
});
