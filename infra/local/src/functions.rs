//! The functions that this binary can run, by the folder of their code.

/// Folder below `functions/`, and how the function in it starts.
pub(crate) const BUILT_IN: &[(&str, edge::Start)] = &[
    ("deliver-webhook", deliver_webhook::start),
    ("keep-house", keep_house::start),
    ("manage-accounts", manage_accounts::start),
    ("manage-freight", manage_freight::start),
    ("manage-registers", manage_registers::start),
    ("manage-services", manage_services::start),
    ("manage-customers", manage_customers::start),
    ("plan-routes", plan_routes::start),
    ("publish-events", publish_events::start),
    ("quote-shipping", quote_shipping::start),
    ("receive-receipt", receive_receipt::start),
    ("receive-reply", receive_reply::start),
    ("schedule-service", schedule_service::start),
    ("send-notification", send_notification::start),
    ("sequence-feed", sequence_feed::start),
    ("serve-web", serve_web::start),
    ("sign-in", sign_in::start),
    ("sync-driver", sync_driver::start),
    ("upload-proof", upload_proof::start),
    ("track-service", track_service::start),
    ("update-position", update_position::start),
];
