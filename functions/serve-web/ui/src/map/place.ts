/** A named place on a map, WGS 84. */
export interface Place {
  id: string;
  name: string;
  lat: number;
  lng: number;
}
