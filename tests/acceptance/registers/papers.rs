//! What the papers of a driver say.

use super::*;

#[tokio::test]
async fn the_papers_of_a_driver_are_kept_by_the_rules_of_the_country_and_no_error_repeats_them() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let papers = json!({
        "name": "João", "identityCard": "12.345.678-X", "socialNumber": "170.33259.50-4", "registration": "M-7",
        "homeAddress": "Rua A, 1, Centro",
    });
    let made = add(&world, &merchant, "drivers", &papers).await;
    let told = ["identityCard", "socialNumber", "registration", "homeAddress"].map(|field| made.text(field));
    assert_eq!(told, ["12345678X", "17033259504", "M-7", "Rua A, 1, Centro"], "{}", made.text);
    let shown = send(merchant.request(&world, Method::GET, made.header("location"))).await;
    assert_eq!(shown.json, made.json);

    let long = "Rua ".repeat(90);
    let wrong = json!({
        "name": "Ana", "identityCard": "?", "socialNumber": "170.33259.50-5", "registration": " ", "homeAddress": long,
    });
    let refused = add(&world, &merchant, "drivers", &wrong).await;
    let broken = ["identityCard", "socialNumber", "registration", "homeAddress"];
    assert_eq!(refused.broken(), broken.map(|field| (format!("/{field}"), field.to_owned())), "{}", refused.text);
    assert!(!refused.text.contains("33259"), "what is personal is not repeated: {}", refused.text);
    world.stop().await;
}
