//! Pages for links that do not open, each of which says what to do.

use domain::language::Language;
use edge::{Problem, Reply, Request};
use i18n::Messages;
use maud::html;

use crate::frame::{Brand, Framed};

/// The page of what went wrong. A link that was copied with a dot or a bracket behind it leads to the right one.
pub(crate) fn page(request: &Request, problem: &Problem) -> Reply {
    if let Some(path) = repaired(request.path()).filter(|_| problem.code() == "link_gone") {
        return Reply::see_other(&path);
    }
    let language = crate::page::chosen(request).or_else(|| request.language()).unwrap_or(Language::Portuguese);
    let messages = Messages::for_language(language);
    let what = match problem.code() {
        "link_gone" | "no_such_route" if whole(request.path()) => "unknown",
        "link_gone" | "no_such_route" => "broken",
        "link_ended" => "ended",
        "too_many_guesses" => "slower",
        "idempotency_key_reused" => "outdated",
        _ if problem.status() >= 500 => "ours",
        _ => "not-taken",
    };
    let said = |part: &str| messages.text(&format!("track-wrong-{what}-{part}"), &[]);
    let title = said("title");
    let main = html! {
        main.one {
            header {
                h1 { (title) }
                p.when { (said("text")) }
                p.soft { (said("do")) }
            }
        }
    };
    let brand = Brand { name: "Entrega", ..Brand::default() };
    let path = whole(request.path()).then(|| format!("/t/{}", token(request.path())));
    Framed {
        language,
        title: &title,
        brand,
        main,
        tag: None,
        path: path.as_deref(),
        own: None,
        pictures: "",
        streets: None,
        packed: false,
    }
    .reply(problem.status())
}

/// The token of a path, with whatever stands around it.
fn token(path: &str) -> &str {
    path.strip_prefix("/t/").unwrap_or_default().split('/').next().unwrap_or_default()
}

/// Whether the token looks like one.
fn whole(path: &str) -> bool {
    let token = token(path);
    token.len() == 22 && token.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The address without what was caught behind or before its token when it was copied.
fn repaired(path: &str) -> Option<String> {
    let decoded = percent_decoded(token(path));
    let within: Vec<&str> =
        decoded.split(|character: char| !character.is_ascii_alphanumeric()).filter(|part| part.len() == 22).collect();
    match within.as_slice() {
        [only] if *only != token(path) => Some(format!("/t/{only}")),
        _ => None,
    }
}

fn percent_decoded(text: &str) -> String {
    let escaped = text.replace('+', "%2B");
    url::form_urlencoded::parse(escaped.as_bytes()).map(|(name, _)| name.into_owned()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_caught_beside_a_token_is_taken_off() {
        fn check(path: &str, expected: Option<&str>) {
            assert_eq!(repaired(path).as_deref(), expected, "{path}");
        }
        const TOKEN: &str = "3kTMd8UqH0xS1fGWcY5vZb";
        let clean = format!("/t/{TOKEN}");
        check(&clean, None);
        check(&format!("{clean}."), Some(&clean));
        check(&format!("{clean})"), Some(&clean));
        check(&format!("/t/({TOKEN}),"), Some(&clean));
        check(&format!("{clean}%2E"), Some(&clean));
        check(&format!("{clean}%20"), Some(&clean));
        check("/t/3kTMd8UqH0xS1fGWcY5vZ", None);
        check("/t/", None);
    }
}
