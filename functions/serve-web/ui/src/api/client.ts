import createClient from "openapi-fetch";
import type { paths } from "./schema";
import { language } from "../language/language.svelte";
import { session } from "../session/session.svelte";

/** The public API as the signed-in person. An expired access token is renewed once, unseen. */
export const api = createClient<paths>({ fetch: send });

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const sent = session.accessToken;
  const answer = await fetch(dressed(request, sent));
  if (answer.status !== 401 || !sent) return answer;
  const renewed = await session.renew(sent);
  return renewed ? fetch(dressed(again, renewed)) : answer;
}

function dressed(request: Request, token: string | undefined): Request {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  request.headers.set("Accept-Language", language.tag);
  return request;
}
