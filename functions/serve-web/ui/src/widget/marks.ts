export type Mark = "cheapest" | "fastest";

interface Marked {
  cheapest: boolean;
  fastest: boolean;
  price: number;
  promisedAt: string;
  windows?: { to: string; price: number }[];
}

/** How much of what a mark is about an option takes: money or time. What comes by appointment takes a window as well. */
const cost = {
  cheapest: ({ price, windows }: Marked) => price + (windows?.length ? Math.min(...windows.map((window) => window.price)) : 0),
  fastest: ({ promisedAt, windows }: Marked) => Date.parse(windows?.[0]?.to ?? promisedAt),
};

/** The marks of an option. Deliveries and pickups are marked apart; side by side, only the best of all keeps its mark. */
export function marks(option: Marked, all: Marked[]): Mark[] {
  return (["cheapest", "fastest"] as const).filter((mark) => option[mark] && all.every((other) => !other[mark] || cost[mark](option) <= cost[mark](other)));
}
