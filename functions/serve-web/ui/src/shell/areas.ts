import type { IconName } from "../parts/Icon.svelte";
import type { Page } from "../route.svelte";

/** A part of the console, and the roles that the API lets into it. */
export interface Area {
  page: Page;
  path: string;
  label: string;
  icon: IconName;
  roles: string[];
}

const areas: Area[] = [
  { page: "simulator", path: "/simulator", label: "nav-simulator", icon: "quote", roles: ["manager", "operator", "partner", "carrier", "support"] },
  { page: "freight-tables", path: "/freight-tables", label: "nav-freight-tables", icon: "table", roles: ["manager", "operator"] },
];

/** What somebody with a role may open. */
export function areasFor(role: string | undefined): Area[] {
  return areas.filter((area) => role !== undefined && area.roles.includes(role));
}

/** Whether a page is an area that is closed to a role. */
export function closed(page: Page, role: string | undefined): boolean {
  return areas.some((area) => area.page === page) && !areasFor(role).some((area) => area.page === page);
}
