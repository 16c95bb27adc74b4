//! The forms of the page. Each works without scripts, and leads back to the page.

use domain::said::Said;
use i18n::Messages;
use maud::{Markup, html};

use crate::device::Question;
use crate::form::Form;
use crate::page::said;
use crate::scene::Scene;

/// What every form of a page has.
pub(crate) struct Page<'a> {
    pub(crate) path: &'a str,
    /// What addresses end in that lead back here.
    pub(crate) suffix: String,
    pub(crate) key: String,
    pub(crate) question: Option<Question>,
    /// What was sent and not taken.
    pub(crate) sent: Option<Sent<'a>>,
    /// The answer to the question was wrong.
    pub(crate) wrong: bool,
    pub(crate) messages: &'static Messages,
}

/// A form as it was sent.
pub(crate) struct Sent<'a> {
    /// Its name.
    pub(crate) to: &'a str,
    pub(crate) form: &'a Form,
}

impl Page<'_> {
    fn text(&self, key: &str) -> String {
        self.messages.text(key, &[])
    }

    /// Whether this form was sent and not taken.
    pub(crate) fn sent_to(&self, name: &str) -> bool {
        self.sent.as_ref().is_some_and(|sent| sent.to == name)
    }

    /// What was typed into a field of a form that was not taken.
    pub(crate) fn typed(&self, name: &str, field: &str) -> Option<String> {
        self.sent.as_ref().filter(|sent| sent.to == name).map(|sent| sent.form.line(field).into_owned())
    }

    /// A form with what a new device is asked, and its button.
    pub(crate) fn form(&self, name: &str, fields: &Markup) -> Markup {
        self.form_as(name, name, fields)
    }

    /// The same of several forms of one name, each with another `id`.
    pub(crate) fn form_as(&self, name: &str, id: &str, fields: &Markup) -> Markup {
        html! {
            form method="post" action={ (self.path) "/" (name) (self.suffix) } {
                input type="hidden" name="key" value=(self.key);
                (fields)
                (self.digits(id, self.wrong && self.sent_to(name)))
                button type="submit" { (self.text(&format!("track-send-{name}"))) }
            }
        }
    }

    fn digits(&self, of: &str, wrong: bool) -> Markup {
        let (what, count) = match &self.question {
            None => return html! {},
            Some(Question::Phone(_)) => ("phone", "4"),
            Some(Question::Postal(_)) => ("postal", "9"),
        };
        let id = format!("digits-{of}");
        let hint = format!("hint-{of}");
        html! {
            label for=(id) { (self.text(&format!("track-ask-{what}"))) }
            span.hint.bad[wrong] #(hint) { (self.text(if wrong { "track-told-wrong-digits" } else { "track-ask-why" })) }
            input.digits #(id) name="digits" inputmode="numeric" autocomplete="off" maxlength=(count) required aria-describedby=(hint) aria-invalid=[wrong.then_some("true")];
        }
    }
}

/// How it was, once it is over.
pub(crate) fn rating(scene: &Scene, page: &Page<'_>) -> Markup {
    if !Said::can_be_rated(scene.state.status) {
        return html! {};
    }
    if let Some(rating) = said(scene).rating {
        let stars = u32::from(rating.stars);
        return html! {
            section aria-labelledby="rating" {
                h2 #rating { (page.text("track-rated")) }
                p { (page.messages.text("track-stars", &[("count", stars.into())])) }
                @if let Some(comment) = rating.comment { p.soft { (comment) } }
            }
        };
    }
    let typed = |field| page.typed("rating", field).unwrap_or_default();
    let chosen = typed("stars");
    let fields = html! {
        fieldset {
            legend { (page.text("track-rate-stars")) }
            span.hint { (page.text("track-rate-scale")) }
            div.stars {
                @for stars in 1_u32..=5 {
                    label { input type="radio" name="stars" value=(stars) checked[chosen == stars.to_string()] required; span { (stars) } }
                }
            }
        }
        label for="comment" { (page.text("track-rate-comment")) }
        textarea #comment name="comment" maxlength="1000" { (typed("comment")) }
    };
    html! {
        section aria-labelledby="rating" {
            h2 #rating { (page.text("track-rate")) }
            (page.form("rating", &fields))
        }
    }
}

/// What the driver should know, while somebody will come.
pub(crate) fn instructions(scene: &Scene, page: &Page<'_>) -> Markup {
    if scene.state.status.is_final() || scene.subject.question().is_none() {
        return html! {};
    }
    let said = said(scene);
    // What is written here may hold a code of a door: only the recipient's own device reads it again.
    let shown = page.question.is_none();
    let text = said.instructions.filter(|_| shown).map(|text| text.to_string()).unwrap_or_default();
    let place = said.safe_place.filter(|_| shown).map(|text| text.to_string()).unwrap_or_default();
    let typed = |field| page.typed("instructions", field);
    let (text, place) = (typed("instructions").unwrap_or(text), typed("safePlace").unwrap_or(place));
    let fields = html! {
        label for="instructions" { (page.text("track-instructions")) }
        textarea #instructions name="instructions" maxlength="500" placeholder=(page.text("track-instructions-example")) { (text) }
        label for="safe" { (page.text("track-safe-place")) }
        input #safe name="safePlace" maxlength="100" value=(place) placeholder=(page.text("track-safe-place-example"));
    };
    html! {
        details open[!text.is_empty() || !place.is_empty() || page.sent_to("instructions")] {
            summary { (page.text("track-tell")) }
            (page.form("instructions", &fields))
        }
    }
}
