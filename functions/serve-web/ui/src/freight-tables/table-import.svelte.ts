import { api } from "../api/client";
import { outcome, type Failure, type Outcome } from "../api/failure";
import { freshKey } from "../api/fresh";
import type { Import, ShippingPolicy } from "../api/wire";

/** Bytes that an import accepts at most. */
export const LARGEST = 256 * 1024 * 1024;

const PATIENCE = 120_000;
const running = (status: string) => status === "awaiting_upload" || status === "processing";
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is wrong with a file before it travels: the key of a message. */
export function refusal(file: File | undefined): string | undefined {
  // Browsers sum files up for pages from https and from this very machine alone.
  if (!(crypto as Partial<Crypto>).subtle) return "tables-file-insecure";
  if (!file) return "tables-file-missing";
  if (!/\.(csv|xlsx|xls|zip)$/i.test(file.name)) return "tables-file-kind";
  if (file.size === 0) return "tables-file-empty";
  return file.size > LARGEST ? "tables-file-large" : undefined;
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function upload(file: File, to: NonNullable<Import["upload"]>): Promise<Outcome<void>> {
  return outcome(
    fetch(to.url, { method: to.method, headers: to.headers, body: file }).then((response) => ({ response, error: undefined })),
  );
}

/** The freight tables of the account: policies to choose from, recent imports, and the import on the screen. */
export class FreightTables {
  policies = $state.raw<ShippingPolicy[]>([]);
  history = $state.raw<Import[]>([]);
  state = $state<"loading" | "full" | "failed">("loading");
  loading = $state.raw<Failure>();

  shown = $state.raw<Import>();
  stage = $state<"idle" | "sending" | "processing" | "slow">("idle");
  failure = $state.raw<Failure>();

  async load(): Promise<void> {
    this.state = "loading";
    const [policies, history] = await Promise.all([
      outcome(api.GET("/v1/shipping-policies", { params: { query: { limit: 100 } } })),
      outcome(api.GET("/v1/freight-table-imports", { params: { query: { limit: 20 } } })),
    ]);
    if (policies.ok) this.policies = policies.value.items as ShippingPolicy[];
    if (history.ok) this.history = history.value.items;
    const failed = [policies, history].find((answer) => !answer.ok);
    this.loading = failed && !failed.ok ? failed.failure : undefined;
    this.state = this.loading ? "failed" : "full";
  }

  /** Announces the file, sends it, and follows it until the server has read it. */
  async send(policy: string, file: File, dryRun: boolean): Promise<void> {
    this.failure = this.shown = undefined;
    this.stage = "sending";
    const announced = await outcome(
      api.POST("/v1/freight-table-imports", {
        params: { header: { "Idempotency-Key": freshKey() } },
        body: { policy, fileName: file.name, size: file.size, sha256: await sha256(file), dryRun },
      }),
    );
    if (!announced.ok) return this.#fail(announced.failure);
    if (announced.value.upload) {
      const sent = await upload(file, announced.value.upload);
      if (!sent.ok) return this.#fail(sent.failure);
    }
    await this.follow(announced.value.id);
  }

  /** Shows an import, waiting while the server works on it. */
  async follow(id: string): Promise<void> {
    this.failure = undefined;
    this.stage = "processing";
    const deadline = Date.now() + PATIENCE;
    for (let wait = 400; ; wait = Math.min(wait * 1.5, 3000)) {
      const seen = await outcome(api.GET("/v1/freight-table-imports/{id}", { params: { path: { id } } }));
      if (!seen.ok) return this.#fail(seen.failure);
      this.shown = seen.value;
      if (!running(seen.value.status)) break;
      if (Date.now() > deadline) {
        this.stage = "slow";
        return;
      }
      await pause(wait);
    }
    this.stage = "idle";
    await this.#refresh();
  }

  async activate(id: string): Promise<void> {
    this.failure = undefined;
    const done = await outcome(api.POST("/v1/freight-table-imports/{id}/activation", { params: { path: { id }, header: { "Idempotency-Key": freshKey() } } }));
    if (done.ok) await this.follow(id);
    else this.failure = done.failure;
  }

  async #refresh(): Promise<void> {
    const history = await outcome(api.GET("/v1/freight-table-imports", { params: { query: { limit: 20 } } }));
    if (history.ok) this.history = history.value.items;
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    this.stage = "idle";
  }
}

