import { expect, test } from "vitest";
import { chosenWindow, total, type Option } from "./ask";
import { appointment, words } from "./words";

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");
const zone = "America/Sao_Paulo";
const morning = { id: "a.2026-11-27.0800-1200", from: "2026-11-27T08:00:00-03:00", to: "2026-11-27T12:00:00-03:00", price: 990 };
const afternoon = { ...morning, id: "a.2026-11-27.1300-1700", from: "2026-11-27T13:00:00-03:00", to: "2026-11-27T17:00:00-03:00", price: 0 };
const option = { price: 4590, windows: [morning, afternoon] } as Option;

test("an appointment is said with its day, its hours and what it costs on top", () => {
  expect(plain(appointment(morning, zone, "BRL", words(["pt-BR"])))).toBe("sex., 27 de nov., 08:00 – 12:00 · + R$ 9,90");
  expect(plain(appointment(afternoon, zone, "BRL", words(["en"])))).toBe("Fri, Nov 27, 1:00 – 5:00 PM");
});

test("the window that was chosen stays while it is offered, and its price is part of the sum", () => {
  expect(chosenWindow(option)).toBe(morning);
  expect(chosenWindow(option, afternoon.id)).toBe(afternoon);
  expect(chosenWindow(option, "gone")).toBe(morning);
  expect(chosenWindow({ ...option, windows: undefined })).toBeUndefined();
  expect([total(option, morning), total(option, afternoon), total(option)]).toEqual([5580, 4590, 4590]);
});
