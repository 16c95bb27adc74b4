import createClient from "openapi-fetch";
import type { paths } from "../api/schema";
import type { Session as Wire } from "../api/wire";
import { outcome, type Outcome } from "../api/failure";
import { oneAtATime } from "../api/fresh";
import { language } from "../language/language.svelte";

const KEPT = "entrega.refresh";
const LOCK = "entrega-session";

const open = createClient<paths>({ fetch: (request) => fetch(spoken(request)) });

function spoken(request: Request): Request {
  request.headers.set("Accept-Language", language.tag);
  return request;
}

type Heard = { kind: "renewed"; session: Wire } | { kind: "ended" };

/**
 * The signed-in person. The access token lives in memory only. The refresh token is used once, so it is kept where all
 * tabs see the same one and is exchanged under one lock; the tab that renews tells the others.
 */
class Session {
  state = $state<"unknown" | "out" | "in">("unknown");
  user = $state.raw<Wire["user"]>();
  account = $state.raw<Wire["account"]>();
  /** Whether the user may change what is of the whole account, freight tables among it. */
  administers = $derived(this.user?.role === "manager" && this.user.wholeAccount);
  accessToken: string | undefined;
  #tabs = new BroadcastChannel(LOCK);

  constructor() {
    this.#tabs.onmessage = ({ data }: MessageEvent<Heard>) => {
      if (data.kind === "renewed") this.#hold(data.session);
      else this.#forget();
    };
  }

  /** Takes up the session of an earlier visit, if there is one. */
  async resume(): Promise<"in" | "out" | "offline"> {
    if (!localStorage.getItem(KEPT)) {
      this.state = "out";
      return "out";
    }
    if (await this.renew(this.accessToken)) return "in";
    return localStorage.getItem(KEPT) ? "offline" : "out";
  }

  async signIn(email: string, password: string): Promise<Outcome<Wire>> {
    return this.#entering(open.POST("/v1/sessions", { body: { email, password } }));
  }

  async accept(token: string, name: string, password: string): Promise<Outcome<Wire>> {
    return this.#entering(open.POST("/v1/invitations/{token}", { params: { path: { token } }, body: { name, password } }));
  }

  invitation(token: string) {
    return outcome(open.GET("/v1/invitations/{token}", { params: { path: { token } } }));
  }

  askReset(email: string) {
    return outcome(open.POST("/v1/password-resets", { body: { email } }));
  }

  reset(token: string, password: string) {
    return outcome(open.POST("/v1/password-resets/{token}", { params: { path: { token } }, body: { password } }));
  }

  /** A working access token instead of `stale`; nothing when the session has ended or nobody answers. */
  async renew(stale: string | undefined): Promise<string | undefined> {
    return await oneAtATime(LOCK, async () => {
      if (this.accessToken !== stale) return this.accessToken;
      const refreshToken = localStorage.getItem(KEPT);
      if (!refreshToken) {
        this.#forget();
        return undefined;
      }
      const answer = await outcome(open.POST("/v1/sessions/refresh", { body: { refreshToken } }));
      if (answer.ok) {
        this.#keep(answer.value);
        return answer.value.accessToken;
      }
      if (answer.failure.kind === "problem" && answer.failure.status === 401) this.#end();
      return undefined;
    });
  }

  /** Ends the session here and in every tab, whether or not the server hears it. */
  async signOut(): Promise<void> {
    const refreshToken = localStorage.getItem(KEPT);
    this.#end();
    if (refreshToken) await outcome(open.DELETE("/v1/sessions/current", { body: { refreshToken } }));
  }

  async #entering(call: Parameters<typeof outcome<Wire>>[0]): Promise<Outcome<Wire>> {
    const answer = await outcome(call);
    if (answer.ok) await oneAtATime(LOCK, async () => this.#keep(answer.value));
    return answer;
  }

  #keep(session: Wire) {
    localStorage.setItem(KEPT, session.refreshToken);
    this.#hold(session);
    this.#tabs.postMessage({ kind: "renewed", session } satisfies Heard);
  }

  #hold(session: Wire) {
    this.accessToken = session.accessToken;
    this.user = session.user;
    this.account = session.account;
    this.state = "in";
    void language.follow(session.user.language);
  }

  #end() {
    localStorage.removeItem(KEPT);
    this.#forget();
    this.#tabs.postMessage({ kind: "ended" } satisfies Heard);
  }

  #forget() {
    this.accessToken = undefined;
    this.user = undefined;
    this.account = undefined;
    this.state = "out";
  }
}

export const session = new Session();
