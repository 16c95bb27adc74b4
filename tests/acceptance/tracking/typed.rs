//! What was typed into a form that was not taken is still there, and what a form came to is said until more happens.

use super::*;
use acceptance::picture::jpeg;

/// The start tag of the field that has this name, and this value where one is given.
fn field<'a>(page: &'a str, name: &str, value: &str) -> &'a str {
    let named = format!("name=\"{name}\"");
    let mut tags = page.split('<').filter(|tag| tag.contains(&named) && tag.contains(value));
    tags.next().unwrap_or_else(|| panic!("{name} {value}: {page}")).split_once('>').unwrap().0
}

impl House {
    /// Sends a form of a page, and gives the answer as it is.
    async fn sent(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.ask(Method::POST, path).header("content-type", "application/x-www-form-urlencoded");
        send(request.body(encoded(fields))).await
    }
}

#[tokio::test]
async fn a_wrong_digit_costs_nothing_that_was_typed() {
    let house = House::open().await;
    house.calendar_of(3, (8..18).map(|hour| (domain::shift::Shift::Morning, hour, hour + 1)).collect()).await;
    let (id, path) = house.service(&json!({})).await;
    let typed = [("instructions", "Portão <verde>"), ("safePlace", "vizinho do 11"), ("digits", "0000"), ("key", "k")];
    let answer = house.sent(&format!("{path}/instructions"), &typed).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    for part in
        [">Portão &lt;verde&gt;</textarea>", "value=\"vizinho do 11\"", "data-told=\"wrong-digits\"", "aria-invalid"]
    {
        assert!(answer.text.contains(part), "{part}: {}", answer.text);
    }
    assert!(answer.text.contains(&format!("data-own=\"{path}\"")), "it follows the page: {}", answer.text);
    assert!(house.said(&id).await.is_none(), "nothing was taken down");
    assert!(!house.see(&path).await.text.contains("verde"), "others do not read it");

    let page = house.see(&path).await.text;
    let later = page.split("?from=").nth(1).unwrap()[..10].to_owned();
    let far = format!("{path}?from={later}&lang=es");
    let window = house.offered(&far).await[3].clone();
    let seen = house.see(&far).await.text;
    let action = format!("{path}/window?lang=es&amp;from={later}");
    assert!(seen.contains(&action), "{action}: {seen}");
    let action = action.replace("&amp;", "&");
    let answer = house.sent(&action, &[("window", &window), ("digits", "0000"), ("key", "k")]).await;
    assert!(field(&answer.text, "window", &window).contains("checked"), "{}", answer.text);
    assert!(answer.text.contains("lang=\"es\"") && answer.text.contains("<details id=\"windows\" open>"));
    let answer = house.sent(&action, &[("window", &window), ("digits", "1234"), ("key", "k")]).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, &*format!("{path}?told=booked&lang=es&from={later}#told"))
    );

    house.set_out(&[&id]).await;
    house.report(1, &id, "deliver", &json!({})).await;
    let rating = format!("{path}/rating");
    let answer = house.sent(&rating, &[("stars", "4"), ("comment", "Muito bom"), ("digits", ""), ("key", "k")]).await;
    assert!(field(&answer.text, "stars", "value=\"4\"").contains("checked"), "{}", answer.text);
    assert!(!field(&answer.text, "stars", "value=\"5\"").contains("checked"));
    assert!(answer.text.contains(">Muito bom</textarea>"));
    let long = "bom ".repeat(400);
    let answer = house.sent(&rating, &[("stars", "4"), ("comment", &long), ("digits", "1234"), ("key", "k")]).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(
        answer.header("set-cookie").starts_with("d=") && !answer.text.contains("name=\"digits\""),
        "it is known now"
    );
    assert!(answer.text.contains("data-told=\"not-taken\"") && answer.text.contains("bom bom bom"));
    assert_eq!(house.form(&rating, &[("stars", "4"), ("comment", "bom"), ("digits", "1234")], "").await.0, "rated");
    house.world.stop().await;
}

#[tokio::test]
async fn what_a_form_came_to_is_said_until_something_else_happens() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let said = [("instructions", "Interfone 12"), ("digits", "1234")];
    let (told, cookie) = house.form(&format!("{path}/instructions"), &said, "").await;
    assert_eq!(told, "noted");
    let cookie = cookie.unwrap().split(';').next().unwrap().to_owned();
    let known = |path: String| house.ask(Method::GET, &path).header("cookie", &cookie);
    let shown = send(known(format!("{path}?told=noted"))).await;
    assert!(shown.text.contains("data-told=\"noted\""), "{}", shown.text);
    let tag = shown.header("etag").to_owned();
    assert_eq!(send(known(path.clone()).header("if-none-match", &tag)).await.status, 304, "the page stays as it is");
    house.set_out(&[&id]).await;
    house.picture(&id, "photo", "image/jpeg", &jpeg(64, 48)).await;
    let after = send(known(path.clone()).header("if-none-match", &tag)).await;
    assert!(after.status == 200 && !after.text.contains("data-told"), "{}", after.text);
    house.world.stop().await;
}
