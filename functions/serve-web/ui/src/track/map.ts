import { style } from "../map/style";
import type { Drawn, Way } from "./way";

/** Puts streets below the sketch of the recipient's page, where the deployment has a map of them and it answers. The sketch
 * stays where it does not, and where there are no scripts. */
async function streets(sketch: Element): Promise<Drawn | undefined> {
  const found = await style();
  const sheet = sketch.parentElement;
  const way = read(sketch);
  if (!found || !sheet || !way) return undefined;
  const { draw } = await import("./way");
  const box = document.createElement("div");
  box.className = "streets";
  sketch.before(box);
  const color = getComputedStyle(sketch.querySelector(".home") ?? sketch).fill;
  try {
    const drawn = await draw(box, found, way, color, sketch.getAttribute("aria-label") ?? "");
    sketch.remove();
    sheet.classList.add("on-streets");
    follow(box, drawn);
    return drawn;
  } catch {
    box.remove();
    return undefined;
  }
}

function read(sketch: Element | null): Way | undefined {
  const text = sketch?.getAttribute("data-way");
  return text ? (JSON.parse(text) as Way) : undefined;
}

/** The page replaces what it shows when something has changed: the map stays, and what is on it moves. */
function follow(box: Element, drawn: Drawn) {
  new MutationObserver(() => {
    const sketch = document.querySelector("svg.map");
    const way = read(sketch);
    if (!sketch || !way || sketch.parentElement === box.parentElement) return;
    sketch.parentElement?.classList.add("on-streets");
    sketch.replaceWith(box);
    drawn.move(way);
  }).observe(document.body, { childList: true });
}

const sketch = document.querySelector("svg.map");
if (sketch) void streets(sketch);
