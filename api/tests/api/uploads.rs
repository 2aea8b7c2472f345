//! Papers that people upload: which files are taken and what is kept of them, who may do what with
//! them, and what happens where something breaks.

pub(crate) mod desk;
pub(crate) mod files;
mod handing_in;
mod keeping;
mod officers;
mod owners;
mod pdfs;
mod pictures;
mod scanner;
mod slow;
