import { expect, test } from "vitest";
import en from "../../../../../shared/i18n/messages/en/widget.ftl?compiled";
import es from "../../../../../shared/i18n/messages/es/widget.ftl?compiled";
import portuguese from "../../../../../shared/i18n/messages/pt-BR/widget.ftl?compiled";
import { price, promise, since, words } from "./words";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const now = Date.parse("2026-11-22T23:30:00-03:00");
const zone = "America/Sao_Paulo";

test.each([
  [["es-MX"], "es"],
  [["", null, "fr", "pt"], "pt-BR"],
  [["en_GB", "pt-BR"], "en"],
  [["fr", "de"], "en"],
  [[], "en"],
])("of the languages %j the widget speaks %s", (wanted, tag) => {
  expect(words(wanted).tag).toBe(tag);
});

test.each([
  ["2026-11-27T18:00:00-03:00", "pt-BR", "até sexta, 27 de nov."],
  ["2026-11-28T18:00:00-03:00", "pt-BR", "até sábado, 28 de nov."],
  ["2026-11-27T18:00:00-03:00", "es", "hasta el viernes, 27 nov"],
  ["2026-11-27T18:00:00-03:00", "en", "by Friday, Nov 27"],
  ["2026-11-23T18:00:00-03:00", "pt-BR", "até amanhã"],
  ["2026-11-22T23:45:00-03:00", "pt-BR", "hoje, até 23:45"],
])("%s is promised in %s as %j", (instant, tag, expected) => {
  expect(plain(promise(instant, zone, words([tag]), now))).toBe(expected);
});

test("an appointment comes from the first of its days on", () => {
  const said = (instant: string) => plain(since(instant, zone, words(["pt-BR"]), now));
  expect(["2026-11-27T08:00:00-03:00", "2026-11-23T08:00:00-03:00", "2026-11-22T23:45:00-03:00"].map(said)).toEqual(["a partir de sexta, 27 de nov.", "a partir de amanhã", "a partir de hoje"]);
});

test("which day it is depends on the clock of the place, not of the shopper", () => {
  // 00:30 of the 23rd in São Paulo is still the 22nd in Manaus.
  const said = (place: string) => plain(promise("2026-11-23T00:30:00-03:00", place, words(["en"]), now));
  expect([said(zone), said("America/Manaus")]).toEqual(["by tomorrow", "today, by 11:30 PM"]);
});

test.each([
  [4590, "BRL", "pt-BR", "R$ 45,90"],
  [5, "BRL", "en", "R$0.05"],
  [1500, "CLP", "es", "1500 $"],
])("%d minor units of %s are written in %s as %s", (minor, currency, tag, expected) => {
  expect(plain(price(minor, currency, words([tag])))).toBe(expected);
});

test.each([
  ["pt-BR", 1, "Uma opção de entrega, por x."],
  ["pt-BR", 4, "4 opções de entrega, a partir de x."],
  ["en", 1, "One delivery option, for x."],
])("a count chooses its words in %s: %d", (tag, count, expected) => {
  expect(words([tag]).say("found", { count, price: "x" })).toBe(expected);
});

test("the three languages say the same things with the same variables", () => {
  const variables = (pattern: unknown): string[] =>
    Array.isArray(pattern) ? pattern.flatMap((piece) => (Array.isArray(piece) ? [String(piece[0]), ...Object.values(piece[2] ?? {}).flatMap(variables)] : [])) : [];
  const shape = (messages: Record<string, unknown>) => Object.entries(messages).map(([id, pattern]) => [id, [...new Set(variables(pattern))].sort()]);
  const pt = shape(portuguese);
  expect(pt.length).toBeGreaterThan(20);
  expect(shape(es)).toEqual(pt);
  expect(shape(en)).toEqual(pt);
  const sources = import.meta.glob<string>(["./*.ts", "!./*.test.ts"], { query: "?raw", import: "default", eager: true });
  const said = Object.values(sources).join("\n");
  expect(pt.map(([id]) => id as string).filter((id) => !said.includes(`"${id}"`))).toEqual([]);
});
