const SCRIPT = /https?:\/\/[^\s"'<>()@]+\/entrega-quote\.js/;

/**
 * The origin that this script came from, which is where the API is unless the page says otherwise. A module is no
 * `currentScript`, and what knows its own address as a module is not allowed in any other script: there the place of a
 * failure names it. Nothing when it is not known, as in a bundle of the page's own.
 */
export function home(current: { src?: string } | null, place: string | undefined): string | undefined {
  const address = current?.src || SCRIPT.exec(place ?? "")?.[0];
  return address && new URL(address).origin;
}
