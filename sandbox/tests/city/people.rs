//! The people files: all of them, every document, every relation.
