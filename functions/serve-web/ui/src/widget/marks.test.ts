import { expect, test } from "vitest";
import { marks } from "./marks";

const option = (price: number, day: string, cheapest: boolean, fastest: boolean) => ({ price, promisedAt: `2026-11-${day}T18:00:00-03:00`, cheapest, fastest });

test("the cheapest pickup is not called cheapest beside a cheaper delivery, nor the fastest fastest", () => {
  const delivery = option(900, "23", true, true);
  const pickup = option(1000, "30", true, true);
  const same = option(900, "30", true, false);
  expect(marks(delivery, [delivery, pickup, same])).toEqual(["cheapest", "fastest"]);
  expect(marks(pickup, [delivery, pickup, same])).toEqual([]);
  expect(marks(same, [delivery, pickup, same])).toEqual(["cheapest"]);
  expect(marks(option(1, "01", false, false), [delivery])).toEqual([]);
});

test("what comes by appointment is as dear and as late as its first window", () => {
  const delivery = { ...option(900, "23", true, true), windows: [{ to: "2026-11-24T12:00:00-03:00", price: 200 }, { to: "2026-11-24T18:00:00-03:00", price: 150 }] };
  expect(marks(delivery, [delivery, option(1000, "23", true, true)])).toEqual([]);
  expect(marks(delivery, [delivery, option(1100, "25", true, true)])).toEqual(["cheapest", "fastest"]);
});
