use std::collections::BTreeMap;

use crate::template::Route;

/// The routes of the HTTP API, chosen among as API Gateway does:
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes(Vec<Entry>);

#[derive(Clone, Debug)]
struct Entry {
    function: String,
    method: Option<String>,
    /// `None` is `$default`.
    segments: Option<Vec<Segment>>,
    /// The route as written.
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Static(String),
    Parameter(String),
    Greedy(String),
}

/// The route of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    pub(crate) function: &'a str,
    pub(crate) key: String,
    pub(crate) parameters: BTreeMap<String, String>,
}

impl Routes {
    pub(crate) fn new(routes: &[Route]) -> Self {
        Self(
            routes
                .iter()
                .map(|route| Entry {
                    function: route.function.clone(),
                    method: route.method.clone(),
                    segments: route.path.as_deref().map(|path| split(path).map(segment).collect()),
                    path: route.path.clone().unwrap_or_else(|| "$default".into()),
                })
                .collect(),
        )
    }

    /// The most specific route that fits: static segments before parameters before greedy ones before `$default`; a route
    /// for the method before one for any.
    pub(crate) fn find(&self, method: &str, path: &str) -> Option<Found<'_>> {
        let parts: Vec<&str> = split(path).collect();
        let fitting = self.0.iter().filter(|entry| entry.method.as_deref().is_none_or(|wanted| wanted == method));
        let fitting = fitting.filter_map(|entry| Some((entry, entry.fit(&parts)?)));
        let (entry, parameters) = fitting.min_by_key(|(entry, _)| entry.rank())?;
        let key = match (&entry.segments, &entry.method) {
            (None, _) => "$default".to_string(),
            (_, Some(method)) => format!("{method} {}", entry.path),
            (_, None) => format!("ANY {}", entry.path),
        };
        Some(Found { function: &entry.function, key, parameters })
    }
}

impl Entry {
    fn fit(&self, parts: &[&str]) -> Option<BTreeMap<String, String>> {
        let mut parameters = BTreeMap::new();
        let Some(segments) = &self.segments else { return Some(parameters) };
        let mut parts = parts.iter();
        for segment in segments {
            match segment {
                Segment::Static(wanted) => {
                    if parts.next()? != wanted {
                        return None;
                    }
                }
                Segment::Parameter(name) => {
                    let part = parts.next().filter(|part| !part.is_empty())?;
                    parameters.insert(name.clone(), (*part).to_string());
                }
                Segment::Greedy(name) => {
                    let rest: Vec<&str> = parts.by_ref().copied().collect();
                    if rest.concat().is_empty() {
                        return None;
                    }
                    parameters.insert(name.clone(), rest.join("/"));
                }
            }
        }
        parts.next().is_none().then_some(parameters)
    }

    fn rank(&self) -> (bool, Vec<u8>, bool) {
        let kinds = self.segments.iter().flatten().map(|segment| match segment {
            Segment::Static(_) => 0,
            Segment::Parameter(_) => 1,
            Segment::Greedy(_) => 2,
        });
        (self.segments.is_none(), kinds.collect(), self.method.is_none())
    }
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

fn segment(text: &str) -> Segment {
    match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        Some(name) => match name.strip_suffix('+') {
            Some(name) => Segment::Greedy(name.into()),
            None => Segment::Parameter(name.into()),
        },
        None => Segment::Static(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, path: &str, key: &str, parameters: &[(&str, &str)]) {
        let route = |method: Option<&str>, path: Option<&str>| Route {
            function: "F".into(),
            method: method.map(Into::into),
            path: path.map(Into::into),
        };
        let routes = Routes::new(&[
            route(None, None),
            route(None, Some("/")),
            route(None, Some("/v1/x")),
            route(None, Some("/v1/x/{proxy+}")),
            route(Some("GET"), Some("/v1/x/{id}")),
            route(Some("GET"), Some("/v1/x/special")),
            route(None, Some("/v1/x/{id}")),
            route(None, Some("/{all+}")),
        ]);
        let found = routes.find(method, path).unwrap();
        let parameters: BTreeMap<_, _> =
            parameters.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
        assert_eq!((found.key.as_str(), found.parameters), (key, parameters), "{method} {path}");
    }

    #[test]
    fn the_most_specific_route_answers() {
        check("POST", "/v1/x", "ANY /v1/x", &[]);
        check("GET", "/v1/x/1", "GET /v1/x/{id}", &[("id", "1")]);
        check("PUT", "/v1/x/1", "ANY /v1/x/{id}", &[("id", "1")]);
        check("GET", "/v1/x/special", "GET /v1/x/special", &[]);
        check("GET", "/v1/x/1/y/2", "ANY /v1/x/{proxy+}", &[("proxy", "1/y/2")]);
        check("GET", "/other/z", "ANY /{all+}", &[("all", "other/z")]);
        check("GET", "/v1/x/", "ANY /{all+}", &[("all", "v1/x/")]);
        check("GET", "/", "ANY /", &[]);
    }

    #[test]
    fn without_a_route_for_it_a_request_goes_to_the_default_or_nowhere() {
        let only = Route { function: "F".into(), method: None, path: Some("/a".into()) };
        assert_eq!(Routes::new(&[only]).find("GET", "/b"), None);
    }
}
