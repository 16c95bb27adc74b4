import { expect, test } from "vitest";
import { evidence, type Around } from "./evidence";

const upper = (id: string) => id.toUpperCase();
const around: Around = { quote: { currency: "BRL", destination: { country: "BRA", postalCode: "69005040" } }, places: { policy: upper, dock: upper, warehouse: upper, seller: upper } };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
/** Without messages a label is its key. */
const said = (reason: string, detail: Record<string, string>, more: Partial<Around> = {}) => evidence({ reason, detail }, { ...around, ...more }).map(({ label, value }) => [label, plain(value)]);

test("what is over a limit is said before the limit, both in the unit of the rule", () => {
  expect(said("weight_over_limit", { limit: "30000", weight: "31000" })).toEqual([["weight", "31 kg"], ["limit", "30 kg"]]);
  expect(said("package_too_large", { limit: "1050", measure: "largest_measure", value: "9540" })).toEqual([["measure", "954 cm"], ["limit", "105 cm"]]);
  expect(said("value_above_maximum", { limit: "10000", value: "11763.6" })).toEqual([["cart", "R$ 11.763,60"], ["maximum", "R$ 10.000,00"]]);
  expect(said("volume_over_limit", { limit: "200000", volume: "210000" })).toEqual([["volume", "210.000 cm³"], ["limit", "200.000 cm³"]]);
});

test("places are called by their names, codes of goods and addresses as people write them", () => {
  expect(said("no_stock_at_dock", { warehouses: "one, two" })).toEqual([["warehouses", "ONE e TWO"]]);
  expect(said("postal_code_not_served", { postalCode: "69005040" })).toEqual([["postalCode", "69005-040"]]);
  expect(said("seller_full", { seller: "abc" })).toEqual([["seller", "ABC"]]);
});

test("a distance is told only where the destination is a point", () => {
  expect(said("no_pickup_point_near", { limit: "50000" })).toEqual([["search", "dropped-by-code"]]);
  expect(said("no_pickup_point_near", { limit: "50000", nearest: "61234" }, { pointed: true })).toEqual([["nearest", "61,2 km"], ["limit", "50 km"]]);
});

test("of a route that was outranked only what differs is compared", () => {
  const detail = { decidedBy: "arrives", dock: "other", policy: "own", units: "1", winnerUnits: "1", arrives: "2026-12-11T19:39:00", winnerArrives: "2026-12-11T16:39:00", overhead: "PT0S", winnerOverhead: "PT30M" };
  const labels = evidence({ reason: "outranked", detail, policy: "own" }, around).map(({ label }) => label);
  expect(labels).toEqual(["winner", "decidedBy", "arrives", "overhead"]);
});

test("plans are compared by the same rule", () => {
  expect(said("dearer", { price: "52.5", winnerPrice: "45" }).map(([label]) => label)).toEqual(["price"]);
  expect(said("farther", { distance: "5200", winnerDistance: "1000" }).map(([label]) => label)).toEqual(["distance"]);
});
