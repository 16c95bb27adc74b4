import { expect, test } from "vitest";
import { duration, midnights, moment, money, scaled } from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [4590, "BRL", "pt-BR", "R$ 45,90"],
  [5, "BRL", "pt-BR", "R$ 0,05"],
  [-150, "BRL", "en", "-R$1.50"],
  [1500, "CLP", "es", "1500 $"],
  [9007199254740991, "USD", "en", "$90,071,992,547,409.91"],
])("%d minor units of %s are written in %s as %s", (minor, currency, locale, expected) => {
  expect(plain(money(minor, currency, locale))).toBe(expected);
});

test.each([
  ["49,90", 2, 4990],
  ["49.9", 2, 4990],
  ["1.249,90", 2, 124990],
  ["1,249.90", 2, 124990],
  ["1 249,90", 2, 124990],
  ["20,5", 1, 205],
  ["20,55", 1, undefined],
  ["12.500.000", 0, 12500000],
  ["-1", 2, undefined],
  ["1e3", 2, undefined],
  ["", 2, undefined],
])("typed %j with %d places is %s", (text, digits, expected) => {
  expect(scaled(text, digits)).toBe(expected);
});

test.each([
  ["P1D", "pt-BR", "1 dia"],
  ["P1DT12H", "pt-BR", "1 dia 12 h"],
  ["PT36H", "en", "1 day 12 hr"],
  ["PT45M", "es", "45 min"],
  ["PT0S", "en", ""],
])("%s is said in %s as %j", (iso, locale, expected) => {
  expect(plain(duration(iso, locale))).toBe(expected);
});

test.each([
  ["pt-BR", "sex., 11/12, 16:39"],
  ["es", "vie, 11/12, 16:39"],
  ["en", "Fri, Dec 11, 4:39 PM"],
])("a moment cannot be taken for another day in %s", (locale, expected) => {
  expect(plain(moment("2026-12-11T16:39:00-03:00", "America/Sao_Paulo", locale))).toBe(expected);
});

test("days begin at the midnights of the place, also when its clocks change", () => {
  const found = midnights(Date.parse("2026-10-30T12:00:00-04:00"), Date.parse("2026-11-03T12:00:00-05:00"), "America/New_York");
  expect(found.map((at) => new Date(at).toISOString())).toEqual([
    "2026-10-31T04:00:00.000Z",
    "2026-11-01T04:00:00.000Z",
    "2026-11-02T05:00:00.000Z",
    "2026-11-03T05:00:00.000Z",
  ]);
});
