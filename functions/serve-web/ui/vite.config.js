import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** Puts `.br` and `.gz` beside every file that shrinks: no gateway in front of the faces compresses. */
function compressed() {
  return {
    name: "compressed",
    apply: "build",
    async closeBundle() {
      for (const entry of await readdir("dist", { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(html|js|css|svg)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const plain = await readFile(path);
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
        await writeFile(`${path}.br`, brotliCompressSync(plain, { params }));
        await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), compressed()],
  build: {
    target: "es2022",
    // A data: address would need its own word in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { console: "index.html", docs: "docs.html", problems: "problems.html" } },
  },
  server: {
    host: "127.0.0.1",
    // Messages live beside the Rust crate that reads them too.
    fs: { allow: ["../../.."] },
    proxy: { "/v1": "http://127.0.0.1:8080", "/_s3": "http://127.0.0.1:8080", "/openapi.json": "http://127.0.0.1:8080" },
  },
});
