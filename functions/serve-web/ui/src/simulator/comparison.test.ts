import { expect, test } from "vitest";
import type { Option } from "../api/wire";
import { prices, times } from "./comparison";

const price = (code: string, amount: number) => ({ code, name: code.toUpperCase(), amount });
const time = (code: string, from: string, to: string) => ({ code, name: code, duration: from === to ? "PT0S" : "PT1H", from: `2026-11-23T${from}:00-03:00`, to: `2026-11-23T${to}:00-03:00` });
const option = (parts: Partial<Option>) => ({ priceParts: [], timeParts: [], ...parts }) as unknown as Option;

test("parts stand side by side, each below the one that it follows", () => {
  const options = [
    option({ priceParts: [price("flat", 1000), price("weight", 200), price("rounding", 1)] }),
    option({ priceParts: [price("flat", 900), price("dock_fee", 150), price("rounding", 0)] }),
    option({ priceParts: [price("value", 30), price("flat", 5)] }),
  ];
  expect(prices(options)).toEqual([
    { code: "value", name: "VALUE", cells: [undefined, undefined, 30] },
    { code: "flat", name: "FLAT", cells: [1000, 900, 5] },
    { code: "dock_fee", name: "DOCK_FEE", cells: [undefined, 150, undefined] },
    { code: "weight", name: "WEIGHT", cells: [200, undefined, undefined] },
    { code: "rounding", name: "ROUNDING", cells: [1, undefined, undefined] },
  ]);
});

test("stretches of the same kind are one, and those without time are none", () => {
  const options = [option({ timeParts: [time("dock", "08:00", "10:00"), time("closed_days", "10:00", "10:00"), time("transit", "10:00", "11:00"), time("dock", "11:00", "12:30")] })];
  expect(times(options)).toEqual([
    { code: "dock", name: "dock", cells: [12_600_000] },
    { code: "transit", name: "transit", cells: [3_600_000] },
  ]);
});
