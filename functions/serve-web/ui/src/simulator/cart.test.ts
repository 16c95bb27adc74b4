import { expect, test } from "vitest";
import { newLine, read, type Draft } from "./cart";
import { scale } from "./timeline";

const draft = (change: (draft: Draft) => void): Draft => {
  const made: Draft = { lines: [{ ...newLine(false), sku: "mug", quantity: "2" }], country: "BRA", postalCode: "69005-040", point: "", salesChannel: "", allocate: false };
  change(made);
  return made;
};

test("a cart of registered items asks with sku and quantity alone", () => {
  expect(read(draft(() => {}), "BRL")).toEqual({
    ok: true,
    request: { destination: { country: "BRA", postalCode: "69005-040" }, items: [{ sku: "mug", quantity: 2 }], currency: "BRL", explain: true },
  });
});

test("a free item travels with grams, millimetres and minor units", () => {
  const free = { ...newLine(true), sku: "box", price: "49,90", weight: "1250", length: "30", width: "20,5", height: "3" };
  const reading = read(draft((made) => (made.lines = [free])), "BRL");
  expect(reading.ok && reading.request.items).toEqual([{ sku: "box", quantity: 1, price: 4990, weight: 1250, dimensions: { height: 30, width: 205, length: 300 }, assumeStock: true }]);
});

test("a free item needs no code, and any line may say its cargo, its seller and that it is there", () => {
  const size = { weight: "900", length: "30", width: "20", height: "3" };
  const lines = [{ ...newLine(true), ...size, assumed: false }, { ...newLine(false), sku: "mug", modal: "GLASS", seller: "abc", assumed: true }];
  const reading = read(draft((made) => (made.lines = lines)), "BRL");
  expect(reading.ok && reading.request.items).toEqual([
    { sku: "sem-codigo-1", quantity: 1, weight: 900, dimensions: { height: 30, width: 200, length: 300 } },
    { sku: "mug", quantity: 1, modal: "GLASS", seller: "abc", assumeStock: true },
  ]);
});

test("everything that is wrong is said at once, at the field", () => {
  const reading = read(
    draft((made) => {
      made.lines = [{ ...newLine(true), quantity: "0", price: "x", weight: "-1" }];
      made.postalCode = "123";
    }),
    "BRL",
  );
  expect(reading).toEqual({
    ok: false,
    faults: {
      "/items/0/quantity": "positive",
      "/items/0/price": "money",
      "/items/0/weight": "positive",
      "/items/0/dimensions/height": "required",
      "/items/0/dimensions/width": "required",
      "/items/0/dimensions/length": "required",
      "/destination/postalCode": "cep",
    },
  });
});

test("a destination may be a point alone, and a cart of a sales channel says so", () => {
  const reading = read(draft((made) => Object.assign(made, { postalCode: "", point: " (-23.5614, -46.6559) ", salesChannel: "2" })), "BRL");
  expect(reading.ok && [reading.request.destination, reading.request.salesChannel]).toEqual([{ country: "BRA", point: { lat: -23.5614, lng: -46.6559 } }, "2"]);
  for (const point of ["-23.5614", "-91, 0", "0, 181", "a, b", "-23,5614 -46,6559"]) {
    const refused = read(draft((made) => (made.point = point)), "BRL");
    expect(refused).toEqual({ ok: false, faults: { "/destination/point": "point" } });
  }
});

test("a promise is drawn to scale, without the parts that take no time", () => {
  const part = (code: string, duration: string, from: string, to: string) => ({ code, name: code, duration, from, to });
  const drawn = scale(
    [
      part("lead_time", "PT0S", "2026-11-20T12:00:00-03:00", "2026-11-20T12:00:00-03:00"),
      part("dock", "PT12H", "2026-11-20T12:00:00-03:00", "2026-11-21T00:00:00-03:00"),
      part("transit", "PT36H", "2026-11-21T00:00:00-03:00", "2026-11-22T12:00:00-03:00"),
    ],
    "America/Sao_Paulo",
  );
  expect(drawn.spans.map(({ part: { code }, left, width }) => [code, left, width])).toEqual([["dock", 0, 25], ["transit", 25, 75]]);
  expect(drawn.days.map(({ left, width, weekend }) => [left, width, weekend])).toEqual([[25, 50, true], [75, 25, true]]);
});
