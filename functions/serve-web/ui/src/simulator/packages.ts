import type { Option, Package } from "../api/wire";

/** How many packages an option has, equal ones counted. */
export function packagesOf({ packages }: Option): number {
  return packages.reduce((sum, parcel: Package) => sum + (parcel.count ?? 1), 0);
}
