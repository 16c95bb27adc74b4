//! From a request to its handler.

use crate::access::Access;
use crate::{BoxFuture, Gate, Problem, Reply, Request, access, headers, reference};
use futures_util::FutureExt;
use http::Method;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// A handler: reads what it depends on and the request, and answers.
pub type Handler<D> = for<'a> fn(&'a D, &'a Request) -> BoxFuture<'a, Result<Reply, Problem>>;

/// How a function shows what went wrong, where it answers people and not programs; none leaves it a problem.
pub type Show<D> = fn(&D, &Request, &Problem) -> Option<Reply>;

/// The routes of one function. Its dependencies give the [`Gate`] at which callers are checked.
pub struct Router<D> {
    deps: Arc<D>,
    routes: Vec<Route<D>>,
    show: Option<Show<D>>,
}

struct Route<D> {
    method: Method,
    pattern: &'static str,
    access: Access,
    keyless: bool,
    handler: Handler<D>,
}

/// A route as tables and tests see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    /// Method in capitals.
    pub method: String,
    /// Path with `{parameters}`.
    pub pattern: &'static str,
    /// Who may call it.
    pub access: Access,
}

impl<D: AsRef<Gate> + Send + Sync + 'static> Router<D> {
    /// No routes yet.
    #[must_use]
    pub fn new(deps: Arc<D>) -> Self {
        Self { deps, routes: Vec::new(), show: None }
    }

    /// A route that reads. It answers HEAD as well.
    #[must_use]
    pub fn get(self, pattern: &'static str, access: Access, handler: Handler<D>) -> Self {
        self.route(Method::GET, pattern, access, true, handler)
    }

    /// A route that makes something. Repeats are recognised by `Idempotency-Key`, which it requires.
    #[must_use]
    pub fn post(self, pattern: &'static str, access: Access, handler: Handler<D>) -> Self {
        self.route(Method::POST, pattern, access, false, handler)
    }

    /// A route that makes something and does without `Idempotency-Key`: signing in, quotes.
    #[must_use]
    pub fn post_keyless(self, pattern: &'static str, access: Access, handler: Handler<D>) -> Self {
        self.route(Method::POST, pattern, access, true, handler)
    }

    /// A route that replaces.
    #[must_use]
    pub fn put(self, pattern: &'static str, access: Access, handler: Handler<D>) -> Self {
        self.route(Method::PUT, pattern, access, true, handler)
    }

    /// A route that replaces a part.
    #[must_use]
    pub fn patch(self, pattern: &'static str, access: Access, handler: Handler<D>) -> Self {
        self.route(Method::PATCH, pattern, access, true, handler)
    }

    /// A route that removes.
    #[must_use]
    pub fn delete(self, pattern: &'static str, access: Access, handler: Handler<D>) -> Self {
        self.route(Method::DELETE, pattern, access, true, handler)
    }

    /// Shows what goes wrong as a page.
    #[must_use]
    pub fn showing(mut self, show: Show<D>) -> Self {
        self.show = Some(show);
        self
    }

    fn route(
        mut self,
        method: Method,
        pattern: &'static str,
        access: Access,
        keyless: bool,
        handler: Handler<D>,
    ) -> Self {
        self.routes.push(Route { method, pattern, access, keyless, handler });
        self
    }

    pub(crate) fn rows(&self) -> Vec<RouteRow> {
        self.routes
            .iter()
            .map(|route| RouteRow { method: route.method.to_string(), pattern: route.pattern, access: route.access })
            .collect()
    }

    /// Answers one request. A panic of its handler is an answer as well, and the process lives.
    pub(crate) async fn answer(&self, mut request: Request) -> Reply {
        request.at = self.deps.as_ref().as_ref().now();
        let matching: Vec<&Route<D>> =
            self.routes.iter().filter(|route| params(route.pattern, &request.path).is_some()).collect();
        // The most literal pattern wins: `/v1/sessions/current` before `/v1/sessions/{id}`.
        let literal = matching.iter().map(|route| literals(route.pattern)).max();
        let wanted = if request.method == Method::HEAD { Method::GET } else { request.method.clone() };
        // What somebody named like a literal address still answers to all that the literal one does not.
        let named = matching.iter().copied().filter(|route| route.method == wanted && !route.pattern.contains("+}"));
        let named = named.max_by_key(|route| literals(route.pattern));
        let matching: Vec<&Route<D>> =
            matching.into_iter().filter(|route| Some(literals(route.pattern)) == literal).collect();
        let shared = matching.iter().any(|route| route.access.publishable_key);
        let allowed = allowed_methods(&matching);
        let found = matching.into_iter().find(|route| route.method == wanted).or(named);

        let outcome = match found {
            None if allowed.is_empty() => Err(Problem::new(404, "no_such_route", "There is no such address.")),
            None if request.method == Method::OPTIONS && shared => Ok(headers::preflight(&request, &allowed)),
            None => Err(Problem::new(405, "method_not_allowed", format!("This address answers {allowed}."))
                .with_header("allow", allowed)),
            Some(route) => {
                let run = AssertUnwindSafe(self.run(route, &mut request)).catch_unwind().await;
                run.unwrap_or_else(|_| Err(Problem::internal(std::io::Error::other("the handler panicked"))))
            }
        };
        let reply = match outcome {
            Ok(reply) => headers::unchanged(reply, &request),
            Err(problem) => {
                if let Some(cause) = problem.cause() {
                    tracing::error!(request = %request.id, code = problem.code(), cause, "request failed");
                }
                let shown = self.show.and_then(|show| show(&self.deps, &request, &problem));
                shown.map_or_else(|| self.told(&problem, &request), |reply| problem.with_own_headers(reply))
            }
        };
        let reply = if shared { headers::packed(headers::share(reply, &request), &request) } else { reply };
        let took = self.deps.as_ref().as_ref().now().duration_since(request.at);
        let account = request.caller.as_ref().map(|caller| caller.account().to_string());
        let author = request.caller.as_ref().map(domain::access::Caller::author);
        tracing::info!(
            request = %request.id,
            method = %request.method,
            route = found.map_or("-", |route| route.pattern),
            status = reply.status(),
            took_us = i64::try_from(took.as_micros()).unwrap_or(i64::MAX),
            account,
            author,
            "request"
        );
        headers::finish(reply, &request.id)
    }

    /// A problem in the words of the address that was called.
    fn told(&self, problem: &Problem, request: &Request) -> Reply {
        if !reference::has(&request.path) {
            return problem.render(&request.id);
        }
        let gate: &Gate = self.deps.as_ref().as_ref();
        problem.with_own_headers(reference::render(problem, gate.fresh()))
    }

    async fn run(&self, route: &Route<D>, request: &mut Request) -> Result<Reply, Problem> {
        request.params = params(route.pattern, &request.path).unwrap_or_default();
        let gate: &Gate = self.deps.as_ref().as_ref();
        access::admit(gate, request, route.access).await?;
        request.idempotency = request.read_idempotency()?;
        if !route.keyless && request.idempotency.is_none() {
            return Err(Problem::new(
                428,
                "idempotency_key_required",
                "Send an `Idempotency-Key`, so that a repeat of this request has no second effect.",
            ));
        }
        (route.handler)(&self.deps, request).await
    }
}

