import { afterEach, expect, test, vi } from "vitest";
import { ask, complete, written } from "./ask";
import { readItems } from "./cart";

const request = { api: "https://api.example", key: "pk_x", language: "pt-BR", country: "BRA", postalCode: "69005-040", items: [{ sku: "mug", quantity: 2 }] };
const answers = (status: number, body: unknown, headers = {}) => vi.stubGlobal("fetch", vi.fn(async () => new Response(JSON.stringify(body), { status, headers })));
const asked = () => ask(request, new AbortController().signal);
const of = (attributes: Record<string, string>) => readItems({ getAttribute: (name) => attributes[name] ?? null });

afterEach(() => vi.unstubAllGlobals());

test("a cart travels with the key, in the shopper's language, without credentials", async () => {
  answers(201, { id: "q", options: [] });
  await asked();
  const [url, init] = vi.mocked(fetch).mock.calls[0] as [string, RequestInit];
  expect(url).toBe("https://api.example/v1/quotes");
  expect(init.credentials).toBe("omit");
  expect(init.headers).toMatchObject({ "X-Entrega-Key": "pk_x", "Accept-Language": "pt-BR" });
  expect(JSON.parse(String(init.body))).toEqual({ destination: { country: "BRA", postalCode: "69005-040" }, items: [{ sku: "mug", quantity: 2 }] });
});

test("a channel and the choice of sellers travel where the page asks for them", async () => {
  answers(201, { id: "q", options: [] });
  await ask({ ...request, salesChannel: "2", allocate: true }, new AbortController().signal);
  const [, init] = vi.mocked(fetch).mock.calls[0] as [string, RequestInit];
  expect(JSON.parse(String(init.body))).toMatchObject({ salesChannel: "2", allocate: true });
});

test.each([
  [429, {}, { "retry-after": "7" }, { kind: "crowded", after: 7 }],
  [503, {}, {}, { kind: "crowded", after: 2 }],
  [500, { code: "internal" }, {}, { kind: "failed" }],
  [422, { errors: [{ pointer: "/destination/postalCode" }] }, {}, { kind: "code" }],
])("an answer of %d is told apart by what the shopper can do", async (status, body, headers, expected) => {
  answers(status, body, headers);
  expect(await asked()).toEqual(expected);
});

test("a fault of the page is told to whoever built it", async () => {
  answers(403, { code: "origin_not_allowed", detail: "Add the origin to the key." });
  expect(await asked()).toEqual({ kind: "setup", why: "403 origin_not_allowed Add the origin to the key." });
  answers(422, { code: "invalid_fields", errors: [{ pointer: "/items/0/sku" }, { pointer: "/destination/country" }] });
  expect(await asked()).toMatchObject({ kind: "setup" });
});

test("no answer is no reason to throw, unless the caller gave up", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  vi.stubGlobal("fetch", vi.fn(async () => { throw new TypeError("network"); }));
  expect(await asked()).toEqual({ kind: "offline" });
  vi.stubGlobal("navigator", { onLine: true });
  expect(await asked()).toEqual({ kind: "failed" });
  await expect(ask(request, AbortSignal.abort())).rejects.toThrow();
});

test("attributes name a cart", () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  expect(of({ sku: "mug" })).toEqual([{ sku: "mug", quantity: 1 }]);
  expect(of({ sku: "mug", quantity: "3" })).toEqual([{ sku: "mug", quantity: 3 }]);
  expect(of({ sku: "mug", items: '[{"sku":"vase","quantity":1}]' })).toEqual([{ sku: "vase", quantity: 1 }]);
  expect(readItems({ getAttribute: () => "[]" }, [{ sku: "vase", quantity: 1 }])).toEqual([{ sku: "vase", quantity: 1 }]);
  expect(readItems({ getAttribute: () => "mug" }, '[{"sku":"vase","quantity":1}]')).toEqual([{ sku: "vase", quantity: 1 }]);
  expect([of({}), of({ sku: "mug", quantity: "0" }), of({ items: "" })]).toEqual([[], [], []]);
  expect(warned).not.toHaveBeenCalled();
  expect([of({ items: "{" }), of({ items: "{}" })]).toEqual([[], []]);
  expect(warned).toHaveBeenCalledTimes(2);
});

test("a code is complete and written as in its country", () => {
  expect([complete("BRA", "69005-04"), complete("BRA", "69005040"), complete("ARG", "C1"), complete("ARG", "C1425")]).toEqual([false, true, false, true]);
  expect([written("BRA", "690050409"), written("BRA", "69005"), written("ARG", "C1425 ABC")]).toEqual(["69005-040", "69005", "C1425 ABC"]);
});
