//! The nouns and rules of the business, free of input, output, time and chance.

pub mod access;
pub mod account;
pub mod calendar;
pub mod capacity;
pub mod code;
pub mod currency;
pub mod document;
pub mod email;
pub mod event;
pub mod id;
pub mod language;
pub mod link;
pub mod measure;
pub mod phone;
pub mod place;
pub mod postal;
pub mod region;
pub mod register;
pub mod reply;
pub mod service;
pub mod shift;
pub mod sms;
pub mod timeline;
pub mod tracking_code;
pub mod visibility;