fn literals(pattern: &str) -> usize {
    pattern.split('/').filter(|segment| !segment.starts_with('{')).count()
}

fn allowed_methods<D>(routes: &[&Route<D>]) -> String {
    let mut names: Vec<&str> = routes.iter().map(|route| route.method.as_str()).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// The parameters of a pattern in a path; none when the path does not fit. `{name+}` takes the rest of the path.
fn params(pattern: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut found = Vec::new();
    let mut rest = path.split('/');
    for segment in pattern.split('/') {
        match segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}')) {
            Some(name) => {
                if let Some(name) = name.strip_suffix('+') {
                    let tail: Vec<&str> = rest.collect();
                    found.push((name, crate::request::decode(&tail.join("/"))));
                    return Some(found);
                }
                let value = rest.next().filter(|value| !value.is_empty())?;
                found.push((name, crate::request::decode(value)));
            }
            None if rest.next() == Some(segment) => {}
            None => return None,
        }
    }
    rest.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &'static str, path: &str, expected: Option<&[(&str, &str)]>) {
        let found = params(pattern, path);
        let found: Option<Vec<(&str, &str)>> =
            found.as_ref().map(|found| found.iter().map(|(name, value)| (*name, value.as_str())).collect());
        assert_eq!(found.as_deref(), expected, "{pattern} {path}");
    }

    #[test]
    fn a_path_fits_its_pattern_segment_by_segment() {
        check("/v1/skus", "/v1/skus", Some(&[]));
        check("/v1/skus/{id}", "/v1/skus/a", Some(&[("id", "a")]));
        check("/v1/skus/{id}", "/v1/skus/a%2Fb", Some(&[("id", "a/b")]));
        check("/v1/skus/{id}", "/v1/skus/", None);
        check("/v1/skus/{id}", "/v1/skus/a/b", None);
        check("/v1/skus", "/v1/skus/", None);
        check("/{path+}", "/a/b", Some(&[("path", "a/b")]));
        check("/{path+}", "/", Some(&[("path", "")]));
    }
}
