/**
 * A key that no other request has. `crypto.randomUUID` is for pages from https and from this very machine alone; others
 * have random bytes all the same.
 */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Does one thing at a time, in all tabs under a name. Pages that come neither from https nor from this machine have no
 * locks over tabs: there it is one at a time in this tab.
 */
export function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = navigator.locks;
  if (locks) return locks.request(name, work) as Promise<T>;
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
