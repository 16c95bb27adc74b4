import { language } from "../language/language.svelte";
import type { Failure, FieldError } from "./failure";

/** What is wrong with a field, in the reader's language where we have a sentence for the rule. */
export function ruleMessage(error: Pick<FieldError, "rule" | "detail">): string {
  return language.find(`rule-${error.rule}`) ?? error.detail ?? language.find("rule-unknown") ?? error.rule;
}

/** The first thing the server said about the field at `pointer`. */
export function fieldMessage(failure: Failure | undefined, pointer: string): string | undefined {
  if (failure?.kind !== "problem") return undefined;
  const error = failure.errors.find((one) => one.pointer === pointer);
  return error && ruleMessage(error);
}
