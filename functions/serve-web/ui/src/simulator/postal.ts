/** Countries offered for a destination: alpha-3 of ISO 3166-1, as the API speaks, to alpha-2, as browsers name them. */
const alpha2: Record<string, string> = {
  ARG: "AR", BOL: "BO", BRA: "BR", CHL: "CL", COL: "CO", CRI: "CR", DEU: "DE", DOM: "DO", ECU: "EC", ESP: "ES", FRA: "FR", GBR: "GB",
  GTM: "GT", ITA: "IT", MEX: "MX", PAN: "PA", PER: "PE", PRT: "PT", PRY: "PY", SLV: "SV", URY: "UY", USA: "US", VEN: "VE",
};

/** The name of a country in a language. */
export function countryName(code: string, locale: string): string {
  const short = alpha2[code];
  return short ? (new Intl.DisplayNames(locale, { type: "region" }).of(short) ?? code) : code;
}

/** Countries offered, by name in a language. */
export function countries(locale: string): { code: string; name: string }[] {
  return Object.keys(alpha2)
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
}

/** A postal code as people of the country write it: `69005040` is `69005-040` in Brazil. */
export function written(country: string, code: string): string {
  if (country !== "BRA") return code;
  const digits = code.replace(/\D/g, "").slice(0, 8);
  return digits.length > 5 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits;
}

/** Is it a code that the country could have? */
export function plausible(country: string, code: string): boolean {
  const bare = code.replace(/[^\p{L}\p{N}]/gu, "");
  return country === "BRA" ? /^\d{8}$/.test(bare) : /^[A-Za-z0-9]{1,8}$/.test(bare);
}
