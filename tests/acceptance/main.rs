//! The acceptance tests: one binary, one file per capability, and the two that keep the repository in shape.

#[cfg(test)]
mod access;
#[cfg(test)]
mod account_imports;
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod canary;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod console;
#[cfg(test)]
mod crashes;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod divided;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod events;
#[cfg(test)]
mod explanations;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod kept_tables;
#[cfg(test)]
mod manage_freight;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod outbox;
#[cfg(test)]
mod positions;
#[cfg(test)]
mod quotes;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod register_imports;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod replies;
#[cfg(test)]
mod reservations;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod service_imports;
#[cfg(test)]
mod services;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod template;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod tracking;
#[cfg(test)]
mod webhooks;
#[cfg(test)]
mod widget;
#[cfg(test)]
mod windows;
