import { LngLatBounds, Map, Marker, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Place } from "./place";
import { style } from "./style";

setWorkerUrl(worker);

const CLOSEST = 15;

/** A ground without streets, for when nobody answers at the address of the style. */
const plain = (ground: string): StyleSpecification => ({ version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": ground } }] });

export interface Chart {
  /** Whether there are streets below the places. */
  detailed: boolean;
  remove(): void;
}

/** Draws places on a map. The map of streets comes from the deployment's style; without it the places alone are shown. */
export async function chart(container: HTMLElement, places: Place[], words: Record<string, string>): Promise<Chart> {
  const found = await style();
  const ground = getComputedStyle(container).getPropertyValue("background-color");
  const bounds = new LngLatBounds();
  for (const { lng, lat } of places) bounds.extend([lng, lat]);
  const map = new Map({
    container,
    style: found ?? plain(ground),
    bounds,
    fitBoundsOptions: { padding: 56, maxZoom: CLOSEST },
    locale: words,
    cooperativeGestures: true,
    attributionControl: found ? { compact: true } : false,
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl(), "bottom-left");
  for (const [index, place] of places.entries()) {
    const pin = document.createElement("div");
    pin.className = "pin";
    pin.textContent = String(index + 1);
    new Marker({ element: pin }).setLngLat([place.lng, place.lat]).addTo(map);
    pin.setAttribute("aria-label", place.name);
  }
  return {
    detailed: found !== undefined,
    remove: () => map.remove(),
  };
}
