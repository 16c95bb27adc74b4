import type { paths } from "./schema";

type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : never;
type Ok<O, S extends number> = O extends { responses: Record<S, infer R> } ? Json<R> : never;
type Body<O> = O extends { requestBody: infer R } ? Json<R> : never;

/** A noun whose id may be left out of a body, but never of an answer. */
type Named<T> = Omit<T, "id"> & { id: string };

/** What the console says and hears, named from the paths of the API document. */
export type Session = Ok<paths["/v1/sessions"]["post"], 200>;
export type Invitation = Ok<paths["/v1/invitations/{token}"]["get"], 200>;
export type QuoteRequest = Body<paths["/v1/quotes"]["post"]>;
export type QuoteItem = QuoteRequest["items"][number];
export type Quote = Ok<paths["/v1/quotes"]["post"], 201>;
export type Option = Quote["options"][number] & { pickupPoint?: PickupPoint | null };
export type TimePart = Option["timeParts"][number];
/** `count` equal packages, stated once; `price` is that of one. */
export type Package = Option["packages"][number] & { count?: number };
export type Dropped = NonNullable<Quote["dropped"]>[number];
/** How a cart was given out among the account and those who act in its name: who was thought of, and the plans. */
export type Allocation = NonNullable<Quote["allocation"]>;
export type Plan = Allocation["plans"][number];
export type Seller = Named<Ok<paths["/v1/sellers"]["get"], 200>["items"][number]>;
export type Sku = Named<Ok<paths["/v1/skus"]["get"], 200>["items"][number]>;
export type ShippingPolicy = Named<Ok<paths["/v1/shipping-policies"]["get"], 200>["items"][number]>;
export type Import = Ok<paths["/v1/freight-table-imports/{id}"]["get"], 200>;
export type NewImport = Body<paths["/v1/freight-table-imports"]["post"]>;
export type FreightTable = Ok<paths["/v1/shipping-policies/{id}/freight-tables"]["get"], 200>["items"][number];
export type TableDiff = Ok<paths["/v1/shipping-policies/{id}/freight-tables/diff"]["get"], 200>;
export type DiffExample = TableDiff["examples"][number];

/** Where an option is collected. `point` is WGS 84, `distance` metres from the destination in a straight line. */
export interface PickupPoint {
  id: string;
  name: string;
  address: { country: string; postalCode?: string; state?: string; city?: string; neighborhood?: string; street?: string; number?: string };
  point: { lat: number; lng: number };
  distance?: number | null;
}
