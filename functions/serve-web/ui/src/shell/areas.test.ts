import { expect, test } from "vitest";
import { areasFor, closed } from "./areas";

test("each role sees what the API lets it into", () => {
  for (const [role, pages] of [
    ["manager", ["simulator", "freight-tables"]],
    ["operator", ["simulator", "freight-tables"]],
    ["partner", ["simulator"]],
    ["carrier", ["simulator"]],
    ["support", ["simulator"]],
    ["driver", []],
    [undefined, []],
  ] as const) {
    expect(areasFor(role).map((area) => area.page)).toEqual(pages);
  }
  expect(closed("freight-tables", "support")).toBe(true);
  expect(closed("freight-tables", "operator")).toBe(false);
  expect(closed("unknown", "driver")).toBe(false);
});
