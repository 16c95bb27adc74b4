import { expect, test } from "vitest";
import type { Quote } from "../api/wire";
import { compared, pairs } from "./other-version";

const quote = (...options: [id: string, price: number][]) => ({ options: options.map(([id, price]) => ({ id, shippingMethod: id.toUpperCase(), price })) }) as unknown as Quote;

test("what only one version offers is shown beside nothing", () => {
  const found = pairs(quote(["a", 100], ["b", 200]), quote(["b", 250], ["c", 300]));
  expect(found.map(({ id, name, now, other }) => [id, name, now?.price, other?.price])).toEqual([
    ["a", "A", 100, undefined],
    ["b", "B", 200, 250],
    ["c", "C", undefined, 300],
  ]);
});

test("a policy that the live table lost can be compared as well", () => {
  const answer = { tables: { b: 2 }, dropped: [{ policy: "c" }, { policy: "a" }, { policy: "b" }, { policy: "a" }] } as unknown as Quote;
  expect(compared(answer)).toEqual(["a", "b", "c"]);
});
