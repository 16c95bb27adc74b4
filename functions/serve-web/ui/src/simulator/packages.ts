import type { Option, Package } from "../api/wire";
import type { Journey } from "./timeline";

/** How many packages an option has, equal ones counted. */
export function packagesOf({ packages }: Option): number {
  return packages.reduce((sum, parcel: Package) => sum + (parcel.count ?? 1), 0);
}

/**
 * The journey of each package. The package that the option waits for, the first of those that arrive last, tells none of
 * its own: the option's is its. A quote that was kept before packages told theirs has that one alone.
 */
export function journeys(option: Option): { parcel: Package; journey: Journey | undefined; last: boolean }[] {
  const packages: Package[] = option.packages;
  const awaited = packages.find((parcel) => !parcel.timeParts && Date.parse(parcel.promisedAt) === Date.parse(option.promisedAt));
  return packages.map((parcel) => {
    if (parcel === awaited) return { parcel, journey: option, last: true };
    const { timeParts, businessDays, promisedAt } = parcel;
    return { parcel, journey: timeParts ? { timeParts, businessDays: businessDays ?? false, promisedAt } : undefined, last: false };
  });
}
