//! Days on which nobody works: no window of them is offered at checkout, or held.

use super::*;

#[tokio::test]
async fn on_a_holiday_of_the_operator_no_window_is_offered_or_held() {
    let world = World::demo().await;
    by_appointment(&world, PLACES).await;
    let (before, windows) = quote(&world, 1).await;
    let day = windows[0].split('.').nth(1).unwrap().to_owned();
    let close = async |more: Value| {
        let mut holiday = json!({ "name": "Padroeira", "date": day });
        holiday.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let request = world.as_merchant(Method::POST, "/v1/operator-holidays");
        let key = uuid::Uuid::now_v7().to_string();
        let added = send(request.header("idempotency-key", key).json(&holiday)).await;
        assert_eq!(added.status, 201, "{}", added.text);
    };
    close(json!({ "active": false })).await;
    assert_eq!(quote(&world, 1).await.1, windows, "out of use it keeps nobody");
    close(json!({ "name": "Carnaval" })).await;
    assert_eq!(quote(&world, 1).await.1, windows[1..], "that day has no window");
    let held = reserve(&world, &json!({ "quoteId": before, "optionId": "expresso", "windowId": windows[0] })).await;
    assert_eq!(held.outcome(), (409, "window_closed".to_owned()), "nor has it for who was offered one before");
    let other = reserve(&world, &json!({ "quoteId": before, "optionId": "expresso", "windowId": windows[1] })).await;
    assert_eq!(other.status, 201, "{}", other.text);
}
