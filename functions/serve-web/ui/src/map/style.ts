import type { StyleSpecification } from "maplibre-gl";

const PATIENCE = 6000;

/** The style that the deployment has set, if its host answers in time. */
export async function style(): Promise<StyleSpecification | undefined> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const { mapStyle } = (await (await fetch("/settings.json", { signal })).json()) as { mapStyle: string | null };
    if (!mapStyle) return undefined;
    const answer = await fetch(mapStyle, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
    return answer.ok ? ((await answer.json()) as StyleSpecification) : undefined;
  } catch {
    return undefined;
  }
}
