//! The acceptance tests: one binary, one file per capability, and the two that keep the repository in shape.

#[cfg(test)]
mod events;
#[cfg(test)]
mod template;
#[cfg(test)]
mod tidy;
