import { build, type Rollup } from "vite";
import { expect, test } from "vitest";

const LIMIT = 15 * 1024;

test("the widget is one script without imports, under 15 KB compressed", async () => {
  const built = await build({ configFile: "vite.widget.config.js", mode: "production", logLevel: "error", build: { write: false } });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rollup.RollupOutput;
  expect(output.map(({ fileName }) => fileName)).toEqual(["entrega-quote.js"]);
  const code = output[0].code;
  const stream = new Blob([code]).stream().pipeThrough(new CompressionStream("gzip"));
  const compressed = (await new Response(stream).arrayBuffer()).byteLength;
  console.info(`entrega-quote.js: ${code.length} bytes, ${compressed} compressed`);
  expect(compressed).toBeGreaterThan(2000);
  expect(compressed).toBeLessThan(LIMIT);
  expect(code).not.toMatch(/\bimport\b\s*[("{]/);
});
