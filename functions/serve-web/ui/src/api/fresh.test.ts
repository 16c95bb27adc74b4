import { afterEach, expect, test, vi } from "vitest";
import { freshKey, oneAtATime } from "./fresh";

afterEach(() => vi.unstubAllGlobals());

test("keys are made where the browser gives random bytes only", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = new Set(Array.from({ length: 100 }, freshKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});

test("things are done one after the other where the browser has no locks, also after one that failed", async () => {
  vi.stubGlobal("navigator", {});
  const seen: string[] = [];
  const work = (name: string, fails = false) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const all = [oneAtATime("lock", work("a")), oneAtATime("lock", work("b", true)), oneAtATime("lock", work("c"))];
  const ended = await Promise.allSettled(all);
  expect(ended.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("things are done under the browser's own lock where it has one", async () => {
  const request = vi.fn((_name: string, work: () => Promise<string>) => work());
  vi.stubGlobal("navigator", { locks: { request } });
  expect(await oneAtATime("lock", async () => "done")).toBe("done");
  expect(request.mock.calls[0]?.[0]).toBe("lock");
});
