export type Mark = "cheapest" | "fastest";

interface Marked {
  cheapest: boolean;
  fastest: boolean;
  price: number;
  promisedAt: string;
}

/** How much of what a mark is about an option takes: money or time. */
const cost = { cheapest: ({ price }: Marked) => price, fastest: ({ promisedAt }: Marked) => Date.parse(promisedAt) };

/** The marks of an option. Deliveries and pickups are marked apart; side by side, only the best of all keeps its mark. */
export function marks(option: Marked, all: Marked[]): Mark[] {
  return (["cheapest", "fastest"] as const).filter((mark) => option[mark] && all.every((other) => !other[mark] || cost[mark](option) <= cost[mark](other)));
}
