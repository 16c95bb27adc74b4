//! The functions that this binary can run, by the folder of their code.

/// Folder below `functions/`, and how the function in it starts.
pub(crate) const BUILT_IN: &[(&str, edge::Start)] = &[];
