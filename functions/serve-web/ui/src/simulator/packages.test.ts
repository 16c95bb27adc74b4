import { expect, test } from "vitest";
import type { Option } from "../api/wire";
import { journeys, packagesOf } from "./packages";

const parts = (code: string) => [{ code, name: code, duration: "P1D", from: "2026-11-23T08:00:00-03:00", to: "2026-11-24T08:00:00-03:00" }];
const [early, late] = ["2026-11-24T08:00:00-03:00", "2026-11-26T08:00:00-03:00"];
const option = (packages: object[]) => ({ promisedAt: late, businessDays: true, timeParts: parts("option"), packages }) as unknown as Option;
const told = (packages: object[]) => journeys(option(packages)).map(({ journey, last }) => [journey?.timeParts[0]?.code, last]);

test("each package has a journey, and the one that is waited for has the option's", () => {
  const packages = [{ promisedAt: early, timeParts: parts("one"), businessDays: false }, { promisedAt: late }, { promisedAt: late, timeParts: parts("three"), businessDays: true }];
  expect(told(packages)).toEqual([["one", false], ["option", true], ["three", false]]);
});

test("of a quote from before packages told theirs only the last one is known", () => {
  expect(told([{ promisedAt: early }, { promisedAt: late }])).toEqual([[undefined, false], ["option", true]]);
});

test("equal packages are counted", () => {
  expect(packagesOf(option([{ count: 3 }, {}]))).toBe(4);
});
