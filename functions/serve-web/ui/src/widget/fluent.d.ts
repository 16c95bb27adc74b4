/** A Fluent file, compiled when the widget is built: see `compile-fluent.js`. */
declare module "*.ftl?compiled" {
  export type Pattern = string | Piece[];
  /** Text, the value of a variable, or a choice by a count. */
  export type Piece = string | [variable: string] | [variable: string, otherwise: string, variants: Record<string, Pattern>];
  const messages: Record<string, Pattern>;
  export default messages;
}
