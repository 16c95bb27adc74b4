import { LngLatBounds, Map, Marker, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(worker);

const CLOSEST = 16;
const AROUND = 44;

/** A longitude and a latitude. */
export type Spot = [number, number];

/** What the page says of the way. */
export interface Way {
  driver: Spot;
  /** Whether the driver is only about there. */
  about: boolean;
  /** From the driver to the home. */
  way: Spot[];
  home: Spot;
}

export interface Drawn {
  move(way: Way): void;
}

const line = (way: Way) => ({ type: "Feature" as const, properties: {}, geometry: { type: "LineString" as const, coordinates: way.way } });

const pin = (name: string, at: Spot, map: Map) => {
  const element = document.createElement("div");
  element.className = `spot ${name}`;
  return new Marker({ element }).setLngLat(at).addTo(map);
};

/** Draws a way on the streets of a style. */
export function draw(container: HTMLElement, style: StyleSpecification, way: Way, color: string, title: string): Promise<Drawn> {
  const bounds = way.way.reduce((bounds, spot) => bounds.extend(spot), new LngLatBounds());
  const map = new Map({
    container,
    style,
    bounds,
    fitBoundsOptions: { padding: AROUND, maxZoom: CLOSEST },
    locale: { "Map.Title": title },
    cooperativeGestures: true,
    attributionControl: { compact: true },
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl(), "bottom-left");
  const driver = pin(way.about ? "about" : "car", way.driver, map);
  pin("home", way.home, map);
  return new Promise((done, failed) => {
    map.once("load", () => {
      map.addSource("way", { type: "geojson", data: line(way) });
      map.addLayer({ id: "way", type: "line", source: "way", layout: { "line-cap": "round" }, paint: { "line-color": color, "line-width": 3, "line-dasharray": [0, 2.2] } });
      done({
        move(next) {
          driver.setLngLat(next.driver);
          driver.getElement().className = driver.getElement().className.replace(/\b(about|car)\b/, next.about ? "about" : "car");
          map.getSource<GeoJSONSource>("way")?.setData(line(next));
        },
      });
    });
    map.once("error", ({ error }) => failed(error));
  });
}
