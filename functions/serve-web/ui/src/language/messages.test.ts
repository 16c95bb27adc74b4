import { FluentBundle, FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";
import enShop from "../shop/en";
import esShop from "../shop/es";
import ptShop from "../shop/pt-BR";
import enFiles from "./en";
import esFiles from "./es";
import ptFiles from "./pt-BR";

const all = [[ptFiles, ptShop], [esFiles, esShop], [enFiles, enShop]].map((files) => [...new Set(files.flat())].join("\n"));
const [pt, es, en] = all as [string, string, string];
const keys = (source: string) => [...source.matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1] ?? "");
const variables = (source: string, key: string) => {
  const body = new RegExp(`^${key} =([^]*?)(?=^[a-z#]|$(?![^]))`, "m").exec(source)?.[1] ?? "";
  return [...new Set([...body.matchAll(/\$(\w+)/g)].map((match) => match[1]))].sort();
};

test.each([["es", es], ["en", en]])("%s has the messages of pt-BR, in the same order, with the same variables", (_, source) => {
  expect(keys(source)).toEqual(keys(pt));
  for (const key of keys(pt)) expect([key, variables(source, key)]).toEqual([key, variables(pt, key)]);
});

test.each([["pt-BR", pt], ["es", es], ["en", en]])("%s is read without errors", (tag, source) => {
  expect(new FluentBundle(tag).addResource(new FluentResource(source))).toEqual([]);
});

test("every message that a screen names exists", () => {
  const sources = import.meta.glob<string>(["../**/*.svelte", "../**/*.ts", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });
  const named = Object.values(sources).flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1] ?? ""));
  expect(named.length).toBeGreaterThan(50);
  expect([...new Set(named)].filter((key) => !keys(pt).includes(key))).toEqual([]);
});
