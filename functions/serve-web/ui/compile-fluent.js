import { readFile } from "node:fs/promises";
import { FluentResource } from "@fluent/bundle";

/** Text, the value of a variable, or a choice by a count; anything else a message could hold is refused. */
function piece(element) {
  if (typeof element === "string") return element;
  if (element.type === "var") return [element.name];
  if (element.type === "select" && element.selector.type === "var") {
    const variants = element.variants.map(({ key, value }) => [String(key.value), pattern(value)]);
    return [element.selector.name, variants[element.star][0], Object.fromEntries(variants)];
  }
  throw new Error(`the widget does not know ${element.type} in a message`);
}

const pattern = (value) => (typeof value === "string" ? value : value.map(piece));

/** The messages of a Fluent source as plain data, so that the widget needs no Fluent when it runs. What all ids begin with is left out. */
export function compile(source) {
  return Object.fromEntries(new FluentResource(source).body.map(({ id, value }) => [id.replace(/^widget-/, ""), pattern(value)]));
}

/** Lets a module import `file.ftl?compiled`. */
export function compiledFluent() {
  const MARK = ".ftl?compiled";
  return {
    name: "compiled-fluent",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(MARK)) return null;
      const file = id.slice(0, -"?compiled".length);
      this.addWatchFile(file);
      return { code: `export default ${JSON.stringify(compile(await readFile(file, "utf8")))}`, map: null };
    },
  };
}
