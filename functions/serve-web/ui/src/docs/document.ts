/** The parts of an OpenAPI 3.1 document that the page reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  example?: unknown;
  examples?: unknown[];
}
export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}
interface Content {
  description?: string;
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}
interface RawOperation {
  tags?: string[];
  summary?: string;
  description?: string;
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses?: Record<string, Content>;
  security?: Record<string, string[]>[];
}
export interface Document {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, RawOperation>>;
  security?: Record<string, string[]>[];
  components?: { schemas?: Record<string, Schema> };
}

export interface Operation {
  id: string;
  tag: string;
  method: string;
  path: string;
  summary: string;
  description?: string;
  open: boolean;
  parameters: Parameter[];
  request?: Schema;
  example?: unknown;
  answers: { status: string; description: string; schema?: Schema; kind?: string }[];
}

const methods = ["get", "post", "put", "patch", "delete"];

/** Every operation of a document, in its order. */
export function operations(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const raw = item[method];
      if (!raw) return [];
      const body = Object.values(raw.requestBody?.content ?? {})[0];
      return {
        id: `${method}${path}`.replace(/[^a-z0-9]+/gi, "-").replace(/-$/, ""),
        tag: raw.tags?.[0] ?? "API",
        method: method.toUpperCase(),
        path,
        summary: raw.summary ?? raw.operationId ?? path,
        description: raw.description,
        open: !(raw.security ?? document.security)?.some((way) => Object.keys(way).length),
        parameters: raw.parameters ?? [],
        request: body?.schema,
        example: body?.example,
        answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => {
          const [kind, content] = Object.entries(answer.content ?? {})[0] ?? [];
          return { status, description: answer.description ?? "", schema: content?.schema, kind };
        }),
      };
    }),
  );
}

/** Operations with every word of `text` somewhere in their name, path or fields. */
export function matching(all: Operation[], text: string): Operation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const heap = `${one.tag} ${one.method} ${one.path} ${one.summary} ${one.description ?? ""}`.toLowerCase();
    return words.every((word) => heap.includes(word));
  });
}

/** A reference followed to what it names. */
export function resolved(document: Document, schema: Schema): { name?: string; schema: Schema } {
  if (!schema.$ref) return { schema };
  const name = schema.$ref.split("/").pop() ?? "";
  return { name, schema: { ...document.components?.schemas?.[name], ...(schema.description ? { description: schema.description } : {}) } };
}

/** Fields of an object, those of its `allOf` parts included. */
export function fields(document: Document, schema: Schema): { name: string; required: boolean; schema: Schema }[] {
  const inherited = (schema.allOf ?? []).flatMap((part) => fields(document, resolved(document, part).schema));
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({ name, required: schema.required?.includes(name) ?? false, schema: field }));
  return [...inherited, ...own];
}

/** What a schema is, in a word or two. */
export function kind(document: Document, schema: Schema): string {
  if (schema.$ref) {
    const { name, schema: target } = resolved(document, schema);
    return target.enum ? kind(document, target) : (name ?? "object");
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" / ");
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((choice) => kind(document, choice)).join(" / ");
  const types = [schema.type ?? (schema.properties || schema.allOf ? "object" : "any")].flat();
  return types
    .map((type) => {
      if (type === "array") return `${kind(document, schema.items ?? {})}[]`;
      if (type === "object" && typeof schema.additionalProperties === "object") return `{ name: ${kind(document, schema.additionalProperties)} }`;
      return schema.format && type !== "null" && !/^int|^double|^float/.test(schema.format) ? `${type} (${schema.format})` : type;
    })
    .join(" / ");
}

/** The object inside a schema that has fields of its own to show; nothing for plain values. */
export function nested(document: Document, schema: Schema): Schema | undefined {
  const { schema: target } = resolved(document, schema);
  if (target.properties || target.allOf) return target;
  if (target.items) return nested(document, target.items);
  if (typeof target.additionalProperties === "object") return nested(document, target.additionalProperties);
  return (target.oneOf ?? target.anyOf)?.map((choice) => nested(document, choice)).find((found) => found !== undefined);
}
