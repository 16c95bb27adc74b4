/** How every publishable key begins. */
export const PREFIX = "pk_";

/** The publishable key in the address of the page, after `#key=`: it stays in the browser and out of logs. */
export function keyOf(hash: string): string | undefined {
  const key = new URLSearchParams(hash.replace(/^#/, "")).get("key")?.trim();
  return key?.startsWith(PREFIX) ? key : undefined;
}
